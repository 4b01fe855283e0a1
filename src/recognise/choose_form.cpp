// Which form a table is, by the rows and columns that it names.
#include <algorithm>
#include <tuple>

#include "recognise/sheet.hpp"

namespace huibiao::recognise {
namespace {

// True where this edition of the form has the row, or an older one, which parks go on sending.
bool has_row(const model::Form& form, const model::Indicator& indicator, const Vocabulary& vocabulary) {
  const std::vector<model::Form>& forms = vocabulary.catalogue().forms;
  return std::any_of(forms.begin(), forms.end(), [&](const model::Form& edition) {
    return edition.id == form.id && edition.first_year <= form.first_year &&
           (vocabulary.row_on(edition, indicator) || (vocabulary.is_column(indicator) && edition.column_of(indicator.id)));
  });
}

}  // namespace

const model::Form* choose_form(const SheetTable& table, int year, const Vocabulary& vocabulary) {
  const std::string& title = table.heading.form_title;
  std::vector<const model::Indicator*> found;
  for (const StubRow& row : table.stub) {
    if (row.indicator) found.push_back(row.indicator);
  }
  for (const Column& column : table.table->columns) {
    const model::Indicator* indicator = only_sense(column.indicators);
    if (table.own_columns > 0 && indicator && vocabulary.is_column(*indicator)) found.push_back(indicator);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const model::Form* best = nullptr;
  std::tuple<std::size_t, bool, std::size_t> best_rank;
  for (const model::Form& any : vocabulary.catalogue().forms) {
    const model::Form* form = vocabulary.catalogue().form(any.id, year);
    if (form != &any) continue;  // another year's version of it
    const auto foreign = static_cast<std::size_t>(std::count_if(
        found.begin(), found.end(), [&](const auto* indicator) { return !has_row(*form, *indicator, vocabulary); }));
    if (found.size() - foreign < kFewestRows) continue;
    const std::tuple rank{foreign, title != form->id, vocabulary.indicators_on(*form) - (found.size() - foreign)};
    if (!best || rank < best_rank) {
      best = form;
      best_rank = rank;
    }
  }
  return best;
}

const model::Form* older_edition(const std::vector<StubRow>& stub, const model::Form& definition,
                                 const model::Catalogue& catalogue) {
  const auto foreign_to = [&](const model::Form& form) {
    return std::count_if(stub.begin(), stub.end(),
                         [&](const StubRow& row) { return row.indicator && !form.row_of(row.indicator->id); });
  };
  for (const model::Form& other : catalogue.forms) {
    if (other.first_year < definition.first_year && other.id == definition.id && foreign_to(definition) > 0 &&
        foreign_to(other) == 0)
      return &other;
  }
  return nullptr;
}

}  // namespace huibiao::recognise
