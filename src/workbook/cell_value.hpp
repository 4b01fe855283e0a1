// What a cell's stored text means (ECMA-376 part 1, 18.3.1.4 and 18.18.11): a number, a text, a date, or a reason why it is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/workbook.hpp"
#include "workbook/rich_text.hpp"
#include "workbook/serial_date.hpp"
#include "workbook/styles.hpp"
#include "workbook/text_store.hpp"

namespace huibiao::workbook {

enum class StoredType : std::uint8_t { number, shared_text, text, inline_text, boolean, error, date, unknown };

// The t attribute of a cell; data() is null where it has none.
StoredType stored_type(std::string_view type);

// Fills in a cell's kind, number and text from what is stored.
class CellValues {
 public:
  CellValues(const std::vector<RichText>& strings, const std::vector<CellStyle>& styles, Epoch epoch, TextStore& store,
             const std::vector<model::NumberFormat>& formats)
      : strings_(strings), styles_(styles), epoch_(epoch), store_(store), formats_(formats) {}

  const CellStyle& style(std::size_t index) const { return index < styles_.size() ? styles_[index] : plain_; }

  // Null, or the rule by which it is not what its type says: then the cell is an error cell whose text is what was stored.
  // cell.format must be set.
  const char* set(model::Cell& cell, StoredType type, std::string_view stored, const CellStyle& style);
  void set_text(model::Cell& cell, const RichText& text, const CellStyle& style);
  // A number, or the date that its format makes of it; `stored` is the number's text.
  void set_number(model::Cell& cell, double number, std::string_view stored);

 private:
  const char* set_number(model::Cell& cell, std::string_view stored);
  const char* set_date(model::Cell& cell, std::string_view stored);
  const char* set_boolean(model::Cell& cell, std::string_view stored);
  const char* broken(model::Cell& cell, std::string_view stored, const char* rule);

  const std::vector<RichText>& strings_;
  const std::vector<CellStyle>& styles_;
  Epoch epoch_;
  TextStore& store_;
  const std::vector<model::NumberFormat>& formats_;
  CellStyle plain_;
  std::string buffer_;
};

}  // namespace huibiao::workbook
