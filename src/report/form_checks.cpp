#include "report/form_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "model/utf8.hpp"
#include "report/check_formula.hpp"

namespace huibiao::report {

namespace {

using model::Check;
using model::Severity;

// Marks the place of a number or name within worded text.
constexpr char kOpen = '\x01', kClose = '\x02';
constexpr std::size_t kLongestLiteral = 200;  // bytes: a literal of a formula has at most 255 characters
constexpr std::size_t kLongestFormula = 8000;

std::string quoted(std::string_view text) {
  std::string formula;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = std::min(start + kLongestLiteral, text.size());
    while (end < text.size() && model::continues_character(text[end])) --end;
    formula += formula.empty() ? "\"" : "&\"";
    for (const char letter : text.substr(start, end - start))
      formula += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    formula += '"';
    start = end;
  }
  return formula;
}

// A text that quotes cells: as it is worded, with a mark in place of each quotation.
class Quotations {
 public:
  std::string number(const SheetNumber& number) {
    constexpr double kPrinted = 1e6;
    return add("ROUND(" + number.formula + ",6)", model::plain_decimal(std::round(number.now * kPrinted) / kPrinted));
  }
  std::string cell(const FormCell& cell) {
    return add(to_string(cell.at), cell.value ? model::plain_decimal(*cell.value) : std::string());
  }
  std::string label(const FormLine& line) { return add("TRIM(" + to_string(line.label) + ")", ""); }
  std::string name(const FormLine& line) { return line.item ? add(to_string(*line.item), "") : std::string(); }

  // Of the worded text: a formula, and what it comes to.
  std::pair<std::string, std::string> resolved(const std::string& text) const {
    std::string formula, now;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t open = std::min(text.find(kOpen, at), text.size());
      if (open > at) {
        formula += (formula.empty() ? "" : "&") + quoted(std::string_view(text).substr(at, open - at));
        now += text.substr(at, open - at);
      }
      if (open == text.size()) break;
      const auto& [quoted_formula, quoted_now] = all_[static_cast<std::size_t>(std::stoul(text.substr(open + 1)))];
      formula += (formula.empty() ? "" : "&") + quoted_formula;
      now += quoted_now;
      at = text.find(kClose, open) + 1;
    }
    return {formula, now};
  }

 private:
  std::string add(std::string formula, std::string now) {
    all_.emplace_back(std::move(formula), std::move(now));
    return kOpen + std::to_string(all_.size() - 1) + kClose;
  }
  std::vector<std::pair<std::string, std::string>> all_;
};

class FormChecks {
 public:
  FormChecks(const FormSubject& subject, const FormCells& cells, const model::Catalogue& catalogue, const Words& words)
      : subject_(subject), cells_(cells), catalogue_(catalogue), words_(words) {}

  std::vector<FormFinding> find() {
    for (const FormLine& line : cells_.lines) say_of_line(line);
    for (const Check& check : catalogue_.checks) {
      const bool here =
          check.form.empty() || (check.form == subject_.form.id && check.form_first_year == subject_.form.first_year);
      // Equal names and broken counts are said where a form is read, before any check: say_of_line() does it under those rules.
      const bool read_so = check.kind == model::CheckKind::unique || check.kind == model::CheckKind::integer;
      const bool expression = !read_so && check.kind != model::CheckKind::detector && check.kind != model::CheckKind::elsewhere;
      if (here && expression && check.missing != model::MissingMode::never) compile(check);
    }
    std::stable_sort(findings_.begin(), findings_.end(), [](const FormFinding& a, const FormFinding& b) {
      return a.row != b.row ? a.row < b.row : a.severity > b.severity;
    });
    return std::move(findings_);
  }

 private:
  std::vector<const FormCell*> cells_of(const FormLine& line) const {
    std::vector<const FormCell*> own;
    for (const FormCell& cell : cells_.cells)
      if (cell.row == line.row) own.push_back(&cell);
    return own;
  }

