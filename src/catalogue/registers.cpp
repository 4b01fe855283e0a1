#include <algorithm>
#include <array>

#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "text/text.hpp"

namespace huibiao::catalogue {
namespace {

enum Column {
  name,
  short_name,
  aliases,
  province,
  city,
  county,
  level,
  parent,
  successor,
  valid_from,
  valid_to,
  forms,
  reports_from,
  reports_to
};
constexpr std::array<std::string_view, 14> kColumns = {"name",     "short_name", "aliases",      "province",  "city",
                                                       "county",   "level",      "parent",       "successor", "valid_from",
                                                       "valid_to", "forms",      "reports_from", "reports_to"};

class UnitReader {
 public:
  UnitReader(model::Register& units, Loading& loading, const std::string& file)
      : register_(&units), loading_(&loading), file_(&file) {}

  // The columns that a line must have, in the order in which read() takes its fields.
  std::vector<std::string_view> columns() const {
    std::vector<std::string_view> all(kColumns.begin(), kColumns.end());
    for (const model::RegisterColumn& own : register_->columns) all.push_back(own.id);
    return all;
  }

  void read(const CsvLine& line) {
    LineReader reader(*file_, line.line, loading_->diagnostics);
    const auto& field = line.fields;
    model::ReportingUnit unit;
    unit.name = field[name];
    unit.short_name = field[short_name];
    unit.aliases = split_values(field[aliases]);
    unit.province = field[province];
    unit.city = field[city];
    unit.county = field[county];
    unit.level = field[level];
    unit.parent = field[parent];
    unit.successor = field[successor];
    unit.valid_from = reader.date_if_any(kColumns[valid_from], field[valid_from]);
    unit.valid_to = reader.date_if_any(kColumns[valid_to], field[valid_to]);
    unit.forms = split_values(field[forms]);
    unit.reports_from = reader.period_if_any(kColumns[reports_from], field[reports_from]);
    unit.reports_to = reader.period_if_any(kColumns[reports_to], field[reports_to]);
    for (std::size_t own = 0; own < register_->columns.size(); ++own)
      unit.details[register_->columns[own].id] = field[kColumns.size() + own];
    unit.line = line.line;
    check(unit, reader);
    keep(std::move(unit), reader);
  }

 private:
  void check(const model::ReportingUnit& unit, LineReader& reader) {
    if (unit.name.empty()) reader.report("catalogue.missing-key", {{"key", "name"}});
    const auto& levels = register_->levels;
    if (std::find(levels.begin(), levels.end(), unit.level) == levels.end()) {
      std::string allowed;
      for (const std::string& known : levels) allowed += (allowed.empty() ? "" : ", ") + known;
      reader.refuse(kColumns[level], unit.level, allowed);
    }
    for (const std::string& form : unit.forms) {
      const auto same = [&](const model::Form& known) { return known.id == form && known.register_id == register_->id; };
      const auto& known = loading_->catalogue.forms;
      if (std::none_of(known.begin(), known.end(), same)) reader.report_unknown("forms", form, "form");
    }
    if (unit.valid_from && unit.valid_to && *unit.valid_to < *unit.valid_from) {
      reader.refuse(kColumns[valid_to], to_string(*unit.valid_to), ">= " + to_string(*unit.valid_from));
    }
    for (const model::ApprovalLevel& level : register_->approvals)
      if (!unit.forms.empty() && unit.column(level.by).empty()) reader.report("catalogue.missing-key", {{"key", level.by}});
  }

  // A line of an overlay with the same name and first day replaces; within one file it is a second definition.
  void keep(model::ReportingUnit unit, LineReader& reader) {
    const auto same = [&](const model::ReportingUnit& known) {
      return known.name == unit.name && known.valid_from == unit.valid_from;
    };
    const auto found = std::find_if(register_->units.begin(), register_->units.end(), same);
    if (found == register_->units.end()) {
      unit.order = static_cast<int>(register_->units.size()) + 1;
      register_->units.push_back(std::move(unit));
      own_.push_back(register_->units.size() - 1);
      return;
    }
    const auto place = static_cast<std::size_t>(found - register_->units.begin());
    if (std::find(own_.begin(), own_.end(), place) != own_.end()) {
      reader.report("catalogue.twice",
                    {{"kind", "[[kind.reporting-unit]]"}, {"value", unit.name}, {"first", std::to_string(found->line)}});
    }
    unit.order = found->order;
    *found = std::move(unit);
    own_.push_back(place);
  }

