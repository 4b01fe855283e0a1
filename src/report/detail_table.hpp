// The table of details: one row a figure, with where it came from. Rows are written as they come and none is kept, so that a
// streamed book holds any number of them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "report/layout.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// A cell of a sheet.
struct CellPlace {
  const Sheet* sheet = nullptr;
  model::CellAddress cell;
};

class DetailTable {
 public:
  // `rows` is how many will be added. All must outlive the table. With `linked` it is an Excel table, else a plain one with a
  // filter, as a streamed book can hold.
  DetailTable(Sheet& sheet, const model::Period& period, std::size_t rows, bool linked, const model::Catalogue& catalogue,
              const Words& words);

  // Adds a figure, whose indicator is one of the catalogue's; its value leads to `place`, where there is one.
  void add(const model::ObservationKey& key, const model::Layer& layer, const std::optional<CellPlace>& place = std::nullopt);
  void finish();

 private:
  void write_texts(std::uint32_t first, std::initializer_list<std::string_view> texts);
  const std::string& status_of(const model::Layer& layer) const {
    if (!layer.awaits.empty()) return awaiting_;
    return layer.status == model::Status::provisional ? provisional_ : effective_;
  }
  const std::string& form_name(const std::string& form, int year);
  void write_value(model::CellAddress at, double value, const std::optional<CellPlace>& place);

  Sheet& sheet_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  std::size_t rows_;
  bool linked_;
  std::uint32_t row_ = kHeadingRows + 1;
  ColumnWidths widths_;
  const Style body_ = styles::body();
  const Style unit_style_ = styles::body().indented(1);
  // Names that hardly change from row to row, or are few.
  const std::string effective_, provisional_, awaiting_;
  std::map<std::string, std::string, std::less<>> units_;
  std::string form_, form_name_;
  int form_year_ = 0;
  // How values with so many decimals look, and the largest that the column is wide enough for.
  struct ValueLook {
    Style style;
    double largest = -1;
  };
  std::map<int, ValueLook> looks_;
};

}  // namespace huibiao::report
