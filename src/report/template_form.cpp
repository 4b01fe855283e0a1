#include "report/template_form.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/identity.hpp"
#include "report/layout.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::FormColumn;
using model::FormRow;
using model::FormTable;
using model::Severity;

namespace {

constexpr int kSpareRows = 2;  // of starred ones: a park may have more industries than the form has rows
constexpr std::uint32_t kOfficeFill = 0xD9D9D9;
constexpr std::uint32_t kErrorFill = 0xF8CBAD;
constexpr std::uint32_t kWarningFill = 0xFFF2CC;
constexpr std::uint32_t kErrorColor = 0xC00000;
constexpr double kSpacerWidth = 2;
constexpr double kSuggestedWidth = 16;
constexpr double kFindingsWidth = 96;
constexpr const char* kUnseen = ";;;";  // a number format that shows nothing, of texts neither
constexpr int kMonthsBack = 12;

Style unseen() { return styles::caption().formatted(kUnseen); }

std::string absolute(CellAddress at) { return "$" + model::column_name(at.column) + "$" + std::to_string(at.row + 1); }

bool of_office(const FormRow& row) { return row.source != "park"; }

// The power of ten by which a figure in that unit is one in the canonical unit.
int power_of(const std::string& printed, const std::string& canonical, const model::Catalogue& catalogue) {
  const model::Unit* from = catalogue.unit(printed);
  const model::Unit* to = catalogue.unit(canonical);
  return from == nullptr || to == nullptr || from->dimension != to->dimension ? 0 : from->exponent - to->exponent;
}

template <class Things>
int place_of(const Things& things, const std::string& id) {
  for (std::size_t i = 0; i < things.size(); ++i)
    if (things[i].id == id) return static_cast<int>(i);
  return model::kAtHand;
}

}  // namespace

FormDrawing TemplateForm::drawing() {
  FormDrawing drawing;
  drawing.to_fill_in = true;
  drawing.fill_of = [](const FormRow& row) { return of_office(row) ? kOfficeFill : Style{}.fill; };
  drawing.rows_of = [this](const FormTable& table) { return rows_of(table); };
  drawing.write_value = [this](Sheet& sheet, CellAddress at, const PrintedRow& row, const FormColumn& column,
                               const Style& style) { write_value(sheet, at, row, column, style); };
  drawing.write_label = [this](Sheet& sheet, CellAddress at, const PrintedRow& row, const FormColumn&, const Style& style) {
    write_label(sheet, at, row, style);
  };
  drawing.finish = [this](Book&, Sheet& sheet) { finish(sheet); };
  return drawing;
}

std::vector<PrintedRow> TemplateForm::rows_of(const FormTable& table) {
  std::vector<PrintedRow> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const FormRow& row = table.rows[i];
    rows.push_back({&row, ""});
    const bool last = row.star && (i + 1 == table.rows.size() || table.rows[i + 1].indicator != row.indicator);
    for (int spare = 0; last && spare < kSpareRows; ++spare) rows.push_back({&row, ""});
  }
  return rows;
}

// What the park itself reported a year ago, in the form's unit; of its own rows only: the offices' figures are theirs.
std::optional<double> TemplateForm::suggestion(const FormRow& row, const FormColumn& column) const {
  if (known_ == nullptr || of_office(row) || row.star) return std::nullopt;
  const auto now = std::find_if(catalogue_.measures.begin(), catalogue_.measures.end(),
                                [&](const model::Measure& measure) { return measure.year_ago == column.measure; });
  const std::string& id = indicator_of(row, column);
  const model::Indicator* indicator = catalogue_.indicator(id);
  if (now == catalogue_.measures.end() || indicator == nullptr) return std::nullopt;
  const model::Layer* layer = known_->standing({copy_.period.year_ago(), copy_.park.name, id, "", now->id});
  if (layer == nullptr || !layer->observation.value) return std::nullopt;
  const std::string& unit = row.unit.empty() ? copy_.form.unit_line : row.unit;
  return in_unit(*layer->observation.value, indicator->unit, unit, catalogue_);
}

