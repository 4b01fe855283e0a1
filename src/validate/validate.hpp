// Checks -> findings. Changes no value: what is to be held is said, and the corridor tells the store.
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/figure_sheet.hpp"
#include "validate/evaluate.hpp"
#include "validate/finding.hpp"
#include "validate/sheets.hpp"

namespace huibiao::validate {

// The checks of one catalogue. The catalogue must outlive it.
class Checker {
 public:
  explicit Checker(const model::Catalogue& catalogue);

  const Layout& layout() const { return layout_; }

  // Every check that concerns the form, on its own figures merged with what stood before. Said is what involves a figure of the
  // form itself. A verdict on the whole form takes the place of warnings that it explains, one on a row those of the row.
  std::vector<Finding> check(const model::FiledForm& form, const Sheets& sheets, const model::Names& names,
                             const Peers& peers) const;

  // The outcome of one check at every place where it applies (for expressions), in the order of rows and measures.
  std::vector<Evaluated> outcomes(const model::Check& check, const Sheets& sheets, const model::Names& names) const;

 private:
  bool concerns(const model::Check& check, const model::FiledForm& form, const Sheets& sheets) const;
  void evaluate_places(const model::Check& check, const Look& look, int origin, std::vector<Finding>& findings) const;

  Layout layout_;
  std::vector<Detection> detections_;  // by check, null where it is no procedure's
};

// Worded by its check's id, located in the form.
model::Diagnostic diagnostic_of(const Finding& finding, const model::FiledForm& form, const Layout& layout,
                                const model::Names& names);

// Checks of growth among all units of a period, at the time of a report: Hidiroglou-Berthelot, or fixed bands where there are too
// few. Ranked by impact: the distance from what is expected, over the total.
model::Diagnostics check_across_parks(const model::EffectiveTable& table, const model::Period& period,
                                      const model::Catalogue& catalogue);

}  // namespace huibiao::validate
