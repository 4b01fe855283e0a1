// The header of a ledger: which columns of a sheet are whose, in which unit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/ledger.hpp"
#include "model/catalogue.hpp"
#include "text/label.hpp"

namespace huibiao::extract {

// The header of one sheet, with what reading the rows below it takes.
struct LedgerHead {
  LedgerSheet sheet;
  std::uint32_t last_row = 0;      // of the header
  std::vector<std::string> units;  // by place in the definition: id of the unit that the header states; "" where it states none
};

class LedgerHeads {
 public:
  static constexpr std::uint32_t kRows = 40;  // of a sheet, among which a header is looked for

  // The catalogue must outlive it.
  explicit LedgerHeads(const model::Catalogue& catalogue);
  ~LedgerHeads();

  // Looks for a header in the first rows of a sheet. Each distinct text is worked out once. Nothing where they are no ledger's.
  std::optional<LedgerHead> find(const model::Grid& head);
  // The unit of that dimension that stands among what brackets hold, or null.
  const model::Unit* unit_among(const std::string& brackets, const std::string& dimension) const;

 private:
  struct Known;
  struct Header;
  // What identifies a label, as headers are compared.
  const std::string& key_of(std::string_view text);
  int place(const Known& known, std::string_view text);
  std::optional<LedgerHead> find(const model::Grid& head, const Known& known);
  LedgerHead read(const model::Grid& head, const Known& known, std::uint32_t row);
  void read_header(Header& header, const model::Cell& cell);
  void read_unknown(Header& header, const model::Cell& cell);
  bool says_more_than_unit(const model::LedgerColumn& column, std::string_view text);
  static void tell(Header& header);
  void state_unit(LedgerHead& head, int place, std::string_view text, const model::Cell& cell);

  const model::Catalogue& catalogue_;
  text::LabelReader labels_;
  std::vector<Known> known_;
};

}  // namespace huibiao::extract