  static std::string list_of(const std::vector<const FormCell*>& cells) {
    std::vector<std::string> addresses;
    for (const FormCell* cell : cells) addresses.push_back(to_string(cell->at));
    return fmt::format("{}", fmt::join(addresses, ","));
  }

  // What is no number, or no whole one where things are counted; figures of an item without a name, or with another's.
  void say_of_line(const FormLine& line) {
    const std::vector<const FormCell*> own = cells_of(line);
    if (own.empty()) return;
    const model::Indicator& indicator = catalogue_.indicators[static_cast<std::size_t>(line.indicator)];
    const std::string list = list_of(own);
    if (indicator.nature != model::Nature::answer)
      add(Severity::error, line.row, own, fmt::format("COUNTA({0})>COUNT({0})", list), false, words_("check.not-a-number"), {});
    for (const FormCell* cell : own)
      if (cell->exact) say_of_count(*cell);
    if (line.item) {
      model::Diagnostic unnamed;
      unnamed.rule = "star.unnamed";
      unnamed.severity = Severity::error;
      const std::string item = to_string(*line.item);
      add(Severity::error, line.row, own, fmt::format("AND(COUNT({})>0,{}=\"\")", list, item), false, worded(unnamed), {});
      Quotations quotations;
      model::Diagnostic doubled;
      doubled.rule = "row.doubled";
      doubled.severity = Severity::error;
      doubled.arguments = {{"label", quotations.label(line)}};
      std::vector<std::string> others;
      for (const FormLine* other : cells_.lines_of(line.indicator))
        if (other->row != line.row) others.push_back(to_string(*other->item) + "=" + item);
      if (others.empty()) return;
      const std::string repeated = fmt::format("AND({}<>\"\",OR({}))", item, fmt::join(others, ","));
      add(Severity::error, line.row, own, repeated, false, worded(doubled), quotations);
    }
  }

  void say_of_count(const FormCell& cell) {
    Quotations quotations;
    model::Diagnostic fraction;
    fraction.rule = "number.fraction";
    fraction.severity = Severity::error;
    fraction.arguments = {{"text", quotations.cell(cell)}, {"unit", indicator_of(cell).unit}};
    const std::string at = to_string(cell.at);
    const bool broken_now = cell.value && std::round(*cell.value) != *cell.value;
    add(Severity::error, cell.row, {&cell}, fmt::format("IF(ISNUMBER({0}),ROUND({0},0)<>{0},FALSE)", at), broken_now,
        worded(fraction), quotations);
  }

  void compile(const Check& check) {
    static const std::vector<int> none = {model::kAtHand};
    const std::vector<int>& measures = check.measures.empty() ? none : check.measures;
    if (check.indicators.empty()) {
      for (const int measure : measures) compile(check, nullptr, measure);
      return;
    }
    for (const int indicator : check.indicators)
      for (const FormLine* line : cells_.lines_of(indicator))
        for (const int measure : measures) compile(check, line, measure);
  }

  void compile(const Check& check, const FormLine* line, int measure) {
    const CompiledCheck compiled = compile_check(check, line, measure, cells_, subject_.period);
    if (compiled.broken == "FALSE" || compiled.figures.empty()) return;
    if (check.one_scope && mixes_scopes(compiled.figures)) return;
    const FormCell& about = *compiled.figures.front();
    Quotations quotations;
    model::Diagnostic diagnostic;
    diagnostic.rule = check.id;
    diagnostic.severity = check.severity;
    diagnostic.indicator = indicator_of(about).id;
    diagnostic.measure = catalogue_.measures[static_cast<std::size_t>(about.measure)].id;
    if (const FormLine* own = line_of(about); own != nullptr) diagnostic.item = quotations.name(*own);
    diagnostic.arguments = {{"left", compiled.left ? quotations.number(*compiled.left) : ""},
                            {"right", compiled.right ? quotations.number(*compiled.right) : ""},
                            {"figures", listed(compiled.figures, quotations)}};
    add(check.severity, about.row, compiled.figures, compiled.broken, compiled.broken_now, worded(diagnostic), quotations);
  }

