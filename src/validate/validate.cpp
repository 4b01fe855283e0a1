#include "validate/validate.hpp"

#include <algorithm>

#include "model/decimal.hpp"
#include "validate/evaluate.hpp"

namespace huibiao::validate {
namespace {

using model::Check;
using model::CheckKind;
using model::CheckOutcome;
using model::Figure;
using model::Severity;

// Calls visit(place) wherever the check applies: its rows with their items, and its measures.
template <class Visit>
void each_place(const Check& check, const model::FigureSheet& sheet, const Visit& visit) {
  static const std::vector<int> none = {model::kAtHand};
  const std::vector<int>& measures = check.measures.empty() ? none : check.measures;
  if (check.indicators.empty()) {
    for (const int measure : measures) visit(Place{model::kAtHand, 0, measure});
    return;
  }
  for (const int indicator : check.indicators) {
    const auto [first, last] = sheet.of_indicator(indicator);
    int item = -1;
    for (const Figure* figure = first; figure != last; ++figure) {
      if (figure->key.item == item) continue;
      item = figure->key.item;
      for (const int measure : measures) visit(Place{indicator, item, measure});
    }
    if (first == last && check.missing == model::MissingMode::never)
      for (const int measure : measures) visit(Place{indicator, 0, measure});
  }
}

std::string described(const Figure& figure, const Layout& layout, const model::Names& names) {
  const std::string item = figure.key.item == 0 ? "" : "·" + names.name(figure.key.item);
  return "[[indicator." + layout.indicator(figure.key.indicator).id + "]]" + item + " [[measure." +
         layout.measure(figure.key.measure).id + "]] " + model::plain_decimal(figure.value) +
         (figure.origin >= 0 ? " (" + to_string(figure.cell) + ")" : "");
}

model::Arguments arguments_of(const Evaluated& evaluated, const Layout& layout, const model::Names& names) {
  model::Arguments arguments = {{"left", figure_text(evaluated.left)}, {"right", figure_text(evaluated.right)}};
  std::string listed;
  for (const auto* figures : {&evaluated.figures, &evaluated.other_figures})
    for (const Figure* figure : *figures) {
      if (!listed.empty()) listed += "[[checks.and]]";
      listed += described(*figure, layout, names);
    }
  arguments.emplace_back("figures", listed);
  return arguments;
}

// The row of a finding, where it is about one.
bool in_row(const Finding& finding, const Finding& row) {
  if (finding.figures.empty() || row.figures.empty()) return false;
  return std::any_of(row.figures.begin(), row.figures.end(), [&](const Figure& figure) {
    return figure.key.indicator == finding.figures.front().key.indicator && figure.key.item == finding.figures.front().key.item;
  });
}

bool shares_figure(const Finding& a, const Finding& b) {
  return std::any_of(a.figures.begin(), a.figures.end(), [&](const Figure& figure) {
    return std::any_of(b.figures.begin(), b.figures.end(), [&](const Figure& other) { return other.key == figure.key; });
  });
}

bool any_of_office(const std::vector<const Figure*>& figures) {
  return std::any_of(figures.begin(), figures.end(), [](const Figure* figure) { return figure->office; });
}

// Procedures look back on three years of the rows that they speak of.
constexpr int kMonthsLookedBackOn = 37;

// A verdict on a whole form counts rows and quotes no figure.
bool rests_on_office(const Finding& finding, const Sheets& sheets) {
  if (finding.of_sheet) return false;
  const auto office_speaks_in = [&](const model::FigureSheet* sheet) {
    return sheet != nullptr && std::any_of(finding.figures.begin(), finding.figures.end(), [&](const Figure& figure) {
             const auto [first, last] = sheet->of_indicator(figure.key.indicator);
             return std::any_of(first, last, [](const Figure& other) { return other.office; });
           });
  };
  if (office_speaks_in(sheets.merged)) return true;
  for (int months = 0; months <= kMonthsLookedBackOn; ++months)
    if (office_speaks_in(sheets.before(months))) return true;
  return false;
}

// What a graver finding says already is not asked again: a verdict on the form or the row, an error in the same figure.
void drop_explained(std::vector<Finding>& findings) {
  const auto explains = [](const Finding& verdict, const Finding& finding) {
    if (&verdict == &finding || finding.severity == Severity::error || finding.of_sheet) return false;
    if (verdict.of_sheet && verdict.severity != Severity::info) return true;
    if (verdict.severity == Severity::error && shares_figure(finding, verdict)) return true;
    return verdict.of_row && !finding.of_row && in_row(finding, verdict);
  };
  std::vector<bool> dropped(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i)
    dropped[i] =
        std::any_of(findings.begin(), findings.end(), [&](const Finding& verdict) { return explains(verdict, findings[i]); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
}

// An office's table is held against the checks of every form: where several have the same check, it is said once.
void drop_repeated(std::vector<Finding>& findings) {
  const auto same = [](const Finding& a, const Finding& b) {
    return a.check->id == b.check->id && a.severity == b.severity && a.figures.size() == b.figures.size() && !a.figures.empty() &&
           std::equal(a.figures.begin(), a.figures.end(), b.figures.begin(),
                      [](const Figure& one, const Figure& other) { return one.key == other.key; });
  };
  std::vector<Finding> kept;
  for (Finding& finding : findings)
    if (std::none_of(kept.begin(), kept.end(), [&](const Finding& said) { return same(said, finding); }))
      kept.push_back(std::move(finding));
  findings = std::move(kept);
}

// Figures of which two state scopes that differ: their ratio says nothing.
bool mixes_scopes(const std::vector<const Figure*>& figures, const Look& look) {
  std::string_view scope;
  for (const Figure* figure : figures) {
    const std::string_view own = look.layout.catalogue.scope_of(look.layout.indicator(figure->key.indicator).id,
                                                                look.sheets.history->park, look.sheets.period);
    if (own.empty()) continue;
    if (!scope.empty() && own != scope) return true;
    scope = own;
  }
  return false;
}

}  // namespace

Checker::Checker(const model::Catalogue& catalogue) : layout_(catalogue) {
  for (const Check& check : catalogue.checks)
    detections_.push_back(check.kind == CheckKind::detector ? detection(check.detector) : nullptr);
}

bool Checker::concerns(const Check& check, const model::FiledForm& form, const Sheets& sheets) const {
  if (check.kind == CheckKind::elsewhere) return false;
  if ((check.scope == model::CheckScope::proposal) != form.proposal) return false;
  if (check.form.empty()) return true;
  if (form.form != check.form && !sheets.office) return false;
  const model::Form* version = layout_.catalogue.form(check.form, form.period.year);
  return version != nullptr && version->first_year == check.form_first_year;
}

void Checker::evaluate_places(const Check& check, const Look& look, int origin, std::vector<Finding>& findings) const {
  Evaluated evaluated;
  const auto own = [&](const Figure* figure) { return figure->origin == origin; };
  each_place(check, *look.sheets.merged, [&](const Place& place) {
    evaluate(check, place, look.sheets, look.names, evaluated);
    if (evaluated.outcome != CheckOutcome::broken) return;
    if (check.one_scope && mixes_scopes(evaluated.figures, look)) return;
    std::vector<const Figure*> figures = evaluated.figures;
    if (check.missing != model::MissingMode::never && std::none_of(figures.begin(), figures.end(), own)) return;
    Finding finding{&check, check.severity, arguments_of(evaluated, layout_, look.names), {}, false, false};
    finding.quotes_others = any_of_office(evaluated.figures) || any_of_office(evaluated.other_figures);
    std::stable_partition(figures.begin(), figures.end(), own);
    for (const Figure* figure : figures) finding.figures.push_back(*figure);
    findings.push_back(std::move(finding));
  });
}

std::vector<Finding> Checker::check(const model::FiledForm& form, const Sheets& sheets, const model::Names& names,
                                    const Peers& peers) const {
  std::vector<Finding> findings;
  if (form.figures.empty()) return findings;
  const Look look{sheets, layout_, names, peers};
  const int origin = form.figures.figures().front().origin;
  for (std::size_t i = 0; i < layout_.catalogue.checks.size(); ++i) {
    const Check& check = layout_.catalogue.checks[i];
    if (!concerns(check, form, sheets)) continue;
    if (check.kind != CheckKind::detector) {
      evaluate_places(check, look, origin, findings);
    } else if (const Detection find = detections_[i]; find != nullptr && !sheets.office) {
      const std::size_t from = findings.size();
      find(look, check, findings);
      for (std::size_t found = from; found < findings.size(); ++found)
        findings[found].quotes_others =
            check.scope == model::CheckScope::across_parks || rests_on_office(findings[found], sheets);
    }
  }
  if (sheets.office) drop_repeated(findings);
  drop_explained(findings);
  return findings;
}

std::vector<Evaluated> Checker::outcomes(const Check& check, const Sheets& sheets, const model::Names& names) const {
  std::vector<Evaluated> all;
  each_place(check, *sheets.merged, [&](const Place& place) { all.push_back(evaluate(check, place, sheets, names)); });
  return all;
}

model::Diagnostic diagnostic_of(const Finding& finding, const model::FiledForm& form, const Layout& layout,
                                const model::Names& names) {
  model::Diagnostic diagnostic;
  diagnostic.rule = finding.check->id;
  diagnostic.severity = finding.severity;
  diagnostic.arguments = finding.arguments;
  if (finding.quotes_others) diagnostic.arguments.emplace_back(model::kQuotesOthers, "yes");
  diagnostic.file = form.file;
  diagnostic.submission = form.submission;
  diagnostic.park = form.park;
  diagnostic.period = to_string(form.period);
  if (finding.figures.empty()) return diagnostic;
  const Figure& about = finding.figures.front();
  diagnostic.sheet = names.name(about.sheet);
  if (finding.of_sheet) {
    diagnostic.related.reserve(finding.figures.size());
  } else {
    diagnostic.cell = about.cell;
    diagnostic.indicator = layout.indicator(about.key.indicator).id;
    diagnostic.item = names.name(about.key.item);
    diagnostic.measure = layout.measure(about.key.measure).id;
  }
  for (const Figure& figure : finding.figures)
    if (figure.origin == about.origin && figure.sheet == about.sheet && (finding.of_sheet || !(figure.cell == about.cell)))
      diagnostic.related.push_back(figure.cell);
  const std::string also(diagnostic.argument("also"));
  diagnostic.arguments.emplace_back("more", also.empty() ? "" : "[[checks.more-before]]" + also + "[[checks.more-behind]]");
  return diagnostic;
}

}  // namespace huibiao::validate
