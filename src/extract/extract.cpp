#include "extract/extract.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "extract/answers.hpp"
#include "extract/reading.hpp"
#include "model/about.hpp"

namespace huibiao::extract {
namespace {

using model::Observation;
using model::Severity;

constexpr std::size_t kMostNamed = 6;        // cells that a message names
constexpr std::size_t kFewestFractions = 3;  // rates of growth below 1 % that are taken for fractions of 1

std::string_view without_sign(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" -+");
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::size_t digits_at_front(std::string_view text) { return std::min(text.find_first_not_of("0123456789"), text.size()); }

// "1.834.563", "1.834,5", "834567,50": points between thousands, a comma before decimals.
bool has_foreign_points(std::string_view raw) {
  std::string_view text = without_sign(raw);
  std::size_t digits = digits_at_front(text);
  if (digits == 0) return false;
  int points = 0;
  for (text.remove_prefix(digits); text.starts_with('.') && digits_at_front(text.substr(1)) == 3; ++points) text.remove_prefix(4);
  if (text.empty()) return points > 1;
  if (text.front() != ',' || digits_at_front(text.substr(1)) + 1 != text.size() || text.size() == 1) return false;
  return points > 0 || digits > 3 || text.size() != 4;
}

// A point or comma behind up to three digits, and before up to three: a program may have dropped zeros at the end.
bool may_part_thousands(std::string_view raw) {
  const std::string_view text = without_sign(raw);
  const std::size_t digits = digits_at_front(text);
  if (digits == 0 || digits > 3 || digits == text.size()) return false;
  const std::size_t behind = digits_at_front(text.substr(digits + 1));
  if (digits + 1 + behind != text.size()) return false;
  return text[digits] == '.' ? behind > 0 && behind <= 3 : text[digits] == ',' && behind == 3;
}

class Extraction {
 public:
  Extraction(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
             model::Submission& submission)
      : workbook_(workbook),
        form_(form),
        catalogue_(catalogue),
        submission_(submission),
        source_(form.source),
        held_by_(form.held_by) {}

  void read_slots() {
    std::vector<Observation>& all = submission_.observations;
    for (const model::Slot& slot : form_.slots) {
      if (!read(slot, all.emplace_back())) all.pop_back();
    }
  }

  // Where some text shows that its writer parts thousands by points, or decimals by a comma, "834.567" or "834,567" may be
  // either.
  void refuse_ambiguous_points() {
    std::vector<Observation>& all = submission_.observations;
    const bool other_notation = std::any_of(all.begin(), all.end(), [](const Observation& observation) {
      return observation.missing == model::Missing::unreadable && has_foreign_points(observation.raw);
    });
    const bool groups_by_comma = std::any_of(all.begin(), all.end(), [](const Observation& observation) {
      return observation.value && std::count(observation.raw.begin(), observation.raw.end(), ',') > 1;
    });
    if (!other_notation || groups_by_comma) return;
    for (Observation& observation : all) {
      if (!observation.value || !may_part_thousands(observation.raw)) continue;
      observation.value.reset();
      observation.missing = model::Missing::unreadable;
      model::Diagnostic& diagnostic = submission_.diagnostics.emplace_back();
      diagnostic.rule = "number.point-or-thousands";
      diagnostic.severity = Severity::error;
      diagnostic.arguments = {{"text", std::string(observation.raw)}};
      say_about(diagnostic, observation);
    }
  }

  bool holds_answers() const { return answers_; }

  // Growth whose unit is in doubt: asked once a sheet.
  void ask_about_growth() {
    using BySheet = std::map<std::string, std::vector<model::CellAddress>>;
    BySheet points, fractions;
    std::map<std::pair<std::string, model::Name>, std::vector<const Observation*>> columns;
    for (const Observation& observation : submission_.observations) {
      if (!observation.value || *observation.value == 0 || !is_growth(observation.key.measure) || says_points(observation))
        continue;
      columns[{observation.sheet, observation.key.measure}].push_back(&observation);
      if (is_of_percentage(observation)) points[observation.sheet].push_back(observation.cell);
    }
    // A column of which some cell says its unit, or holds what no fraction would be, is of percentages.
    for (const auto& [column, growths] : columns) {
      if (growths_with_unit_.contains(column) || !std::all_of(growths.begin(), growths.end(), is_below_one)) continue;
      for (const Observation* growth : growths) fractions[column.first].push_back(growth->cell);
    }
    for (const auto& [sheet, cells] : points) ask("growth.points-or-percent", sheet, cells);
    for (auto& [sheet, cells] : fractions) {
      std::sort(cells.begin(), cells.end());
      if (cells.size() >= kFewestFractions) ask("growth.maybe-fraction", sheet, cells);
    }
  }

