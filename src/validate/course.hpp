// One unit's forms through the months: each is checked against what stood before it, and adds to what stands.
#pragma once

#include <vector>

#include "validate/validate.hpp"

namespace huibiao::validate {

struct CheckedForm {
  const model::FiledForm* form = nullptr;
  std::vector<Finding> findings;
};

// Which of two forms of one unit and period is the later: the higher form, an answer, the date of sending, a mark of correction,
// a later intake. The order in which files arrived decides only where nothing else does.
bool filed_before(const model::FiledForm& a, const model::FiledForm& b);

// Lays a form over what stands: its figures take the place of earlier ones but for those that are held (by `held`, keys in
// order); industries replace the whole set; an office's figure stays in an office's row.
void lay_over(model::FigureSheet& standing, const model::FiledForm& form, const std::vector<model::FigureKey>& held,
              const Layout& layout);

// Everything that was filed, before any check: what other units' figures are compared with.
History filed_history(const std::vector<const model::FiledForm*>& forms, const Layout& layout);

// Checks the forms of one unit from that month on (months counted as month_number()); earlier ones are history, with what was
// held of them left out. In order of periods, then of lateness.
std::vector<CheckedForm> check_course(const std::vector<const model::FiledForm*>& forms, int from_month, const Checker& checker,
                                      const model::Names& names, const Peers& peers);

// The keys that an error of these findings holds in the form: those that nobody accepted.
std::vector<model::FigureKey> held_keys(const std::vector<Finding>& findings, const model::FiledForm& form);

}  // namespace huibiao::validate
