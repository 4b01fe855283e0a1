// What a reporting unit says to a problem of a form that was returned to it: filled into the returned copy's list of problems,
// and kept with the submission that brought it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cell_address.hpp"
#include "model/diagnostic.hpp"

namespace huibiao::model {

struct Submission;

// Which problem it is about: the rule, and its place in the submission that is answered.
struct Explanation {
  std::string rule;
  std::string indicator;
  std::string item;
  std::string measure;
  std::optional<CellAddress> cell;  // of a problem that is about no indicator
  std::string text;                 // in one line

  // Figures are known by what they are figures of: the answer may have them in other cells.
  bool is_about(const Diagnostic& diagnostic) const;
};

using Explanations = std::vector<Explanation>;

// The last one about that diagnostic, or null.
const Explanation* explanation_of(const Diagnostic& diagnostic, const Explanations& explanations);

// True where nobody has to do anything about it any more: an info, or a warning that is explained. An error stays one, whatever
// is said to it.
bool is_settled(const Diagnostic& diagnostic);

// Whether what a submission says holds for that one: its own problems, and those of the one that it answers, of the same unit and
// period.
bool explains(const Submission& carrier, const Submission& submission);

// Gives each diagnostic the explanation that one of the submissions brought for it. The last word counts: a submission's own come
// before those of the answers to it, and these come in the order of their intakes, then of their ids.
void attach_explanations(std::vector<Submission>& submissions);
void attach_explanations(const std::vector<Submission>& submissions, Diagnostics& diagnostics);

}  // namespace huibiao::model
