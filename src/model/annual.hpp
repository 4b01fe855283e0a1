// What is of whole years: a form that is due in no month, and an indicator whose figure nobody waits for month by month.
#pragma once

#include "model/form.hpp"

namespace huibiao::model {

inline bool is_annual(const Form& form) { return form.months.empty(); }
// In no batch, though its nature is known: one of an annual form.
inline bool is_annual(const Indicator& indicator) { return indicator.batch.empty() && indicator.nature != Nature::undecided; }

}  // namespace huibiao::model