void TemplateForm::write_value(Sheet& sheet, CellAddress at, const PrintedRow& row, const FormColumn& column, Style style) {
  const std::string& id = indicator_of(*row.row, column);
  const model::Indicator* indicator = catalogue_.indicator(id);
  const std::string& unit = row.row->unit.empty() ? copy_.form.unit_line : row.row->unit;
  FormCell cell;
  cell.indicator = place_of(catalogue_.indicators, id);
  cell.measure = place_of(catalogue_.measures, column.measure);
  cell.row = at.row;
  cell.at = at;
  cell.value = suggestion(*row.row, column);
  const model::Measure* measure = catalogue_.measure(column.measure);
  const bool rate = measure != nullptr && !measure->rate_of.empty();
  cell.power = indicator == nullptr || rate ? 0 : power_of(unit, indicator->unit, catalogue_);
  cell.exact = indicator != nullptr && indicator->integer && !rate;
  style.unlocked = true;
  sheet.number(at, cell.value, style.formatted(cell.value ? format_as_filed(*cell.value) : kWholeFormat));
  if (cells_.lines.empty() || cells_.lines.back().row != cell.row)
    cells_.lines.push_back({cell.indicator, cell.row, std::nullopt, {}});
  if (cells_.lines.size() == 1) headers_.emplace(CellAddress{at.row - 1, at.column}, &column);
  cells_.cells.push_back(std::move(cell));
}

void TemplateForm::write_label(Sheet& sheet, CellAddress at, const PrintedRow& row, Style style) {
  style.unlocked = row.row->star;
  if (row.row->star) labels_.emplace(at.row, at);
  sheet.text(at, row.row->label, style);
}

// The names of the latest month in which the park named any.
std::vector<std::string> TemplateForm::earlier_items(const std::string& indicator) const {
  std::vector<std::string> items;
  if (known_ == nullptr) return items;
  model::Period period = copy_.period.closing_month();
  for (int month = 0; month < kMonthsBack && items.empty(); ++month) {
    period = period.previous_month();
    auto entry = known_->values.lower_bound(model::ObservationKey{period, copy_.park.name, indicator, "", ""});
    for (; entry != known_->values.end(); ++entry) {
      const model::ObservationKey& key = entry->first;
      if (key.period != period || key.park != copy_.park.name || key.indicator != indicator) break;
      if (entry->second.standing() != nullptr && (items.empty() || items.back() != key.item)) items.push_back(key.item);
    }
  }
  return items;
}

void TemplateForm::finish(Sheet& sheet) {
  std::uint32_t column = 0;
  for (const FormTable& table : copy_.form.tables) column = std::max(column, static_cast<std::uint32_t>(table.columns.size()));
  sheet.width(column, kSpacerWidth);
  sheet.text({0, column},
             fmt::format("{} {} {} {} {}", model::kMarginIdentity, copy_.form.id, copy_.form.first_year, to_string(copy_.period),
                         copy_.park.name),
             unseen());
  column = write_suggestions(sheet, column + 1);
  const std::uint32_t shown = column++;
  const std::uint32_t first_hidden = column;
  column = write_items(sheet, column);
  column = write_codes(sheet, column);
  column = write_findings(sheet, shown, column);
  write_hints(sheet);
  expect_numbers(sheet);
  if (column > first_hidden) sheet.hide_columns(first_hidden, column - 1);
  sheet.protect();
}

void TemplateForm::write_hints(Sheet& sheet) const {
  for (const auto& [at, column] : headers_) {
    const std::string hint = words_.name("hint", column->measure, "");
    if (!hint.empty()) sheet.hint(at, column->header, hint);
  }
}

void TemplateForm::expect_numbers(Sheet& sheet) const {
  for (const FormCell& cell : cells_.cells) {
    const model::Indicator& indicator = catalogue_.indicators[static_cast<std::size_t>(cell.indicator)];
    if (indicator.nature == model::Nature::answer) continue;
    sheet.expect_numbers({cell.at, cell.at}, cell.exact, words_("validation.title"),
                         words_(cell.exact ? "validation.whole" : "validation.number"));
  }
}