  // A formula or a link where a figure should have been typed: one remark a sheet, with the first places.
  void tell_formulas() {
    for (const auto& [sheet, cells] : formulas_) name_cells("drift.formula", Severity::info, workbook_.grids[sheet].name, cells);
    for (const auto& [sheet, cells] : links_)
      name_cells("drift.external-link", Severity::info, workbook_.grids[sheet].name, cells);
  }

  void check_totals() {
    if (form_.totals.empty()) return;
    std::map<std::pair<model::Name, model::Name>, std::vector<const Observation*>> parts;
    for (const Observation& observation : submission_.observations) {
      parts[{observation.key.indicator, observation.key.measure}].push_back(&observation);
    }
    for (const model::Slot& slot : form_.totals) {
      Observation total;
      if (read(slot, total) && total.value) check_total(slot, total, parts[{slot.indicator, slot.measure}]);
    }
  }

 private:
  // One diagnostic for all these cells, which stands at the first and names the first few.
  model::Diagnostic& name_cells(const char* rule, Severity severity, const std::string& sheet,
                                const std::vector<model::CellAddress>& cells) {
    model::Diagnostic& diagnostic = submission_.diagnostics.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = severity;
    diagnostic.sheet = sheet;
    diagnostic.cell = cells.front();
    std::string places;
    for (std::size_t i = 0; i < std::min(cells.size(), kMostNamed); ++i) places += (i ? ", " : "") + to_string(cells[i]);
    diagnostic.arguments = {{"count", std::to_string(cells.size())}, {"places", places}};
    return diagnostic;
  }

  void ask(const char* rule, const std::string& sheet, const std::vector<model::CellAddress>& cells) {
    name_cells(rule, Severity::warning, sheet, cells).related.assign(cells.begin() + 1, cells.end());
  }

  bool is_growth(model::Name measure) const {
    const model::Measure* known = catalogue_.measure(measure);
    return known && !known->rate_of.empty();
  }

  bool is_of_percentage(const Observation& observation) const {
    const model::Unit* own = catalogue_.unit(catalogue_.indicator(observation.key.indicator)->unit);
    return own && own->dimension == model::kPercent;
  }

  bool says_points(const Observation& observation) const {
    return std::any_of(catalogue_.units.begin(), catalogue_.units.end(), [&](const model::Unit& unit) {
      return unit.dimension == model::kPercentagePoints &&
             (unit.id == observation.raw_unit ||
              std::find(unit.aliases.begin(), unit.aliases.end(), observation.raw_unit) != unit.aliases.end());
    });
  }

  static bool is_below_one(const Observation* growth) { return std::abs(*growth->value) < 1; }

  // Into a fresh observation. False for a blank cell: what is missing is judged on a park's period as merged.
  bool read(const model::Slot& slot, Observation& observation) {
    const model::Grid& grid = workbook_.grids[slot.grid];
    if (indicator_ == nullptr || last_indicator_ != slot.indicator) {
      last_indicator_ = slot.indicator;
      indicator_ = catalogue_.indicator(slot.indicator);
    }
    if (indicator_->nature == model::Nature::answer) {  // see read_answers
      answers_ = true;
      return false;
    }
    const model::Cell* cell = grid.at(slot.cell);
    if (!cell && !grid.picture_on(slot.cell)) return false;
    Reading reading =
        cell ? read_figure(*cell, workbook_.formats[cell->format], slot, *indicator_, catalogue_) : picture_for_a_figure();
    if (reading.missing == model::Missing::blank) return false;
    observation.key.period = slot.period;
    observation.key.park = slot.park;
    observation.key.indicator = slot.indicator;
    observation.key.item = slot.item;
    observation.key.measure = slot.measure;
    observation.source = source_;
    observation.sheet = grid.name;
    observation.cell = slot.cell;
    if (cell) observation.raw = cell->text;
    observation.raw_unit = std::move(reading.raw_unit);
    observation.missing = reading.missing;
    if (reading.value) {
      observation.value = reading.value->to_double();
      observation.last_digit_exponent = reading.value->exponent;
    }
    if (reading.own_unit && is_growth(slot.measure)) growths_with_unit_.emplace(observation.sheet, slot.measure);
    observation.held_by = !held_by_.empty() ? held_by_ : !slot.held_by.empty() ? slot.held_by : reading.held_by;
    if (cell && cell->from_formula && form_.source == "park") {
      (cell->external_link ? links_ : formulas_)[slot.grid].push_back(slot.cell);
    }
    if (!observation.held_by.empty()) observation.standing = model::Standing::held;
    for (const Remark& remark : reading.remarks) say(remark, slot, cell ? cell->text : "", grid);
    return true;
  }

