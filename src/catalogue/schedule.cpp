#include <array>
#include <optional>

#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

constexpr std::array<std::string_view, 4> kScheduleColumns = {"period", "batch", "due", "note"};
constexpr std::array<std::string_view, 4> kHolidayColumns = {"first", "last", "kind", "name"};

void read_rule(TableReader& top, model::Schedule& schedule) {
  for (const std::string& kind : top.texts("move_past")) {
    if (kind == "holidays")
      schedule.past_holidays = true;
    else if (kind == "weekends")
      schedule.past_weekends = true;
    else
      top.report("catalogue.not-allowed", {{"key", "move_past"}, {"value", kind}, {"allowed", "holidays, weekends"}},
                 top.line_of("move_past"));
  }
}

void read_batch(TableReader& reader, Definitions& ids, std::vector<model::Batch>& batches) {
  model::Batch batch;
  batch.id = reader.text("id");
  batch.name = reader.wording("name");
  batch.due_day = reader.integer("due_day");
  if (batch.due_day < 1 || batch.due_day > 31) {
    reader.report("catalogue.not-allowed", {{"key", "due_day"}, {"value", std::to_string(batch.due_day)}, {"allowed", "1-31"}},
                  reader.line_of("due_day"));
  }
  ids.define(reader, batch.id);
  batches.push_back(std::move(batch));
}

// A line of an overlay for the same period and batch replaces; within one file it is a second definition.
void keep_due_line(const SourceFile& file, const CsvLine& line, const std::map<std::pair<model::Period, std::string>, int>& own,
                   Loading& loading) {
  LineReader reader(file.path, line.line, loading.diagnostics);
  const auto period = reader.period("period", line.fields[0]);
  const std::string& batch = line.fields[1];
  const auto due = reader.date("due", line.fields[2]);
  if (loading.catalogue.batch(batch) == nullptr) return reader.report_unknown("batch", batch, "batch");
  if (!period || !due) return;
  if (const auto first = own.find({*period, batch}); first != own.end())
    reader.report(
        "catalogue.twice",
        {{"kind", "[[kind.due-day]]"}, {"value", line.fields[0] + " " + batch}, {"first", std::to_string(first->second)}});
  loading.catalogue.schedule.lines[{*period, batch}] = {*due, line.fields[3], line.line};
}

void read_due_lines(Loading& loading) {
  for (const SourceFile& file : loading.versions("mappings/schedule.csv")) {
    std::map<std::pair<model::Period, std::string>, int> own;
    for (const CsvLine& line : read_csv(file.bytes, file.path, kScheduleColumns, loading.diagnostics)) {
      keep_due_line(file, line, own, loading);
      if (const auto period = model::parse_period(line.fields[0])) own.emplace(std::pair(*period, line.fields[1]), line.line);
    }
  }
}

void read_holidays(Loading& loading) {
  auto& holidays = loading.catalogue.schedule.holidays;
  for (const SourceFile& file : loading.versions("mappings/holidays.csv")) {
    std::vector<model::Holiday> own;
    for (const CsvLine& line : read_csv(file.bytes, file.path, kHolidayColumns, loading.diagnostics)) {
      LineReader reader(file.path, line.line, loading.diagnostics);
      const auto first = reader.date("first", line.fields[0]), last = reader.date("last", line.fields[1]);
      const std::string& kind = line.fields[2];
      if (kind != "off" && kind != "worked") reader.refuse("kind", kind, "off, worked");
      if (!first || !last) continue;
      if (*last < *first) reader.refuse("last", line.fields[1], ">= " + line.fields[0]);
      own.push_back({*first, *last, kind == "worked", line.fields[3]});
    }
    holidays.insert(holidays.begin(), own.begin(), own.end());  // an overlay's days are looked at first
  }
}

}  // namespace

void read_schedule(Loading& loading) {
  loading.with_table("mappings/schedule.toml", [&](TableReader& top) {
    read_rule(top, loading.catalogue.schedule);
    Definitions ids("batch");
    top.each("batch", true, [&](TableReader& reader) { read_batch(reader, ids, loading.catalogue.batches); });
  });
  read_holidays(loading);
  read_due_lines(loading);
}

}  // namespace huibiao::catalogue
