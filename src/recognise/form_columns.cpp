#include "recognise/form_columns.hpp"

#include <algorithm>

namespace huibiao::recognise {
namespace {

bool same_cell(const model::Cell* a, const model::Cell* b) {
  return a == b || (a && b && a->kind == b->kind && a->text == b->text && a->number == b->number && a->format == b->format);
}

// A column that repeats another one figure by figure is read once.
void drop_copies(const SheetTable& table, const std::vector<std::uint32_t>& rows, std::vector<ValueColumn>& columns,
                 model::RecognisedForm& form) {
  const auto is_copy = [&](const ValueColumn& column, const ValueColumn& first) {
    if (!column.duplicate || !first.duplicate || column.measure != first.measure) return false;
    return std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
      return same_cell(table.sheet().at({row, first.column->index}), table.sheet().at({row, column.column->index}));
    });
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (std::size_t j = i + 1; j < columns.size();) {
      if (!is_copy(columns[j], columns[i])) {
        ++j;
        continue;
      }
      say(form, table, "drift.column-doubled", model::Severity::info, columns[j].column->cell,
          {{"header", columns[j].column->text}});
      columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(j));
      const bool alone = std::none_of(columns.begin(), columns.end(), [&](const ValueColumn& other) {
        return &other != &columns[i] && other.duplicate && other.measure == columns[i].measure;
      });
      if (alone) columns[i].duplicate = false;
    }
  }
}

}  // namespace

void settle_form_columns(const SheetTable& table, const std::vector<ColumnLeftOut>& left_out, std::vector<ValueColumn>& columns,
                         model::RecognisedForm& form) {
  std::vector<std::uint32_t> rows;
  std::uint32_t label_column = 0;
  for (const StubRow& stub : table.stub) {
    if (!stub.indicator) continue;
    rows.push_back(stub.row);
    label_column = std::max(label_column, stub.label->address.column);
  }
  report_columns_not_read(table, rows, label_column, columns, left_out, form);
  report_neighbours(table, columns, form);
  drop_copies(table, rows, columns, form);
  for (const ValueColumn& column : columns) {
    const auto holds_something = [&](std::uint32_t row) { return table.sheet().at({row, column.column->index}) != nullptr; };
    if (column.measure.empty() && std::any_of(rows.begin(), rows.end(), holds_something))
      say(form, table, "measure.missing", model::Severity::error, column.column->cell, {{"header", column.column->text}});
    if (!column.duplicate) continue;
    say(form, table, "column.doubled", model::Severity::error, column.column->cell, {{"header", column.column->text}}).measure =
        column.measure;
  }
}

model::Slot& begin_slot(const SheetTable& table, model::CellAddress cell, model::CellAddress label, model::Name park,
                        model::Name indicator, const ValueColumn& column, model::RecognisedForm& form) {
  model::Slot& slot = form.slots.emplace_back();
  slot.grid = table.grid;
  slot.cell = cell;
  slot.label = label;
  slot.park = park;
  slot.period = *form.period;
  slot.indicator = indicator;
  slot.measure = column.measure;
  slot.park_owes = !column.column->rate;
  return slot;
}

}  // namespace huibiao::recognise
