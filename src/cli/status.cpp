#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "analyse/participation.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "pipeline/pipeline.hpp"
#include "text/text.hpp"

namespace huibiao::cli {

namespace {

using model::Participation;
using model::ReportingState;

constexpr std::array<ReportingState, 5> kStates = {ReportingState::reported, ReportingState::late, ReportingState::partly,
                                                   ReportingState::missing, ReportingState::not_due};

struct Status {
  store::Store& store;
  const model::Catalogue& catalogue;
  const Invocation& invocation;
  const Console& console;
  model::Date as_of;

  std::optional<model::Diagnostic> print(const model::Period& period) const;

 private:
  std::string park_name(const Participation& standing) const;
  std::string list(const std::vector<std::string>& names) const;
  void print_table(const std::vector<const Participation*>& of_form) const;
  void print_names(const std::vector<const Participation*>& of_form) const;
  void print_attachments(const std::vector<Participation>& standings) const;
};

std::string padded_to(const std::string& text, int columns) {
  return text + std::string(static_cast<std::size_t>(std::max(0, columns - text::display_width(text))), ' ');
}

// Columns as wide as their widest text, the first one on the left, numbers after their heading.
void print_aligned(const std::vector<std::vector<std::string>>& lines) {
  std::vector<int> widths(lines.front().size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], text::display_width(line[i]));
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) text += "  " + padded_to(line[i], i + 1 < line.size() ? widths[i] : 0);
    fmt::print("{}\n", text);
  }
}

std::string Status::park_name(const Participation& standing) const {
  for (const model::Register& units : catalogue.registers)
    if (const model::ReportingUnit* unit = units.find(standing.park, standing.period);
        unit != nullptr && !unit->short_name.empty())
      return unit->short_name;
  return standing.park;
}

std::string Status::list(const std::vector<std::string>& names) const {
  const std::string separator = console.word("status.list-separator");
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : separator) + name;
  return text;
}

void Status::print_table(const std::vector<const Participation*>& of_form) const {
  std::vector<std::string> heading = {console.word("status.batch"), console.word("status.due"), console.word("status.expected")};
  for (const ReportingState state : kStates) heading.push_back(console.word(fmt::format("status.{}", to_string(state))));
  std::vector<std::vector<std::string>> lines = {heading};
  for (const model::Batch& batch : catalogue.batches) {
    std::map<ReportingState, int> counts;
    const Participation* any = nullptr;
    int expected = 0;
    for (const Participation* standing : of_form) {
      if (standing->batch != batch.id) continue;
      any = standing;
      ++expected;
      ++counts[standing->state];
    }
    if (any == nullptr) continue;
    std::vector<std::string> line = {batch.name.in(invocation.language), to_string(any->due), std::to_string(expected)};
    for (const ReportingState state : kStates) line.push_back(std::to_string(counts[state]));
    lines.push_back(std::move(line));
  }
  print_aligned(lines);
}

void Status::print_names(const std::vector<const Participation*>& of_form) const {
  for (const model::Batch& batch : catalogue.batches) {
    std::vector<std::string> late, missing;
    const std::string batch_name = batch.name.in(invocation.language);
    for (const Participation* standing : of_form) {
      if (standing->batch != batch.id) continue;
      const std::string park = park_name(*standing);
      if (standing->state == ReportingState::missing) missing.push_back(park);
      if (standing->state == ReportingState::late)
        late.push_back(console.word("status.days-late", {{"park", park}, {"days", std::to_string(standing->days_late)}}));
      if (standing->state != ReportingState::partly) continue;
      std::vector<std::string> indicators;
      for (const std::string& id : standing->missing) indicators.push_back(catalogue.indicator(id)->name.in(invocation.language));
      console.line("status.partly-line", {{"batch", batch_name}, {"park", park}, {"indicators", list(indicators)}});
    }
    if (!late.empty()) console.line("status.late-line", {{"batch", batch_name}, {"parks", list(late)}});
    if (!missing.empty()) console.line("status.missing-line", {{"batch", batch_name}, {"parks", list(missing)}});
  }
}

void Status::print_attachments(const std::vector<Participation>& standings) const {
  std::string last;
  for (const Participation& standing : standings) {
    if (standing.attachments.empty() || standing.park == last) continue;  // each batch of a park lists the same ones
    last = standing.park;
    console.line("status.attachment-line", {{"park", park_name(standing)}, {"files", list(standing.attachments)}});
  }
}

std::optional<model::Diagnostic> Status::print(const model::Period& period) const {
  model::Diagnostics unsaid;
  const auto table = pipeline::effective_table(store, catalogue, period, unsaid);
  if (!table) return table.failure();
  const auto submissions = store.submissions(period);
  if (!submissions) return submissions.failure();
  const std::vector<Participation> standings = analyse::participation(catalogue, period, *submissions, *table, as_of);
  std::vector<std::string> forms;
  for (const Participation& standing : standings)
    if (std::find(forms.begin(), forms.end(), standing.form) == forms.end()) forms.push_back(standing.form);
  for (const std::string& form : forms) {
    std::vector<const Participation*> of_form;
    for (const Participation& standing : standings)
      if (standing.form == form) of_form.push_back(&standing);
    const model::Form* definition = catalogue.form(form, period.year);
    console.line(
        "status.heading",
        {{"period", to_string(period)}, {"form", definition->name.in(invocation.language)}, {"as_of", to_string(as_of)}});
    print_table(of_form);
    print_names(of_form);
  }
  print_attachments(standings);
  return std::nullopt;
}

// The latest date printed in the data, so that the same store gives the same answer on any day.
std::optional<model::Date> latest_date(const std::vector<model::Submission>& submissions) {
  std::optional<model::Date> latest;
  for (const model::Submission& submission : submissions) latest = std::max(latest, submission.reported);
  return latest;
}

int run_status(const std::string& wanted, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  std::optional<model::Period> only;
  if (!wanted.empty()) {
    const auto period = period_argument(wanted);
    if (!period) return console.fail(period.failure());
    only = *period;
  }
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  auto periods = (*store)->periods();
  if (!periods) return console.fail(periods.failure());
  const auto submissions = (*store)->submissions(std::nullopt);
  if (!submissions) return console.fail(submissions.failure());
  if (only) *periods = {*only};
  if (submissions->empty()) {
    console.line("status.nothing");
    return kAllWell;
  }
  const model::Period& last = periods->empty() ? model::Period{} : periods->back();
  const model::Date as_of =
      invocation.as_of.value_or(latest_date(*submissions).value_or(model::Date{last.year, last.last_month, 1}));
  const Status status{**store, catalogue, invocation, console, as_of};
  for (const model::Period& period : *periods)
    if (const auto failure = status.print(period)) return console.fail(*failure);
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