  const model::Indicator& indicator_of(const FormCell& cell) const {
    return catalogue_.indicators[static_cast<std::size_t>(cell.indicator)];
  }
  const FormLine* line_of(const FormCell& cell) const {
    const auto found = std::find_if(cells_.lines.begin(), cells_.lines.end(),
                                    [&](const FormLine& line) { return line.row == cell.row && line.item; });
    return found == cells_.lines.end() ? nullptr : &*found;
  }

  std::string listed(const std::vector<const FormCell*>& figures, Quotations& quotations) const {
    std::string text;
    for (const FormCell* figure : figures) {
      if (!text.empty()) text += "[[checks.and]]";
      const FormLine* line = line_of(*figure);
      text += "[[indicator." + indicator_of(*figure).id + "]]" + (line == nullptr ? "" : "\u00b7" + quotations.name(*line)) +
              " [[measure." + catalogue_.measures[static_cast<std::size_t>(figure->measure)].id + "]] " +
              quotations.cell(*figure);
    }
    return text;
  }

  std::string worded(const model::Diagnostic& diagnostic) const {
    const model::WordedMessage message = word_for_filer(diagnostic, catalogue_, words_.language());
    std::string text = message.found;
    for (const std::string* part : {&message.expected, &message.action})
      if (!part->empty()) text += words_("check.separator") + *part;
    return words_("check.finding", {{"severity", words_("severity." + std::string(to_string(diagnostic.severity)))},
                                    {"text", text},
                                    {"rule", diagnostic.rule}});
  }

  bool mixes_scopes(const std::vector<const FormCell*>& figures) const {
    std::string_view scope;
    for (const FormCell* figure : figures) {
      const std::string_view own = catalogue_.scope_of(indicator_of(*figure).id, subject_.park.name, subject_.period);
      if (own.empty()) continue;
      if (!scope.empty() && own != scope) return true;
      scope = own;
    }
    return false;
  }

  void add(Severity severity, std::size_t row, const std::vector<const FormCell*>& figures, const std::string& broken,
           bool broken_now, const std::string& text, const Quotations& quotations) {
    const auto [words, now] = quotations.resolved(text);
    FormFinding finding{severity, row, {}, "IF(" + broken + "," + words + ",\"\")", broken_now ? now : ""};
    if (finding.formula.size() > kLongestFormula) return;  // Excel takes none that is longer; intake says it all the same
    for (const FormCell* figure : figures) finding.cells.push_back(figure->at);
    findings_.push_back(std::move(finding));
  }

  const FormSubject& subject_;
  const FormCells& cells_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  std::vector<FormFinding> findings_;
};

}  // namespace

std::vector<FormFinding> form_findings(const FormSubject& subject, const FormCells& cells, const model::Catalogue& catalogue,
                                       const Words& words) {
  return FormChecks(subject, cells, catalogue, words).find();
}

std::string item_formula(const FormLine& line, const FormCells& cells, const model::Lexicon& lexicon) {
  std::string name = to_string(line.label);
  const auto without = [&](const std::string& word) {
    name = "SUBSTITUTE(" + name + "," + quoted(std::string_view(word)) + ",\"\")";
  };
  for (const char* list : {"label_fillers", "star_signs", "part_markers", "item_suffixes"})
    for (const std::string& word : lexicon[list]) without(word);
  std::vector<std::string> figures;
  for (const FormCell& cell : cells.cells)
    if (cell.row == line.row) figures.push_back(to_string(cell.at));
  return fmt::format("IF(COUNT({})=0,\"\",{})", fmt::join(figures, ","), name);
}

}  // namespace huibiao::report
