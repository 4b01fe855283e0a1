#include "report/marks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace huibiao::report {

bool has_reported(const MonthlyReport& report, const std::string& park) {
  return std::any_of(report.participation.begin(), report.participation.end(), [&](const model::Participation& entry) {
    return entry.park == park && (entry.state == model::ReportingState::reported || entry.state == model::ReportingState::late ||
                                  entry.state == model::ReportingState::partly || !entry.submissions.empty());
  });
}

std::string marks_of(const MonthlyReport& report, const Words& words, std::size_t park, bool provisional) {
  const model::AnalysedPark& entry = report.analysis.parks[park];
  std::vector<std::string> marks;
  if (entry.expected && !has_reported(report, entry.name)) marks.push_back(words("parks.not-reported"));
  if (!entry.expected) marks.push_back(words("parks.office-only"));
  const bool returned =
      std::any_of(report.submissions.begin(), report.submissions.end(), [&](const model::Submission& submission) {
        return submission.park == entry.name && submission.state == model::SubmissionState::returned &&
               !is_answered(submission, report.submissions);
      });
  if (returned) marks.push_back(words("parks.returned"));
  if (provisional) marks.push_back(words("parks.provisional"));
  return fmt::format("{}", fmt::join(marks, " "));
}

}  // namespace huibiao::report
