#include "report/evaluation_grades.hpp"

#include <fmt/format.h>

namespace huibiao::report {
namespace {

constexpr double kConsequenceWidth = 36;

std::string at(std::uint32_t row, std::uint32_t column) { return to_string(model::CellAddress{row, column}); }

}  // namespace

std::string consequence_word(const model::EvaluationSystem& system, const model::EvaluatedUnit& unit, const Words& words) {
  using model::CheckOutcome;
  const std::string warning = words.in(system.consequence->warning), removal = words.in(system.consequence->removal);
  if (unit.warned == CheckOutcome::broken) return words("ranks.no-consequence");
  if (unit.warned == CheckOutcome::undecided) return words("ranks.no-grade");
  if (unit.removed == CheckOutcome::holds) return removal;
  if (unit.removed == CheckOutcome::broken) return warning;
  return words("ranks.removal-undecided", {{"warning", warning}, {"removal", removal}});
}

std::uint32_t GradeColumns::years_before() const {
  return system_.consequence ? static_cast<std::uint32_t>(system_.consequence->years) - 1 : 0;
}

std::uint32_t GradeColumns::count() const {
  if (system_.grades.empty()) return 0;
  return system_.consequence ? years_before() + 2 : 1;
}

void GradeColumns::write_headers(std::uint32_t row, const Style& style) {
  if (system_.grades.empty()) return;
  ranks_.text({row, first_}, words_("ranks.grade"), style);
  for (std::uint32_t ago = years_before(); ago > 0; --ago)
    ranks_.text({row, first_ + 1 + years_before() - ago},
                words_("ranks.grade-before", {{"year", std::to_string(result_.year - static_cast<int>(ago))}}), style);
  if (!system_.consequence) return;
  ranks_.text({row, first_ + 1 + years_before()}, words_("ranks.consequence"), style);
  ranks_.width(first_ + 1 + years_before(), kConsequenceWidth);
}

std::string GradeColumns::word(const std::optional<std::size_t>& grade) const {
  return grade ? words_.in(system_.grades[*grade].name) : words_("ranks.no-grade");
}

// The first grade whose least points the total has; the last one takes the rest.
void GradeColumns::write(std::uint32_t row, const model::EvaluatedUnit& unit, const std::string& total,
                         const std::vector<std::string>& least) {
  if (system_.grades.empty()) return;
  const Style centred = styles::body().aligned(Align::center);
  std::string grades = fmt::format("\"{}\"", words_.in(system_.grades.back().name));
  for (std::size_t grade = system_.grades.size() - 1; grade-- > 0;)
    grades = fmt::format("IF(ROUND({},{})>={},\"{}\",{})", total, model::kRankDecimals, least[grade],
                         words_.in(system_.grades[grade].name), grades);
  ranks_.formula({row, first_}, fmt::format("IF(ISNUMBER({}),{},\"{}\")", total, grades, words_("ranks.no-grade")),
                 word(unit.grade), centred);
  if (!system_.consequence) return;
  for (std::size_t year = 0; year < unit.grades_before.size(); ++year)
    ranks_.text({row, first_ + 1 + static_cast<std::uint32_t>(year)}, word(unit.grades_before[year]), centred);
  write_consequence(row, unit);
}

// Whether the grade in that cell is one that something follows from.
std::string GradeColumns::is_low(const std::string& cell) const {
  std::string all;
  for (std::size_t grade = system_.consequence->grade; grade < system_.grades.size(); ++grade)
    all += fmt::format("{}{}=\"{}\"", all.empty() ? "" : ",", cell, words_.in(system_.grades[grade].name));
  return "OR(" + all + ")";
}

void GradeColumns::write_consequence(std::uint32_t row, const model::EvaluatedUnit& unit) {
  const std::string warning = words_.in(system_.consequence->warning), removal = words_.in(system_.consequence->removal);
  const std::string open = words_("ranks.removal-undecided", {{"warning", warning}, {"removal", removal}});
  const std::string none = words_("ranks.no-consequence"), undecided = words_("ranks.no-grade");
  const std::string own = at(row, first_);
  std::string all_low, any_good;
  for (std::uint32_t year = 0; year < years_before(); ++year) {
    const std::string cell = at(row, first_ + 1 + year);
    all_low += (year == 0 ? "" : ",") + is_low(cell);
    any_good += fmt::format("{}AND({}<>\"{}\",NOT({}))", year == 0 ? "" : ",", cell, undecided, is_low(cell));
  }
  ranks_.formula({row, first_ + 1 + years_before()},
                 fmt::format("IF({0}=\"{1}\",\"{1}\",IF({2},IF(AND({3}),\"{4}\",IF(OR({5}),\"{6}\",\"{7}\")),\"{8}\"))", own,
                             undecided, is_low(own), all_low, removal, any_good, warning, open, none),
                 consequence_word(system_, unit, words_), styles::body());
}

}  // namespace huibiao::report
