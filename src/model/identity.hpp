// The hidden identity of the workbooks that huibiao writes: custom document properties, by which intake knows its own templates
// and sets its own reports aside.
#pragma once

#include <string>

namespace huibiao::model {

struct Identity {
  std::string kind;     // as in manifest.json: "template", "filled-form", "summary"
  std::string form;     // "" where none applies, and so on
  std::string version;  // the form's first year
  std::string park;
  std::string period;
  std::string answers;  // of a returned copy: id of the submission that it asks about; "" elsewhere
};

inline constexpr const char* kIdentityKind = "huibiao.kind";
inline constexpr const char* kIdentityForm = "huibiao.form";
inline constexpr const char* kIdentityVersion = "huibiao.version";
inline constexpr const char* kIdentityPark = "huibiao.park";
inline constexpr const char* kIdentityPeriod = "huibiao.period";
inline constexpr const char* kIdentityAnswers = "huibiao.answers";

inline constexpr const char* kReturnedKind = "returned";
inline constexpr const char* kTemplateKind = "template";

// A template holds more beside the printed form: figures that were suggested and the results of its own checks. The topmost row
// of that margin names each of its columns, unseen, so that intake knows them for its own wherever they come to lie and whatever
// program saved them. The first one names the form too: "huibiao.margin <form> <first year> <period> <unit>". Columns of
// suggested figures end with their measure's id. A whole sheet that is no form bears kMarginSheet.
inline constexpr const char* kMarginPrefix = "huibiao.";
inline constexpr const char* kMarginIdentity = "huibiao.margin";
inline constexpr const char* kMarginSuggested = "huibiao.suggested.";
inline constexpr const char* kMarginChecks = "huibiao.checks";
inline constexpr const char* kMarginSheet = "huibiao.sheet";

// A returned copy's list of problems has a hidden row that names the columns by which it is read again, whatever is done to it:
// of which submission what was asked (hidden columns, too), and what the filer says to it. Not every program that a copy is saved
// with keeps the properties.
inline constexpr const char* kProblemSubmission = "huibiao.submission";
inline constexpr const char* kProblemRule = "huibiao.rule";
inline constexpr const char* kProblemIndicator = "huibiao.indicator";
inline constexpr const char* kProblemItem = "huibiao.item";
inline constexpr const char* kProblemMeasure = "huibiao.measure";
inline constexpr const char* kProblemCell = "huibiao.cell";
inline constexpr const char* kProblemExplanation = "huibiao.explanation";

}  // namespace huibiao::model
