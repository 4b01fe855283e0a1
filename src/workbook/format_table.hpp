// The number formats of a workbook by the ids that its styles use.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.hpp"
#include "model/workbook.hpp"

namespace huibiao::workbook {

class FormatTable {
 public:
  // Adds to `formats`, whose first is General.
  explicit FormatTable(std::vector<model::NumberFormat>& formats) : formats_(formats) {}

  // Before the first index_of() of that id; a code of the file's own goes before a built-in one.
  void define(int id, std::string code) { codes_[id] = std::move(code); }
  // Where the format of that id lies; General's place for an id that nothing defines.
  std::uint16_t index_of(int id);
  // file.limit, where there were more formats than a cell can tell apart.
  std::optional<model::Diagnostic> failure() const;

 private:
  std::vector<model::NumberFormat>& formats_;
  std::map<int, std::string> codes_;
  std::map<int, std::uint16_t> places_{{0, 0}};
  bool too_many_ = false;
};

}  // namespace huibiao::workbook
