// Which measure a column of values holds, once the period is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/boxhead.hpp"
#include "recognise/heading.hpp"

namespace huibiao::recognise {

// The measure that holds levels (not rates), cumulative or not, of this year or the year before; "" where the catalogue has none.
std::string level_measure(const model::Catalogue& catalogue, bool cumulative, bool year_ago);

// Months that the headers name ("1-3"): claims about the period, where they agree among themselves.
std::vector<PeriodClaim> period_claims(const Table& table);

struct ValueColumn {
  const Column* column = nullptr;
  model::Name measure;     // "" where the header does not say and `table_measure` is empty
  bool duplicate = false;  // another column of the same indicator and unit says the same measure
  // Said only "the year before", and is the cumulative one because it stands beside the cumulative figures. `alone`: the table
  // has no column of the month, so that nothing else tells the two apart.
  enum class Neighbour { none, beside, alone } neighbour = Neighbour::none;
};

// A column that is not read, and the rule that says why.
struct ColumnLeftOut {
  const Column* column = nullptr;
  const char* rule = "";
};

// The columns that hold figures of the period. Columns of another month, and rates of growth, are left out and appended to
// `left_out`. `table_measure` is the measure that holds where headers say none.
// growths: columns of growth that are read as rates (read_growth_columns). One that does not say whose growth it is, is that of
// the nearest level to its left; where that leaves it open, it has no measure.
std::vector<ValueColumn> value_columns(const Table& table, const model::Period& period, const std::string& table_measure,
                                       const model::Catalogue& catalogue, std::vector<ColumnLeftOut>& left_out,
                                       const std::vector<Column>& growths = {});

}  // namespace huibiao::recognise
