// How each unit reported through a year.
#pragma once

#include <vector>

#include "model/effective.hpp"
#include "model/participation.hpp"
#include "model/reporting_record.hpp"

namespace huibiao::analyse {

// What is known of one period of the year. All must outlive the call.
struct ReportedPeriod {
  const std::vector<model::Participation>& standings;
  const std::vector<model::Submission>& submissions;
  const model::EffectiveTable& table;  // of that period, or more
  const model::Period& period;
};

// Adds what the period says to the records of the units, in the order in which they first occur. What is not yet due does not
// count; a form counts once, however many batches it concerns; a figure is unrevised where its unit never filed another.
void add_period(const ReportedPeriod& reported, std::vector<model::ReportingRecord>& records);

// Whether who filed the value that stands filed another one too.
bool was_revised(const model::EffectiveValue& value, const model::Layer& standing);

}  // namespace huibiao::analyse
