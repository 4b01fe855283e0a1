// How the nouns are written into columns, and read back exactly.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/cell_address.hpp"
#include "model/period.hpp"
#include "store/soci.hpp"

namespace huibiao::store {

inline int encode(const model::Period& period) { return period.year * 10000 + period.first_month * 100 + period.last_month; }
inline model::Period decode_period(int number) { return {number / 10000, number / 100 % 100, number % 100}; }

// Row x 16384 + column, both from 0; a sheet is at most 16384 columns wide.
inline long long encode(model::CellAddress cell) {
  return static_cast<long long>(cell.row) * model::kMaximumColumns + cell.column;
}
inline model::CellAddress decode_cell(long long number) {
  return {static_cast<std::uint32_t>(number / model::kMaximumColumns),
          static_cast<std::uint32_t>(number % model::kMaximumColumns)};
}

// "C7 D7"
std::string encode(const std::vector<model::CellAddress>& cells);
std::vector<model::CellAddress> decode_cells(std::string_view text);

// A column of values some of which are not there, for one bulk statement.
template <class T>
struct Column {
  std::vector<T> values;
  std::vector<soci::indicator> present;

  Column() = default;
  explicit Column(std::size_t rows) : values(rows), present(rows) {}

  void add(T value) {
    values.push_back(value);
    present.push_back(soci::i_ok);
  }
  void add_nothing() {
    values.push_back(T{});
    present.push_back(soci::i_null);
  }
  bool has(std::size_t row) const { return present[row] == soci::i_ok; }
  void resize(std::size_t rows) {
    values.resize(rows);
    present.resize(rows);
  }
};

}  // namespace huibiao::store
