#include "cli/standings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyse/timeliness.hpp"
#include "text/text.hpp"

namespace huibiao::cli {
namespace {

using model::Participation;
using model::ReportingState;

constexpr std::array<ReportingState, 5> kStates = {ReportingState::reported, ReportingState::late, ReportingState::partly,
                                                   ReportingState::missing, ReportingState::not_due};

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

std::string percent(int part, int whole) { return whole == 0 ? "" : fmt::format("{:.1f}%", 100.0 * part / whole); }

}  // namespace

std::string Standings::park_name(const Participation& standing) const {
  for (const model::Register& units : catalogue_.registers)
    if (const model::ReportingUnit* unit = units.find(standing.park, standing.period);
        unit != nullptr && !unit->short_name.empty())
      return unit->short_name;
  return standing.park;
}

std::string Standings::list(const std::vector<std::string>& names) const {
  const std::string separator = console_.word("status.list-separator");
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : separator) + name;
  return text;
}

std::string Standings::indicators(const Participation& standing) const {
  std::vector<std::string> names;
  for (const std::string& id : standing.missing) names.push_back(catalogue_.indicator(id)->name.in(language_));
  return list(names);
}

void Standings::print_table(const OfForm& of_form) const {
  std::vector<std::string> heading = {console_.word("status.batch"), console_.word("status.due"),
                                      console_.word("status.expected"), console_.word("status.received")};
  for (const ReportingState state : kStates) heading.push_back(console_.word(fmt::format("status.{}", to_string(state))));
  std::vector<std::vector<std::string>> lines = {heading};
  for (const model::Batch& batch : catalogue_.batches) {
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
    std::vector<std::string> line = {
        batch.name.in(language_), to_string(any->due), std::to_string(expected),
        std::to_string(expected - counts[ReportingState::missing] - counts[ReportingState::not_due])};
    for (const ReportingState state : kStates) line.push_back(std::to_string(counts[state]));
    lines.push_back(std::move(line));
  }
  print_aligned(lines);
}

// A day that only the rule gives, in a year whose holidays are not yet published, may still move.
void Standings::print_unknown_holidays(const OfForm& of_form) const {
  std::set<int> unknown;
  for (const Participation* standing : of_form)
    if (catalogue_.schedule.find(standing->period, standing->batch) == nullptr &&
        !catalogue_.schedule.knows_year(standing->due.year))
      unknown.insert(standing->due.year);
  for (const int year : unknown) console_.line("schedule.holidays-unknown", {{"year", std::to_string(year)}});
}

void Standings::print_names(const OfForm& of_form) const {
  for (const model::Batch& batch : catalogue_.batches) {
    std::vector<std::string> late, missing;
    const std::string batch_name = batch.name.in(language_);
    for (const Participation* standing : of_form) {
      if (standing->batch != batch.id) continue;
      const std::string park = park_name(*standing);
      if (standing->state == ReportingState::missing) missing.push_back(park);
      if (standing->state == ReportingState::late)
        late.push_back(console_.word("status.days-late", {{"park", park}, {"days", std::to_string(standing->days_late)}}));
      if (standing->state == ReportingState::partly)
        console_.line("status.partly-line", {{"batch", batch_name}, {"park", park}, {"indicators", indicators(*standing)}});
    }
    if (!late.empty()) console_.line("status.late-line", {{"batch", batch_name}, {"parks", list(late)}});
    if (!missing.empty()) console_.line("status.missing-line", {{"batch", batch_name}, {"parks", list(missing)}});
  }
}

void Standings::print_review(const OfForm& of_form) const {
  const model::Register* units = catalogue_.register_listing(of_form.front()->park);
  if (units == nullptr) return;
  std::vector<std::string> passed;
  std::set<std::string_view> seen;
  for (const Participation* standing : of_form)
    if (standing->awaits.empty() && !standing->submissions.empty() && seen.insert(standing->park).second)
      passed.push_back(park_name(*standing));
  if (!units->approvals.empty() && !passed.empty())
    console_.line("status.passed-line", {{"count", std::to_string(passed.size())}, {"parks", list(passed)}});
  for (const model::ApprovalLevel& level : units->approvals) {
    std::vector<std::string> offices;
    std::map<std::string, std::vector<std::string>> waiting;  // by office
    seen.clear();
    for (const Participation* standing : of_form) {
      if (standing->awaits != level.id || !seen.insert(standing->park).second) continue;
      const std::string office = level.approver_of(*units->find(standing->park, standing->period));
      std::vector<std::string>& own = waiting[office];
      if (own.empty()) offices.push_back(office);
      own.push_back(
          console_.word("status.returned-park", {{"park", park_name(*standing)}, {"submissions", list(standing->awaiting)}}));
    }
    for (const std::string& office : offices)
      console_.line(
          "status.awaits-line",
          {{"level", level.name.in(language_)}, {"office", office}, {"id", level.id}, {"parks", list(waiting[office])}});
  }
}