// The system's own figures, beside those that may be changed. Gives the first column behind them.
std::uint32_t TemplateForm::write_suggestions(Sheet& sheet, std::uint32_t column) const {
  std::set<int> measures;
  for (const FormCell& cell : cells_.cells)
    if (cell.value) measures.insert(cell.measure);
  for (const int measure : measures) {
    const model::Measure& base = catalogue_.measures[static_cast<std::size_t>(measure)];
    sheet.text({0, column}, model::kMarginSuggested + base.id, unseen());
    sheet.text({headers_.begin()->first.row, column}, words_.name("margin-suggested", base.id, base.name.zh), styles::mark());
    for (const FormCell& cell : cells_.cells)
      if (cell.measure == measure && cell.value)
        sheet.number({cell.at.row, column}, *cell.value,
                     styles::caption().aligned(Align::right).formatted(format_as_filed(*cell.value)));
    sheet.width(column++, kSuggestedWidth);
  }
  return column;
}

// Unseen: the name in each starred row, and the labels to choose from. Gives the first column behind them.
std::uint32_t TemplateForm::write_items(Sheet& sheet, std::uint32_t column) {
  if (labels_.empty()) return column;
  const std::uint32_t names = column++, choices = column++;
  sheet.text({0, names}, model::kMarginChecks, unseen());
  sheet.text({0, choices}, model::kMarginChecks, unseen());
  std::map<int, std::vector<FormLine*>> starred;
  for (FormLine& line : cells_.lines)
    if (labels_.contains(line.row)) starred[line.indicator].push_back(&line);
  std::uint32_t row = 1;
  for (const auto& [indicator, lines] : starred) {
    const std::string& id = catalogue_.indicators[static_cast<std::size_t>(indicator)].id;
    for (FormLine* line : lines) {
      line->item = CellAddress{static_cast<std::uint32_t>(line->row), names};
      line->label = labels_.at(line->row);
      sheet.formula(*line->item, item_formula(*line, cells_, catalogue_.lexicon), "", styles::caption());
    }
    const std::vector<std::string> items = earlier_items(id);
    const model::CellRange labels = {labels_.at(lines.front()->row), labels_.at(lines.back()->row)};
    const std::uint32_t first = row;
    for (const std::string& item : items)
      sheet.text({row++, choices}, label_with_item(copy_.form.row_of(id)->label, item, catalogue_.lexicon["star_signs"]),
                 styles::caption());
    const std::string title = words_("validation.item-title");
    if (items.empty()) {
      for (const FormLine* line : lines) sheet.hint(labels_.at(line->row), title, words_("validation.item"));
    } else {
      sheet.suggest(labels, {{first, choices}, {row - 1, choices}}, title, words_("validation.item-choices"));
    }
  }
  return column;
}

// Unseen: the codes of each answer, to choose from. Gives the first column behind them.
std::uint32_t TemplateForm::write_codes(Sheet& sheet, std::uint32_t column) const {
  std::map<std::vector<std::string>, model::CellRange> lists;
  std::uint32_t row = 1;
  for (const FormCell& cell : cells_.cells) {
    const model::Indicator& indicator = catalogue_.indicators[static_cast<std::size_t>(cell.indicator)];
    if (indicator.nature != model::Nature::answer) continue;
    const auto [list, fresh] = lists.try_emplace(indicator.codes);
    if (fresh) {
      list->second.first = {row, column};
      for (const std::string& code : indicator.codes) sheet.text({row++, column}, code, styles::caption());
      list->second.last = {row - 1, column};
    }
    sheet.suggest({cell.at, cell.at}, list->second, words_("validation.answer-title"), words_("validation.answer"));
  }
  if (lists.empty()) return column;
  sheet.text({0, column}, model::kMarginChecks, unseen());
  return column + 1;
}

