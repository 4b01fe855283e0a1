#include <algorithm>
#include <deque>
#include <tuple>

#include "catalogue/check_reader.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

constexpr std::pair<const char*, model::ColumnRole> kRoles[] = {
    {"group", model::ColumnRole::group}, {"label", model::ColumnRole::label},   {"unit", model::ColumnRole::unit},
    {"value", model::ColumnRole::value}, {"remark", model::ColumnRole::remark}, {"note", model::ColumnRole::note},
};

model::ColumnRole role_of(TableReader& reader) {
  const std::string text = reader.text("role");
  for (const auto& [name, role] : kRoles) {
    if (text == name) return role;
  }
  if (!text.empty()) {
    reader.report("catalogue.not-allowed",
                  {{"key", "role"}, {"value", text}, {"allowed", "group, label, unit, value, remark, note"}},
                  reader.line_of("role"));
  }
  return model::ColumnRole::note;
}

// A unit as it is printed, in any of its spellings.
std::string checked_unit(TableReader& reader, std::string_view key, const model::Catalogue& catalogue) {
  const std::string text = reader.optional_text(key);
  const bool known = std::any_of(catalogue.units.begin(), catalogue.units.end(), [&](const model::Unit& unit) {
    return unit.id == text || std::find(unit.aliases.begin(), unit.aliases.end(), text) != unit.aliases.end();
  });
  if (!text.empty() && !known) reader.report_unknown(key, text, "unit");
  return text;
}

// Ids are checked where they are written, so that a message points at the line.
class FormReader {
 public:
  // `own`: the indicators that forms bring with them.
  FormReader(model::Catalogue& catalogue, const std::set<std::string, std::less<>>& own) : catalogue_(&catalogue), own_(&own) {}

  model::FormTable table(TableReader& reader) {
    model::FormTable table;
    table.id = reader.optional_text("id");
    table.instruction = reader.optional_text("instruction");
    reader.each("column", true, [&](TableReader& column) { table.columns.push_back(this->column(column)); });
    reader.each("row", true, [&](TableReader& row) { table.rows.push_back(this->row(row, table)); });
    const auto has = [&](model::ColumnRole role) {
      return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) { return column.role == role; });
    };
    if (!has(model::ColumnRole::label)) reader.report("catalogue.missing-column-role", {{"role", "label"}}, reader.line());
    if (!has(model::ColumnRole::value)) reader.report("catalogue.missing-column-role", {{"role", "value"}}, reader.line());
    return table;
  }

 private:
  model::FormColumn column(TableReader& reader) {
    model::FormColumn column;
    column.role = role_of(reader);
    column.header = reader.text("header");
    column.above = reader.texts("above");
    column.measure = reader.optional_text("measure");
    column.indicator = reader.optional_text("indicator");
    column.unit = reader.optional_text("unit");
    column.aliases = reader.texts("aliases");
    column.width = reader.optional_number("width");
    reader.check_known("measure", column.measure, "measure", catalogue_->measure(column.measure));
    reader.check_known("indicator", column.indicator, "indicator", catalogue_->indicator(column.indicator));
    reader.check_known("unit", column.unit, "unit", catalogue_->unit(column.unit));
    const bool value = column.role == model::ColumnRole::value;
    if (value && column.measure.empty()) reader.report("catalogue.missing-key", {{"key", "measure"}}, reader.line());
    if (!value && !(column.measure.empty() && column.indicator.empty())) {
      reader.report("catalogue.key-of-value-column", {}, reader.line());
    }
    return column;
  }

  model::FormRow row(TableReader& reader, const model::FormTable& table) {
    model::FormRow row;
    row.indicator = reader.optional_text("indicator");
    row.label = reader.text("label");
    row.group = reader.optional_text("group");
    row.unit = checked_unit(reader, "unit", *catalogue_);
    row.remark = reader.optional_text("remark");
    row.source = reader.text("source");
    row.part_of = reader.optional_text("part_of");
    row.star = reader.flag("star");
    row.slot = reader.optional_integer("slot", 0);
    check(reader, row, table);
    return row;
  }

  void check(TableReader& reader, const model::FormRow& row, const model::FormTable& table) {
    const model::Indicator* indicator = catalogue_->indicator(row.indicator);
    // A row whose columns are all indicators of their own has none itself.
    const bool columns_speak = std::all_of(table.columns.begin(), table.columns.end(), [](const model::FormColumn& column) {
      return column.role != model::ColumnRole::value || !column.indicator.empty();
    });
    if (row.indicator.empty() && !columns_speak) reader.report("catalogue.missing-key", {{"key", "indicator"}}, reader.line());
    reader.check_known("indicator", row.indicator, "indicator", indicator);
    if (indicator != nullptr && indicator->has_items != row.star) {
      reader.report("catalogue.star", {{"value", row.indicator}}, reader.line());
    }
    if (row.star && row.slot < 1) reader.report("catalogue.missing-key", {{"key", "slot"}}, reader.line());
    check_source(reader, row);
    const bool whole_above = std::any_of(table.rows.begin(), table.rows.end(),
                                         [&](const model::FormRow& above) { return above.indicator == row.part_of; });
    if (!row.part_of.empty() && !whole_above) reader.report_unknown("part_of", row.part_of, "row-above");
    for (const model::FormRow& above : table.rows) {
      if (!row.indicator.empty() && above.indicator == row.indicator && above.slot == row.slot) {
        reader.report("catalogue.row-twice", {{"value", row.indicator}}, reader.line());
      }
    }
  }

  // An office's rows must be listed with it, so that its own tables are known; those of a form's own indicators say it here
  // alone.
  void check_source(TableReader& reader, const model::FormRow& row) {
    if (row.source.empty()) return;
    const auto office = std::find_if(catalogue_->offices.begin(), catalogue_->offices.end(),
                                     [&](const model::Office& known) { return known.id == row.source; });
    if (office == catalogue_->offices.end()) return reader.report_unknown("source", row.source, "office");
    auto& listed = office->indicators;
    if (row.source == "park" || row.indicator.empty() || std::find(listed.begin(), listed.end(), row.indicator) != listed.end())
      return;
    if (own_->contains(row.indicator)) return listed.push_back(row.indicator);
    reader.report("catalogue.not-of-office", {{"value", row.indicator}, {"office", row.source}}, reader.line_of("source"));
  }

  model::Catalogue* catalogue_;
  const std::set<std::string, std::less<>>* own_;
};

