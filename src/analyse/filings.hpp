// How units sent the figures of a period, and what stands against them.
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/submission.hpp"
#include "model/unit_filing.hpp"

namespace huibiao::analyse {

// What is known of one period, without what a person settled. All must outlive the call.
struct FiledPeriod {
  const std::vector<model::Submission>& submissions;
  const model::EffectiveTable& table;  // of that period, or more
  const model::Diagnostics& said;      // that no one submission says alone
  const model::Period& period;
};

// Adds what the period says to the filings of the units. asked: places of indicators; where it is not empty, only forms that ask
// for any of them count, only these figures, and of an office's file only what is said of these. Of errors and warnings those
// count that no answer, and no figure sent again, has made pointless.
void add_filings(const FiledPeriod& filed, const std::vector<int>& asked, const model::Catalogue& catalogue,
                 model::UnitFilings& filings);

}  // namespace huibiao::analyse
