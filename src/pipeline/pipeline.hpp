// The corridor: bytes -> Workbook -> RecognisedForm -> Observations -> Submission -> Store -> checks -> effective table ->
// Report. A newcomer reads pipeline.cpp first: it calls the rooms in order.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"
#include "pipeline/inbox.hpp"
#include "pipeline/intake.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// Called before each file with how many are done, of how many, and which is next.
using Progress = std::function<void(std::size_t done, std::size_t of, const std::string& file)>;

// What an intake came to.
struct IntakeResult {
  std::map<model::SubmissionState, std::size_t> submissions;  // new ones by state
  std::size_t files = 0;                                      // seen
  std::size_t known = 0;                                      // of them, the same bytes as before: nothing done
  std::vector<model::Period> periods;                         // that the files seen speak of, ascending, known ones included
  model::Diagnostics diagnostics;                             // of the new submissions, and of files that could not be opened
};

// Takes the files in, in transactions of many. A file that cannot be opened is reported and the others go on; only the store
// failing stops. Identical bytes change nothing, except where the catalogue has changed and the file was refused or met unknown
// names before.
model::Result<IntakeResult> take_in(const std::vector<IncomingFile>& files, const IntakeOrders& orders,
                                    const model::Catalogue& catalogue, store::Store& store, const Progress& progress);

// Which edition of a report: by the schedule it is a flash until the last batch is due, or all of it has come.
enum class EditionChoice { by_schedule, flash, regular };

struct ReportOrders {
  std::string language;              // "zh", "en"
  std::optional<model::Date> as_of;  // as they stood on that day
  EditionChoice edition = EditionChoice::by_schedule;
};

// Writes every report of the periods into the folder and brings its manifest up to date. What an earlier run wrote for these
// periods and this one does not, or for a period that the store does not know, is removed; other periods' files stay.
model::Result<std::vector<model::WrittenFile>> write_reports(store::Store& store, const model::Catalogue& catalogue,
                                                             const std::vector<model::Period>& periods,
                                                             const ReportOrders& orders, const std::filesystem::path& out,
                                                             const Progress& progress);

}  // namespace huibiao::pipeline
