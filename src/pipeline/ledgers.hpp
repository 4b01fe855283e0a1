// Ledgers of enterprises on their way into the store. All of an intake's are taken together after everything else: a unit's
// enterprises may lie in several files, and their year before in another one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/ledger_reader.hpp"
#include "model/catalogue.hpp"
#include "model/submission.hpp"
#include "pipeline/inbox.hpp"
#include "recognise/ledger_heading.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// Reads workbooks as ledgers. Keeps what it learnt of headings; the catalogue must outlive it.
class LedgerFiles {
 public:
  explicit LedgerFiles(const model::Catalogue& catalogue) : catalogue_(catalogue) {}

  // Nothing where no sheet is a ledger, or the bytes cannot be read; what reading has to say is appended.
  std::optional<extract::LedgerReading> read(std::string_view bytes, const recognise::Circumstances& circumstances,
                                             const extract::LedgerSetting& setting, model::Diagnostics& noticed);
  std::optional<extract::LedgerReading> read(const model::Workbook& workbook, const recognise::Circumstances& circumstances,
                                             const extract::LedgerSetting& setting);
  recognise::LedgerHeadings& headings();
  const model::Catalogue& catalogue() const { return catalogue_; }

 private:
  extract::LedgerSetting with_heading(const extract::LedgerSetting& setting, const recognise::Circumstances& circumstances,
                                      const model::Workbook* workbook);

  extract::LedgerHeads& heads();

  const model::Catalogue& catalogue_;
  std::optional<extract::LedgerHeads> heads_;
  std::optional<recognise::LedgerHeadings> headings_;
};

// A ledger that waits until everything else is in, without its bytes.
struct WaitingLedger {
  IncomingFile file;
  store::ReceivedFile received;  // one submission for each year that its sheets are of, without observations
  extract::LedgerReading reading;
  int intake = 0;
};

// Submissions of a ledger, one a year: what can be said of them without the other files.
std::vector<model::Submission> ledger_submissions(const extract::LedgerReading& reading, const model::Submission& blank,
                                                  LedgerFiles& files);

// Gives the submissions of these files their observations, and what is to be said of them among each other and beside what the
// store, where there is one, holds of earlier intakes. bytes_of: a file's bytes once more. Fails as that and the store do.
model::Outcome settle_ledgers(std::vector<WaitingLedger>& batch, LedgerFiles& files, store::Store* store,
                              const std::function<model::Result<std::string>(const WaitingLedger&)>& bytes_of);

}  // namespace huibiao::pipeline