void Standings::print_returned(const std::vector<Participation>& standings) const {
  std::vector<std::string> returned;
  std::string last;
  for (const Participation& standing : standings) {
    if (standing.returned.empty() || standing.park == last) continue;  // each batch of a park lists the same ones
    last = standing.park;
    returned.push_back(
        console_.word("status.returned-park", {{"park", park_name(standing)}, {"submissions", list(standing.returned)}}));
  }
  if (!returned.empty()) console_.line("status.returned-line", {{"parks", list(returned)}});
}

void Standings::print_attachments(const std::vector<Participation>& standings) const {
  std::vector<std::string> without;
  std::string last;
  for (const Participation& standing : standings) {
    if (standing.park == last) continue;
    last = standing.park;
    if (standing.attachments.empty())
      without.push_back(park_name(standing));
    else
      console_.line("status.attachment-line", {{"park", park_name(standing)}, {"files", list(standing.attachments)}});
  }
  if (!without.empty())
    console_.line("status.no-attachment-line", {{"count", std::to_string(without.size())}, {"parks", list(without)}});
}

void Standings::print(const model::Period& period, const std::vector<Participation>& standings,
                      const model::Decision* closing) const {
  std::vector<std::string> forms;
  for (const Participation& standing : standings)
    if (std::find(forms.begin(), forms.end(), standing.form) == forms.end()) forms.push_back(standing.form);
  for (const std::string& form : forms) {
    OfForm of_form;
    for (const Participation& standing : standings)
      if (standing.form == form) of_form.push_back(&standing);
    console_.line("status.heading", {{"period", to_string(period)},
                                     {"form", catalogue_.form(form, period.year)->name.in(language_)},
                                     {"as_of", to_string(as_of_)}});
    if (closing != nullptr)
      console_.line("status.closed",
                    {{"number", std::to_string(closing->number)}, {"by", closing->by}, {"on", to_string(closing->on)}});
    print_table(of_form);
    print_unknown_holidays(of_form);
    print_names(of_form);
    print_review(of_form);
  }
  print_returned(standings);
  print_attachments(standings);
}

void Standings::print_reminders(const std::vector<Participation>& standings,
                                const std::vector<model::Submission>& submissions) const {
  std::map<std::string, std::string> files;
  for (const model::Submission& submission : submissions) files.emplace(submission.id, submission.file);
  std::vector<std::string> parks;  // in the order of the registers
  std::map<std::string, std::vector<std::string>> matters;
  std::set<std::string> said;
  for (const Participation& standing : standings) {
    std::vector<std::string>& own = matters[standing.park];
    if (std::find(parks.begin(), parks.end(), standing.park) == parks.end()) parks.push_back(standing.park);
    const model::Arguments arguments = {{"period", to_string(standing.period)},
                                        {"form", catalogue_.form(standing.form, standing.period.year)->name.in(language_)},
                                        {"batch", catalogue_.batch(standing.batch)->name.in(language_)},
                                        {"due", to_string(standing.due)},
                                        {"days", std::to_string(model::days_between(standing.due, as_of_))},
                                        {"indicators", indicators(standing)}};
    if (standing.state == ReportingState::missing) own.push_back(console_.word("status.remind-missing", arguments));
    if (standing.state == ReportingState::partly) own.push_back(console_.word("status.remind-partly", arguments));
    for (const std::string& id : standing.returned)
      if (said.insert(id).second)
        own.push_back(console_.word("status.remind-returned",
                                    {{"period", to_string(standing.period)}, {"file", text::printable(files[id])}}));
  }
  bool heading = false;
  for (const std::string& park : parks) {
    const std::vector<std::string>& own = matters[park];
    if (own.empty()) continue;
    if (!heading) console_.line("status.reminders");
    heading = true;
    std::string text;
    for (const std::string& matter : own) text += (text.empty() ? "" : console_.word("status.matter-separator")) + matter;
    console_.line("status.reminder", {{"park", park}, {"matters", text}});
  }
}

void Standings::print_rates(int year, const std::vector<Participation>& standings) const {
  const std::vector<model::Timeliness> records = analyse::timeliness(standings);
  if (records.empty()) return;
  console_.line("status.rates", {{"year", std::to_string(year)}, {"as_of", to_string(as_of_)}});
  std::vector<std::vector<std::string>> lines(1);
  for (const char* column : {"park", "batch", "times-due", "reported", "late", "days", "open", "rate"})
    lines.front().push_back(console_.word(fmt::format("status.{}", column)));
  for (const model::Timeliness& record : records) {
    if (record.due == 0) continue;
    const auto standing =
        std::find_if(standings.begin(), standings.end(), [&](const Participation& each) { return each.park == record.park; });
    lines.push_back({park_name(*standing), catalogue_.batch(record.batch)->name.in(language_), std::to_string(record.due),
                     std::to_string(record.in_time), std::to_string(record.late), std::to_string(record.days_late),
                     std::to_string(record.open), percent(record.in_time, record.due)});
  }
  print_aligned(lines);
}

}  // namespace huibiao::cli
