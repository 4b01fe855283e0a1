// What the reader's edition of a report asks for beside growth and totals: ratios, the lines of two years, concentration,
// progress towards targets, early warnings. Pure functions over a period's comparisons.
#pragma once

#include <array>
#include <vector>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"

namespace huibiao::analyse {

// What they are asked of.
struct EditionSubject {
  const model::EffectiveTable& table;  // the period's, and the earlier ones of this year and the last as far as they are known
  const model::Catalogue& catalogue;
  const model::Form& form;  // that is due for the period
  const model::Edition& edition;
};

// Fills in everything that the edition asks for. The comparisons must be there.
void analyse_edition(model::MonthAnalysis& analysis, const EditionSubject& subject);

// Each ratio of the edition whose two indicators are among the comparisons.
std::vector<model::ComparedRatio> ratios_of(const model::MonthAnalysis& analysis, const EditionSubject& subject);

// The measure of the month itself, or the cumulative one, that has a base; null where there is none.
const model::Measure* compared_measure(const model::Catalogue& catalogue, bool cumulative);

std::vector<model::YearLine> lines_of(const model::MonthAnalysis& analysis, const EditionSubject& subject);

// Of the first indicator with items that is part of a whole; a park without figures of both is left out.
void concentrate(model::MonthAnalysis& analysis, const EditionSubject& subject);

// The bounds of the Herfindahl index of 10,000 when only these shares (percent) are known and the rest is unknown: least if it is
// scattered, most if it is as lumped as no share above the least of them allows.
std::array<double, 2> hhi_bounds(const std::vector<double>& shares);

// How many months on end, up to the period, lie below those of a year ago. A period whose month nobody reported is judged by its
// cumulative and counts for its months; a month without figures ends the run.
int falling_months(const EditionSubject& subject, const model::Period& period, const model::Indicator& indicator,
                   const std::string& park);

// The year's targets of parks that are among the analysed, and of all together.
std::vector<model::Progress> progress_of(const model::MonthAnalysis& analysis, const model::Catalogue& catalogue);

// Every rule of the edition, over every park and subject: with the facts (model::kWarningFacts) that it was judged by.
std::vector<model::EarlyWarning> warnings_of(const model::MonthAnalysis& analysis, const EditionSubject& subject);

}  // namespace huibiao::analyse
