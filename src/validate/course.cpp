#include "validate/course.hpp"

#include <algorithm>
#include <tuple>

namespace huibiao::validate {
namespace {

using model::Figure;
using model::FigureKey;
using model::FigureSheet;
using model::FiledForm;

constexpr const char* kPark = "park";  // source id of the reporting units themselves

std::vector<const FiledForm*> in_order(std::vector<const FiledForm*> forms) {
  std::sort(forms.begin(), forms.end(), [](const FiledForm* a, const FiledForm* b) {
    const auto when = [](const FiledForm& form) {  // January and February together come before February
      return std::tuple(month_number(form.period), form.period.first_month, form.proposal);
    };
    if (when(*a) != when(*b)) return when(*a) < when(*b);
    return filed_before(*a, *b);
  });
  return forms;
}

bool has_items(const FiledForm& form, int indicator) {
  const auto [first, last] = form.figures.of_indicator(indicator);
  return first != last && first->key.item != 0;
}

// What the unit's other form says of the same period, where there is one.
FigureSheet other_form(const std::vector<const FiledForm*>& forms, const FiledForm& form, const Layout& layout) {
  FigureSheet sheet;
  for (const FiledForm* other : forms)
    if (other->period == form.period && other->form != form.form && other->source == kPark && form.source == kPark &&
        !other->proposal)
      lay_over(sheet, *other, {}, layout);
  return sheet;
}

}  // namespace

bool filed_before(const FiledForm& a, const FiledForm& b) {
  const auto order = [](const FiledForm& form) {
    return std::tuple(form.precedence, !form.answers.empty(), form.reported.has_value(), form.reported.value_or(model::Date{}),
                      form.correction, form.intake, std::string_view(form.submission));
  };
  return order(a) < order(b);
}

void lay_over(FigureSheet& standing, const FiledForm& form, const std::vector<FigureKey>& held, const Layout& layout) {
  for (const int indicator : layout.with_items)
    if (has_items(form, indicator)) standing.remove_indicator(indicator);
  const bool office = form.source != kPark;
  for (Figure figure : form.figures.figures()) {
    if (std::binary_search(held.begin(), held.end(), figure.key)) continue;
    const Figure* before = standing.find(figure.key.indicator, figure.key.item, figure.key.measure);
    if (!office && before != nullptr && before->office) continue;
    figure.office = office;
    standing.put(figure);
  }
  for (const Figure& figure : form.figures.repeated()) standing.put(figure);
  for (const FigureKey& key : form.withdrawn) standing.remove(key);
}

History filed_history(const std::vector<const FiledForm*>& forms, const Layout& layout) {
  History history;
  for (const FiledForm* form : in_order(forms)) {
    history.park = form->park;
    if (form->proposal) continue;
    lay_over(history.months[month_number(form->period)], *form, {}, layout);
  }
  return history;
}

std::vector<FigureKey> held_keys(const std::vector<Finding>& findings, const FiledForm& form) {
  std::vector<FigureKey> held;
  const int origin = form.figures.empty() ? -1 : form.figures.figures().front().origin;
  const auto accepted = [&](const std::string& rule, const FigureKey& key) {
    return std::find(form.accepted.begin(), form.accepted.end(), std::pair(rule, key)) != form.accepted.end();
  };
  for (const Finding& finding : findings) {
    if (finding.severity != model::Severity::error) continue;
    for (const Figure& figure : finding.figures)
      if (figure.origin == origin && !accepted(finding.check->id, figure.key)) held.push_back(figure.key);
  }
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());
  return held;
}

std::vector<CheckedForm> check_course(const std::vector<const FiledForm*>& forms, int from_month, const Checker& checker,
                                      const model::Names& names, const Peers& peers) {
  std::vector<CheckedForm> checked;
  const std::vector<const FiledForm*> ordered = in_order(forms);
  History history;
  if (!ordered.empty()) history.park = ordered.front()->park;
  for (const FiledForm* form : ordered) {
    FigureSheet& standing = history.months[month_number(form->period)];
    if (form->proposal) {  // beside what stands of its month, which comes before it
      if (month_number(form->period) < from_month) continue;
      const Sheets sheets{form->period, &form->figures, &standing, nullptr, &history, form->source != kPark};
      checked.push_back({form, checker.check(*form, sheets, names, peers)});
      continue;
    }
    std::vector<FigureKey> held;
    if (month_number(form->period) < from_month) {
      for (const Figure& figure : form->figures.figures())
        if (figure.held) held.push_back(figure.key);
    } else {
      FigureSheet merged = standing;
      lay_over(merged, *form, {}, checker.layout());
      const FigureSheet other = other_form(ordered, *form, checker.layout());
      Sheets sheets{form->period, &form->figures, &merged, other.empty() ? nullptr : &other, &history, form->source != kPark};
      std::vector<Finding> findings = checker.check(*form, sheets, names, peers);
      held = held_keys(findings, *form);
      checked.push_back({form, std::move(findings)});
      if (held.empty()) {  // the form stands as it was checked
        standing = std::move(merged);
        continue;
      }
    }
    lay_over(standing, *form, held, checker.layout());
  }
  return checked;
}

}  // namespace huibiao::validate
