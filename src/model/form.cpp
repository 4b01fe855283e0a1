#include "model/form.hpp"

#include <algorithm>

#include "model/catalogue.hpp"

namespace huibiao::model {

const FormRow* Form::row_of(std::string_view indicator) const {
  for (const FormTable& table : tables) {
    for (const FormRow& row : table.rows) {
      if (row.indicator == indicator) return &row;
    }
  }
  return nullptr;
}

const FormColumn* Form::column_of(std::string_view indicator) const {
  for (const FormTable& table : tables) {
    for (const FormColumn& column : table.columns) {
      if (!column.indicator.empty() && column.indicator == indicator) return &column;
    }
  }
  return nullptr;
}

bool Form::asks_for_rates(const Catalogue& catalogue) const {
  return std::any_of(tables.begin(), tables.end(), [&](const FormTable& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const FormColumn& column) {
      const Measure* measure = catalogue.measure(column.measure);
      return measure && !measure->rate_of.empty();
    });
  });
}

std::string Form::measure_of_answers(const Catalogue& catalogue) const {
  for (const FormTable& table : tables) {
    const bool answers = std::any_of(table.rows.begin(), table.rows.end(), [&](const FormRow& row) {
      const Indicator* indicator = catalogue.indicator(row.indicator);
      return indicator && indicator->nature == Nature::answer;
    });
    for (const FormColumn& column : table.columns) {
      if (answers && column.role == ColumnRole::value) return column.measure;
    }
  }
  return "";
}

const FormTable* Form::table_of(std::string_view indicator) const {
  const auto asks = [&](const auto& entry) { return !entry.indicator.empty() && entry.indicator == indicator; };
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const FormTable& table) {
    return std::any_of(table.rows.begin(), table.rows.end(), asks) ||
           std::any_of(table.columns.begin(), table.columns.end(), asks);
  });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace huibiao::model