  model::Register* register_;
  Loading* loading_;
  const std::string* file_;
  std::vector<std::size_t> own_;  // places of the units that this very file defined
};

bool at_one_time(const model::ReportingUnit& a, const model::ReportingUnit& b) {
  const bool a_before_b = a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
  const bool b_before_a = b.valid_to && a.valid_from && *b.valid_to < *a.valid_from;
  return !a_before_b && !b_before_a;
}

// Two units that bear one name at one time could never be told apart.
void check_names(const model::Register& units, const std::string& file, model::Diagnostics& diagnostics) {
  std::multimap<std::string, const model::ReportingUnit*> owners;
  for (const model::ReportingUnit& unit : units.units) {
    std::vector<std::string> names = unit.aliases;
    names.push_back(unit.name);
    if (!unit.short_name.empty()) names.push_back(unit.short_name);
    for (const std::string& spelling : names) {
      const std::string key = text::compact(spelling);
      const auto [first, last] = owners.equal_range(key);
      for (auto at = first; at != last; ++at) {
        if (at->second->name == unit.name || !at_one_time(*at->second, unit)) continue;
        model::Diagnostic diagnostic;
        diagnostic.rule = "catalogue.alias-of-two";
        diagnostic.arguments = {{"value", spelling}, {"first", at->second->name}, {"second", unit.name}};
        diagnostic.file = file;
        diagnostic.line = unit.line;
        diagnostics.push_back(std::move(diagnostic));
      }
      owners.emplace(key, &unit);
    }
  }
}

void read_columns(TableReader& reader, model::Register& units) {
  Definitions ids("register-column");
  reader.each("column", false, [&](TableReader& column) {
    units.columns.push_back({column.text("id"), column.wording("name")});
    ids.define(column, units.columns.back().id);
    if (std::find(kColumns.begin(), kColumns.end(), units.columns.back().id) != kColumns.end())
      column.report("catalogue.not-allowed",
                    {{"key", "id"}, {"value", units.columns.back().id}, {"allowed", "[[kind.own-column]]"}},
                    column.line_of("id"));
  });
}

// The value of that key, which must be the name of a column of the register.
std::string column_named(TableReader& reader, std::string_view key, const model::Register& units) {
  std::string id = reader.text(key);
  const bool own = std::any_of(units.columns.begin(), units.columns.end(), [&](const auto& column) { return column.id == id; });
  if (!id.empty() && !own && std::find(kColumns.begin(), kColumns.end(), id) == kColumns.end())
    reader.report_unknown(key, id, "register-column");
  return id;
}

void read_approvals(TableReader& top, model::Register& units) {
  Definitions ids("approval");
  top.each("approval", false, [&](TableReader& reader) {
    model::ApprovalLevel level;
    level.id = reader.text("id");
    level.name = reader.wording("name");
    level.by = column_named(reader, "by", units);
    if (reader.contains("approver")) level.approver = reader.text("approver");
    reader.each("approver_of", false, [&](TableReader& one) { level.approvers[one.text("value")] = one.text("name"); });
    ids.define(reader, level.id);
    units.approvals.push_back(std::move(level));
  });
}

}  // namespace

std::vector<std::string> read_registers(Loading& loading) {
  std::vector<std::string> files;
  loading.with_table("mappings/registers.toml", [&](TableReader& top) {
    Definitions ids("register");
    top.each("register", true, [&](TableReader& reader) {
      model::Register units;
      units.id = reader.text("id");
      units.name = reader.wording("name");
      files.push_back("mappings/" + reader.text("file"));
      units.levels = reader.texts("levels");
      read_columns(reader, units);
      units.place = reader.contains("place") ? column_named(reader, "place", units) : units.place;
      read_approvals(reader, units);
      ids.define(reader, units.id);
      loading.catalogue.registers.push_back(std::move(units));
    });
  });
  return files;
}

void read_register_units(Loading& loading, const std::vector<std::string>& files) {
  for (std::size_t place = 0; place < files.size(); ++place) {
    model::Register& units = loading.catalogue.registers[place];
    const auto& versions = loading.versions(files[place]);
    for (const SourceFile& file : versions) {
      UnitReader reader(units, loading, file.path);
      for (const CsvLine& line : read_csv(file.bytes, file.path, reader.columns(), loading.diagnostics)) reader.read(line);
    }
    if (!versions.empty()) check_names(units, versions.back().path, loading.diagnostics);
  }
}

}  // namespace huibiao::catalogue
