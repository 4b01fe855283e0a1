// A history without mistakes: nothing is held, and next to nothing is asked.
#include "validate/clean_history.hpp"

#include <cstdio>
#include <map>

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"
#include "validate/course.hpp"
#include "validate/filing.hpp"

namespace huibiao::validate {
namespace {

TEST(CleanHistory, RaisesNoErrorAndHardlyAWarning) {
  const tests::CleanHistory province(60, 36, 2026);
  const Checker checker(tests::real_catalogue());
  Filing filing(checker.layout());
  for (const model::Submission& submission : province.submissions()) filing.add(submission);
  std::map<std::string, std::size_t> warnings, infos;
  std::size_t errors = 0, forms = 0, alarmed = 0, values = 0, asked = 0;
  const auto parks = filing.by_park();
  std::vector<History> histories;
  for (const auto& [park, filed] : parks) histories.push_back(filed_history(filed, checker.layout()));
  std::vector<const History*> all;
  for (const History& history : histories) all.push_back(&history);
  const Peers peers = [&](int) -> const std::vector<const History*>& { return all; };
  std::string example;
  for (const auto& [park, filed] : parks) {
    for (const CheckedForm& checked : check_course(filed, 0, checker, filing.names(), peers)) {
      ++forms;
      values += checked.form->figures.figures().size();
      bool alarm = false;
      for (const Finding& finding : checked.findings) {
        errors += finding.severity == model::Severity::error;
        alarm = alarm || finding.severity != model::Severity::info;
        ++(finding.severity == model::Severity::info ? infos : warnings)[finding.check->id];
        asked += finding.severity == model::Severity::warning;
        if (finding.severity != model::Severity::info && example.size() < 4000)
          example += "\n  " + model::render(diagnostic_of(finding, *checked.form, checker.layout(), filing.names()),
                                            tests::real_catalogue(), "zh");
      }
      alarmed += alarm;
    }
  }
  std::printf("%zu forms, %zu values: %zu errors, %zu warnings (%.3f in 100 values), %zu forms alarmed (%.2f %%)\n", forms,
              values, errors, asked, 100.0 * static_cast<double>(asked) / static_cast<double>(values), alarmed,
              100.0 * static_cast<double>(alarmed) / static_cast<double>(forms));
  for (const auto& [check, count] : warnings) std::printf("  warning %5zu %s\n", count, check.c_str());
  for (const auto& [check, count] : infos) std::printf("  info    %5zu %s\n", count, check.c_str());
  EXPECT_EQ(errors, 0u) << example;
  EXPECT_LT(asked * 100, values) << example;
  EXPECT_LE(alarmed * 100, forms) << example;
}

}  // namespace
}  // namespace huibiao::validate