  // The office's own total against the units it lists: T and the parts are rounded, so they agree to half a last digit each (rule
  // 7).
  void check_total(const model::Slot& slot, const Observation& total, const std::vector<const Observation*>& parts) {
    double sum = 0, tolerance = std::pow(10.0, total.last_digit_exponent) / 2;
    std::size_t count = 0;
    for (const Observation* part : parts) {
      if (!part->value) continue;
      sum += *part->value;
      tolerance += std::pow(10.0, part->last_digit_exponent) / 2;
      ++count;
    }
    const double difference = *total.value - sum;
    if (count == 0 || std::abs(difference) <= tolerance) return;
    // Below the sum: units that overlap are counted once in an official total. Above it: somebody is missing from the list.
    Remark remark{difference < 0 ? "office.total-below" : "office.total-above",
                  difference < 0 ? Severity::info : Severity::warning,
                  {{"total", model::plain_decimal(*total.value)},
                   {"sum", model::plain_decimal(model::Decimal::from_double(sum).value_or(model::Decimal{}).to_double())},
                   {"count", std::to_string(count)},
                   {"unit", catalogue_.indicator(slot.indicator)->unit}}};
    const model::Grid& grid = workbook_.grids[slot.grid];
    say(remark, slot, grid.at(slot.cell)->text, grid);
  }

  void say(const Remark& remark, const model::Slot& slot, std::string_view text, const model::Grid& grid) {
    model::Diagnostic& diagnostic = submission_.diagnostics.emplace_back();
    diagnostic.rule = remark.rule;
    diagnostic.severity = remark.severity;
    diagnostic.arguments = remark.arguments;
    diagnostic.arguments.emplace_back("text", std::string(text));
    diagnostic.sheet = grid.name;
    diagnostic.cell = slot.cell;
    diagnostic.park = slot.park;
    diagnostic.period = to_string(slot.period);
    diagnostic.indicator = slot.indicator;
    diagnostic.item = slot.item;
    diagnostic.measure = slot.measure;
  }

  const model::Workbook& workbook_;
  const model::RecognisedForm& form_;
  const model::Catalogue& catalogue_;
  model::Submission& submission_;
  const model::Name source_, held_by_;  // of the whole form
  // Of the last slot read: slots come row by row.
  model::Name last_indicator_;
  const model::Indicator* indicator_ = nullptr;
  bool answers_ = false;
  std::map<std::size_t, std::vector<model::CellAddress>> formulas_, links_;  // by sheet
  std::set<std::pair<std::string, model::Name>> growths_with_unit_;  // sheet and measure of columns in which a cell says its unit
};

}  // namespace

void extract(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
             model::Submission& submission) {
  submission.form = form.form;
  submission.source = form.source;
  submission.park = form.park;
  submission.period = form.period;
  submission.reported = form.reported;
  submission.correction = form.correction;
  submission.answers = form.answers;
  submission.explanations = form.explanations;
  submission.precedence = form.precedence;
  submission.kind = form.source == "park" ? model::SubmissionKind::form : model::SubmissionKind::office;
  submission.diagnostics.insert(submission.diagnostics.end(), form.diagnostics.begin(), form.diagnostics.end());
  Extraction extraction(workbook, form, catalogue, submission);
  submission.observations.reserve(form.slots.size());
  extraction.read_slots();
  extraction.refuse_ambiguous_points();
  extraction.check_totals();
  extraction.tell_formulas();
  if (extraction.holds_answers()) read_answers(workbook, form, catalogue, submission);
  extraction.ask_about_growth();
}

}  // namespace huibiao::extract
