#include <algorithm>
#include <map>
#include <memory>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "cli/standings.hpp"
#include "pipeline/knowledge.hpp"

namespace huibiao::cli {
namespace {

using model::Participation;
using model::Period;

// The periods that are looked at, ascending: each that something was received of, and the months between them, in which nobody
// reported; of a whole year also the months that were due since.
std::vector<Period> periods_to_show(const std::vector<Period>& known, const std::optional<Period>& only,
                                    const model::Catalogue& catalogue, const model::Date& day) {
  if (only && !only->is_year()) return {*only};
  std::vector<Period> periods;
  for (const Period& period : known)
    if (!period.is_year() && (!only || period.year == only->year)) periods.push_back(period);
  const auto add_month = [&](const Period& month) {
    if (std::find(periods.begin(), periods.end(), month) == periods.end()) periods.push_back(month);
  };
  if (!periods.empty()) {
    const auto [first, last] = std::minmax_element(periods.begin(), periods.end());
    const Period begin = Period::month(first->year, first->first_month), end = last->closing_month();
    for (Period month = end; begin < month; month = month.previous_month()) add_month(month);
    add_month(begin);
  }
  for (int month = 1; only && month <= 12; ++month)
    for (const model::Batch& batch : catalogue.batches)
      if (due_date(catalogue.schedule, Period::month(only->year, month), batch) < day)
        add_month(Period::month(only->year, month));
  for (const Period& period : std::vector<Period>(periods))
    if (period.last_month <= 2 && catalogue.schedule.reports_together(period.year)) add_month({period.year, 1, 2});
  std::sort(periods.begin(), periods.end());
  return periods;
}

model::Result<std::vector<Participation>> standings_of(const Period& period, const pipeline::Knowledge& knowledge,
                                                       const model::Date& day) {
  model::Diagnostics unsaid;
  const auto table = knowledge.effective_table(period, unsaid);
  if (!table) return table.failure();
  const auto received = knowledge.submissions(period);
  if (!received) return received.failure();
  return knowledge.participation(period, *received, *table, day);
}

int run_status(const std::string& wanted, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  std::optional<Period> only;
  if (!wanted.empty()) {
    const auto period = period_argument(wanted);
    if (!period) return console.fail(period.failure());
    only = *period;
  }
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto knowledge = pipeline::Knowledge::gather(**store, catalogue, invocation.as_of);
  if (!knowledge) return console.fail(knowledge.failure());
  const auto known = knowledge->periods();
  if (!known) return console.fail(known.failure());
  const auto latest = knowledge->latest_date();
  if (!latest) return console.fail(latest.failure());
  const model::Date day = invocation.as_of.value_or(*latest);
  const Standings shown(catalogue, invocation, console, day);
  std::vector<Participation> open;  // of periods that are not closed
  bool any = false;
  std::map<int, std::vector<Participation>> by_year;
  for (const Period& period : periods_to_show(*known, only, catalogue, day)) {
    const auto standings = standings_of(period, *knowledge, day);
    if (!standings) return console.fail(standings.failure());
    const model::Decision* closing = knowledge->decided().closing(period);
    shown.print(period, *standings, closing);
    any = any || !standings->empty();
    if (closing == nullptr) open.insert(open.end(), standings->begin(), standings->end());
    std::vector<Participation>& of_year = by_year[period.year];
    of_year.insert(of_year.end(), standings->begin(), standings->end());
  }
  const auto submissions = knowledge->submissions(only && !only->is_year() ? only : std::nullopt);
  if (!submissions) return console.fail(submissions.failure());
  if (!any) console.line("status.nothing");
  shown.print_reminders(open, *submissions);
  if (!only || only->is_year())
    for (const auto& [year, standings] : by_year) shown.print_rates(year, standings);
  return kAllWell;
}

}  // namespace

void add_status(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto period = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("status", console.word("status.help"));
  command->fallthrough();
  command->add_option("--period", *period, console.word("status.period"))->type_name("P");
  command->callback([&invocation, period] {
    invocation.command = [period](const model::Catalogue& catalogue, const Invocation& given) {
      return run_status(*period, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