void check_months(TableReader& reader, const model::Form& form) {
  for (const int month : form.months) {
    if (month >= 1 && month <= 12) continue;
    reader.report("catalogue.not-allowed", {{"key", "months"}, {"value", std::to_string(month)}, {"allowed", "1-12"}},
                  reader.line_of("months"));
  }
}

// The words of the sign-off occur in its line, in that order: the one is read by, the other is printed.
void check_signoff(TableReader& reader, const model::Form& form) {
  std::size_t at = 0;
  for (const std::string& word : form.signoff) {
    const std::size_t found = form.signoff_line.find(word, at);
    if (found == std::string::npos) {
      reader.report("catalogue.signoff", {{"value", word}}, reader.line_of("signoff"));
      return;
    }
    at = found + word.size();
  }
}

// The path says which form and from which year: templates/<form>/<first-year>.toml.
void check_place(TableReader& reader, const model::Form& form, const std::string& relative) {
  const std::string wanted = "templates/" + form.id + "/" + std::to_string(form.first_year) + ".toml";
  if (wanted != relative) reader.report("catalogue.misplaced-form", {{"wanted", wanted}}, reader.line());
}

// A form's file that is TOML.
struct OpenForm {
  OpenForm(const SourceFile& source, toml::table parsed, model::Diagnostics& diagnostics)
      : file(source), table(std::move(parsed)), reader(table, file.path, diagnostics) {}
  OpenForm(const OpenForm&) = delete;
  OpenForm& operator=(const OpenForm&) = delete;

  const SourceFile& file;
  toml::table table;
  TableReader reader;
};

void read_form(OpenForm& open, Loading& loading, const std::set<std::string, std::less<>>& own) {
  TableReader& reader = open.reader;
  const SourceFile& file = open.file;
  model::Form form;
  form.id = reader.text("id");
  form.first_year = reader.integer("first_year");
  form.title = reader.text("title");
  form.caption = reader.optional_text("caption");
  form.name = reader.wording("name");
  form.register_id = reader.text("register");
  form.months = reader.integers("months");
  form.row_a_unit = reader.flag("row_a_unit");
  form.precedence = reader.integer("precedence");
  form.unit_line = checked_unit(reader, "unit_line", loading.catalogue);
  form.unit_heading = reader.optional_text("unit_heading");
  form.signoff = reader.texts("signoff");
  form.signoff_line = reader.optional_text("signoff_line");
  form.footnote = reader.optional_text("footnote");
  form.definition = file.path;
  FormReader tables(loading.catalogue, own);
  Definitions ids("table");
  reader.each("table", true, [&](TableReader& part) {
    form.tables.push_back(tables.table(part));
    ids.define(part, form.tables.back().id);
  });
  reader.each("check", false, [&](TableReader& check) { read_check(check, loading, file, form.id, form.first_year); });
  check_months(reader, form);
  check_signoff(reader, form);
  check_place(reader, form, file.relative);
  if (!form.register_id.empty() && loading.catalogue.register_of(form.register_id) == nullptr)
    reader.report_unknown("register", form.register_id, "register");
  reader.finish();
  loading.catalogue.forms.push_back(std::move(form));
}

}  // namespace

std::string_view role_name(model::ColumnRole role) {
  return std::find_if(std::begin(kRoles), std::end(kRoles), [&](const auto& known) { return known.second == role; })->first;
}

bool is_form_path(const std::string& relative) {
  constexpr std::string_view kFolder = "templates/";
  if (!relative.starts_with(kFolder) || !relative.ends_with(".toml")) return false;
  const std::size_t slash = relative.find('/', kFolder.size());
  if (slash == std::string::npos || relative.find('/', slash + 1) != std::string::npos) return false;
  const std::string folder = relative.substr(kFolder.size(), slash - kFolder.size());
  return folder != "report" && folder != "evaluation" && folder != "ledger" && folder != "checks";
}

void read_forms(Loading& loading) {
  // What a form brings with it is known to all, so it is read first, whichever file comes first.
  std::deque<OpenForm> open;
  std::set<std::string, std::less<>> own;
  for (const auto& [relative, versions] : loading.sources) {
    if (!is_form_path(relative)) continue;
    const SourceFile& file = versions.back();
    if (auto table = parse_toml(file.bytes, file.path, loading.diagnostics))
      open.emplace_back(file, *std::move(table), loading.diagnostics);
  }
  for (OpenForm& form : open) read_own_definitions(form.reader, loading, own);
  for (OpenForm& form : open) read_form(form, loading, own);
  auto& forms = loading.catalogue.forms;
  std::sort(forms.begin(), forms.end(), [](const model::Form& a, const model::Form& b) {
    return std::tie(a.id, a.first_year) < std::tie(b.id, b.first_year);
  });
}

}  // namespace huibiao::catalogue
