// What a unit still has to put right about a form that it sent.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/effective.hpp"
#include "model/submission.hpp"

namespace huibiao::model {

// Rule id of what is said of a form that came for its period after it was closed.
inline constexpr const char* kPeriodClosed = "decision.period-closed";

// True where the department has to decide about the form: whatever else is said of it, the unit is asked for nothing meanwhile.
bool came_after_closing(const Submission& submission);

// The figures of a submission, and which of them its unit sent again in another one that takes precedence.
class SentAgain {
 public:
  // Of a submission with a period; a table of that period.
  SentAgain(const Submission& submission, const EffectiveTable& table);

  // A figure that was sent again is asked about where it was sent last; the rest of a form, once all of it was.
  bool makes_pointless(const Diagnostic& diagnostic) const;

 private:
  std::multimap<std::tuple<std::string, std::string, std::string>, bool> figures_;  // indicator, item, measure
};

// True of a form that is returned or held whole, unless its returned copy was answered, it came after closing, or all that is
// wrong with it is about figures that were sent again. The submissions and the table are of its period.
bool has_to_be_put_right(const Submission& submission, const std::vector<Submission>& submissions, const EffectiveTable& table);

}  // namespace huibiao::model
