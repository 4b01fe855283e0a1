// One received file through the first rooms: bytes -> Workbook -> RecognisedForm -> Observations -> Submissions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "pipeline/inbox.hpp"
#include "pipeline/ledgers.hpp"
#include "recognise/recognise.hpp"
#include "store/store.hpp"
#include "workbook/reader.hpp"

namespace huibiao::pipeline {

// What a person says about all the files of one intake.
struct IntakeOrders {
  std::optional<std::string> park;
  std::optional<model::Period> period;
  std::string received;          // ISO 8601
  bool received_stated = false;  // a person said that day; else it is the day of intake
};

// The file's bytes, or why they cannot be had ("file.unreadable").
model::Result<std::string> read_bytes(const IncomingFile& file);

class Intake {
 public:
  // The catalogue must outlive it.
  Intake(const model::Catalogue& catalogue, IntakeOrders orders);

  // Never fails: what cannot be read becomes a submission that says why. `refusal` is why the bytes are not worth a look.
  store::ReceivedFile take(const IncomingFile& file, std::string bytes, std::string sha256,
                           const std::optional<model::Diagnostic>& refusal = std::nullopt);
  // Of the file that was taken last: what it says as a ledger of enterprises, whose submissions wait for settle_ledgers().
  // Nothing where it is none. To be asked once.
  std::optional<extract::LedgerReading> ledger() { return std::exchange(ledger_, std::nullopt); }
  LedgerFiles& ledger_files() { return ledger_files_; }

 private:
  model::Submission blank_submission(const IncomingFile& file, const std::string& sha256) const;
  std::vector<model::Submission> read_workbook(const IncomingFile& file, const std::string& bytes, workbook::FileKind kind,
                                               const model::Submission& blank);
  std::vector<model::Submission> submissions_of_ledger(const model::Submission& blank, model::Diagnostics noticed);
  model::Submission keep_attachment(const IncomingFile& file, model::Submission submission, std::string_view kind);

  const model::Catalogue& catalogue_;
  IntakeOrders orders_;
  recognise::Recogniser recogniser_;
  LedgerFiles ledger_files_;
  std::optional<extract::LedgerReading> ledger_;
};

}  // namespace huibiao::pipeline