// What an error says of the same figure already is not said again, as at intake: the formula of the finding, and what it comes
// to.
std::pair<std::string, std::string> TemplateForm::unless_explained(std::size_t index, const std::vector<FormFinding>& findings,
                                                                   const std::vector<CellAddress>& places) {
  const FormFinding& finding = findings[index];
  if (finding.severity >= Severity::error) return {finding.formula, finding.now};
  std::vector<std::string> errors;
  bool explained = false;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto shared = [&](const CellAddress& cell) {
      return std::find(finding.cells.begin(), finding.cells.end(), cell) != finding.cells.end();
    };
    if (findings[i].severity < Severity::error || std::none_of(findings[i].cells.begin(), findings[i].cells.end(), shared))
      continue;
    errors.push_back(to_string(places[i]) + "=\"\"");
    explained |= !findings[i].now.empty();
  }
  if (errors.empty()) return {finding.formula, finding.now};
  return {fmt::format("IF(AND({}),{},\"\")", fmt::join(errors, ","), finding.formula), explained ? "" : finding.now};
}

// Gives the first column behind the unseen ones.
std::uint32_t TemplateForm::write_findings(Sheet& sheet, std::uint32_t shown, std::uint32_t first_hidden) const {
  std::map<CellAddress, std::map<Severity, std::string>> conditions;
  std::map<std::size_t, std::pair<std::string, std::string>> lines;  // row -> formula, and what it comes to
  std::map<std::size_t, std::uint32_t> next;
  std::uint32_t behind = first_hidden;
  const std::vector<FormFinding> findings = form_findings({copy_.form, copy_.park, copy_.period}, cells_, catalogue_, words_);
  std::vector<CellAddress> places;
  for (const FormFinding& finding : findings) {
    const std::uint32_t column = next.try_emplace(finding.row, first_hidden).first->second++;
    behind = std::max(behind, column + 1);
    places.push_back({static_cast<std::uint32_t>(finding.row), column});
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const FormFinding& finding = findings[i];
    const CellAddress at = places[i];
    const auto [said, said_now] = unless_explained(i, findings, places);
    sheet.formula(at, said, said_now, styles::caption());
    auto& [formula, now] = lines[finding.row];
    formula += (formula.empty() ? "" : "&") + to_string(at);
    now += said_now;
    for (const CellAddress& cell : finding.cells) {
      std::string& condition = conditions[cell][finding.severity];
      condition += (condition.empty() ? "" : ",") + absolute(at) + "<>\"\"";
    }
  }
  for (std::uint32_t column = first_hidden; column < behind; ++column) sheet.text({0, column}, model::kMarginChecks, unseen());
  Style said = styles::caption();
  said.color = kErrorColor;
  said.wrap = true;
  std::size_t broken = 0;
  for (const auto& [row, line] : lines) {
    sheet.formula({static_cast<std::uint32_t>(row), shown}, line.first, line.second, said);
    broken += !line.second.empty();
  }
  sheet.width(shown, kFindingsWidth);
  sheet.text({0, shown}, model::kMarginChecks, unseen());
  if (lines.empty()) return behind;
  const std::uint32_t header = headers_.begin()->first.row;
  sheet.text({header, shown}, words_("margin.checks"), styles::caption());
  const std::string range = to_string(model::CellRange{{static_cast<std::uint32_t>(lines.begin()->first), shown},
                                                       {static_cast<std::uint32_t>(lines.rbegin()->first), shown}});
  const std::string count = "SUMPRODUCT(--(" + range + "<>\"\"))";
  const std::string well = words_("margin.all-well"), before = words_("margin.open-before"),
                    behind_it = words_("margin.open-behind");
  sheet.formula({header - 1, shown}, fmt::format("IF({0}=0,\"{1}\",\"{2}\"&{0}&\"{3}\")", count, well, before, behind_it),
                broken == 0 ? well : before + std::to_string(broken) + behind_it, said.emboldened());
  mark_cells(sheet, conditions);
  return behind;
}

void TemplateForm::mark_cells(Sheet& sheet, const std::map<CellAddress, std::map<Severity, std::string>>& conditions) const {
  for (const auto& [cell, by_severity] : conditions)
    for (auto severity = by_severity.rbegin(); severity != by_severity.rend(); ++severity)
      sheet.fill_where({cell, cell}, "OR(" + severity->second + ")",
                       severity->first >= Severity::error ? kErrorFill : kWarningFill);
}

}  // namespace huibiao::report
