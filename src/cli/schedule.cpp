#include "model/schedule.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/rows.hpp"

namespace huibiao::cli {
namespace {

// Whether some form of that month has figures in the batch.
bool asks_for(const model::Catalogue& catalogue, const model::Period& month, const model::Batch& batch) {
  const auto of_batch = [&](const auto& entry) {
    const model::Indicator* indicator = catalogue.indicator(entry.indicator);
    return indicator != nullptr && indicator->batch == batch.id;
  };
  return std::any_of(catalogue.forms.begin(), catalogue.forms.end(), [&](const model::Form& form) {
    return std::find(form.months.begin(), form.months.end(), month.last_month) != form.months.end() &&
           std::any_of(form.tables.begin(), form.tables.end(), [&](const model::FormTable& table) {
             return std::any_of(table.rows.begin(), table.rows.end(), of_batch) ||
                    std::any_of(table.columns.begin(), table.columns.end(), of_batch);
           });
  });
}

// The whole of a mappings/schedule.csv for one year's periods, by the rule; what holidays are not known is said beside it.
int draft(int year, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  RowWriter rows(RowFormat::csv, {"period", "batch", "due", "note"});
  std::set<int> unknown;
  for (int month = 1; month <= 12; ++month) {
    const model::Period period = model::Period::month(year, month);
    for (const model::Batch& batch : catalogue.batches) {
      if (!asks_for(catalogue, period, batch)) continue;
      const model::Date due = drafted_due_date(catalogue.schedule, period, batch);
      const bool known = catalogue.schedule.knows_year(due.year);
      if (!known) unknown.insert(due.year);
      const bool moved = due.day != batch.due_day;
      const std::string note = !known  ? console.word("schedule.note-unknown")
                               : moved ? console.word("schedule.note-moved", {{"day", std::to_string(batch.due_day)}})
                                       : "";
      const std::string name = to_string(period), day = to_string(due);
      rows.write({{"period", name}, {"batch", batch.id}, {"due", day}, {"note", note}});
    }
  }
  for (const int each : unknown) console.error_line("schedule.holidays-unknown", {{"year", std::to_string(each)}});
  return kAllWell;
}

}  // namespace

void add_schedule(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto year = std::make_shared<int>(0);
  CLI::App* command = app.add_subcommand("schedule", console.word("schedule.help"));
  command->fallthrough();
  command->add_option("--year", *year, console.word("schedule.year"))->required()->check(CLI::Range(2000, 2100))->type_name("Y");
  command->callback([&invocation, year] {
    invocation.command = [year](const model::Catalogue& catalogue, const Invocation& given) {
      return draft(*year, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
