// Which findings rest on figures that are not the filer's own: a returned copy must not quote them.
#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"
#include "validate/course.hpp"
#include "validate/filing.hpp"

namespace huibiao::validate {
namespace {

using model::Submission;
using testing::ElementsAre;

model::Observation figure(const char* indicator, const char* measure, double value) {
  model::Observation observation;
  observation.key = {model::Period::month(2026, 5), "杭州高新技术产业开发区", indicator, "", measure};
  observation.value = value;
  observation.raw = "as written";
  observation.sheet = "Sheet1";
  return observation;
}

Submission sent(const char* id, const char* source, std::vector<model::Observation> figures) {
  Submission submission;
  submission.id = id;
  submission.form = source == std::string("park") ? "zj-monthly" : "office-crosstab";
  submission.source = source;
  submission.precedence = source == std::string("park") ? 10 : 0;
  submission.park = "杭州高新技术产业开发区";
  submission.observations = std::move(figures);
  return submission;
}

// "rule", with " quotes others" behind it where it does, of what was said to the park's form.
std::vector<std::string> said(const std::vector<Submission>& submissions) {
  const Checker checker(tests::real_catalogue());
  Filing filing(checker.layout());
  for (const Submission& submission : submissions) filing.add(submission);
  const std::vector<const History*> nobody;
  const Peers peers = [&](int) -> const std::vector<const History*>& { return nobody; };
  std::vector<std::string> lines;
  for (const auto& [park, forms] : filing.by_park())
    for (const CheckedForm& checked : check_course(forms, 0, checker, filing.names(), peers))
      for (const Finding& finding : checked.findings) {
        if (checked.form->source != "park") continue;
        const model::Diagnostic diagnostic = diagnostic_of(finding, *checked.form, checker.layout(), filing.names());
        lines.push_back(diagnostic.rule + (diagnostic.argument(model::kQuotesOthers).empty() ? "" : " quotes others"));
      }
  return lines;
}

TEST(QuotesOthers, WhereAnOfficesFigureIsPartOfTheRelation) {
  const auto output = figure("gross_industrial_output", "ytd", 1000), added = figure("industrial_value_added", "ytd", 900);
  EXPECT_THAT(said({sent("a", "park", {output, added})}), ElementsAre("check.value-added-rate"));
  EXPECT_THAT(said({sent("o", "statistics-bureau", {added}), sent("a", "park", {output})}),
              ElementsAre("check.value-added-rate quotes others"));
}

TEST(QuotesOthers, WhereTheHistoryOfTheRowIsAnOffices) {
  auto last = figure("new_product_output", "ytd", 500);
  last.key.period = model::Period::month(2026, 4);
  const std::vector<model::Observation> now = {figure("new_product_output", "current", 100),
                                               figure("new_product_output", "ytd", 500)};
  EXPECT_THAT(said({sent("p", "park", {last}), sent("a", "park", now)}), testing::Contains("check.cumulative-not-added"));
  EXPECT_THAT(said({sent("o", "statistics-bureau", {last}), sent("a", "park", now)}),
              testing::Contains("check.cumulative-not-added quotes others"));
}

}  // namespace
}  // namespace huibiao::validate
