#include "pipeline/intake.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "extract/extract.hpp"
#include "model/identity.hpp"
#include "workbook/reader.hpp"

namespace huibiao::pipeline {
namespace {

using model::Severity;
using model::Submission;
using model::SubmissionKind;
using model::SubmissionState;
using workbook::FileKind;

constexpr std::size_t kIdDigits = 12;
constexpr std::size_t kStreamedBytes = 1 << 20;

model::Diagnostic remark(std::string rule, Severity severity, model::Arguments arguments = {}) {
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
  return diagnostic;
}

bool named_as_workbook(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kEndings = {".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ods", ".csv", ".xlt"};
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

std::string_view property(const model::Workbook& workbook, std::string_view name) {
  for (const auto& [key, value] : workbook.properties) {
    if (key == name) return value;
  }
  return "";
}

// What we wrote ourselves and nobody has to fill in. A blank template is told by its blanks, a returned copy is an answer.
bool is_own_report(const model::Workbook& workbook) {
  const std::string_view kind = property(workbook, model::kIdentityKind);
  return !kind.empty() && kind != model::kTemplateKind && kind != model::kReturnedKind;
}

Severity worst(const Submission& submission) {
  Severity severity = Severity::info;
  for (const model::Diagnostic& diagnostic : submission.diagnostics) {
    const bool explained =
        diagnostic.severity == Severity::warning && explanation_of(diagnostic, submission.explanations) != nullptr;
    if (!explained) severity = std::max(severity, diagnostic.severity);
  }
  return severity;
}

SubmissionState state_of(const Submission& submission, const model::RecognisedForm& form) {
  if (!form.held_by.empty()) return SubmissionState::held;
  switch (worst(submission)) {
    case Severity::fatal:
      return SubmissionState::refused;
    case Severity::error:
      return SubmissionState::returned;
    case Severity::warning:
      return SubmissionState::questioned;
    case Severity::info:
      break;
  }
  return SubmissionState::accepted;
}

// Every diagnostic says which file, submission, unit and period it is about.
void locate(Submission& submission) {
  for (model::Diagnostic& diagnostic : submission.diagnostics) {
    diagnostic.file = submission.file;
    diagnostic.submission = submission.id;
    if (diagnostic.park.empty()) diagnostic.park = submission.park;
    if (diagnostic.period.empty() && submission.period) diagnostic.period = to_string(*submission.period);
  }
}

// A name that the catalogue does not know ("label.unknown", "park.unknown", …): once it does, the file is worth reading again.
bool met_unknown_name(const Submission& submission) {
  return std::any_of(submission.diagnostics.begin(), submission.diagnostics.end(),
                     [](const model::Diagnostic& diagnostic) { return diagnostic.rule.ends_with(".unknown"); });
}

Submission refuse(Submission submission, model::Diagnostic reason) {
  submission.kind = SubmissionKind::unreadable;
  submission.state = SubmissionState::refused;
  reason.severity = Severity::fatal;
  submission.diagnostics.push_back(std::move(reason));
  return submission;
}

}  // namespace

model::Result<std::string> read_bytes(const IncomingFile& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file.path, error);
  std::string bytes;
  // Unbuffered: a file is read at once, into the place where it stays.
  std::filebuf stream;
  stream.pubsetbuf(nullptr, 0);
  bool read = !error && stream.open(file.path, std::ios::in | std::ios::binary) != nullptr;
  if (read) {
    bytes.resize(size);
    read = stream.sgetn(bytes.data(), static_cast<std::streamsize>(size)) == static_cast<std::streamsize>(size);
  }
  if (!read) {
    model::Diagnostic failure = model::failure("file.unreadable");
    failure.file = file.name;
    return failure;
  }
  return bytes;
}

Intake::Intake(const model::Catalogue& catalogue, IntakeOrders orders)
    : catalogue_(catalogue), orders_(std::move(orders)), recogniser_(catalogue), ledger_files_(catalogue) {}

Submission Intake::blank_submission(const IncomingFile& file, const std::string& sha256) const {
  Submission submission;
  submission.id = sha256.substr(0, kIdDigits);
  submission.sha256 = sha256;
  submission.file = file.name;
  submission.path = file.shown;
  submission.received = orders_.received;
  submission.received_stated = orders_.received_stated;
  return submission;
}

store::ReceivedFile Intake::take(const IncomingFile& file, std::string bytes, std::string sha256,
                                 const std::optional<model::Diagnostic>& refusal) {
  ledger_.reset();
  store::ReceivedFile received;
  const Submission blank = blank_submission(file, sha256);
  const FileKind kind = workbook::detect(bytes);
  const std::string_view kind_name = workbook::to_string(kind);
  const bool kept_unread = kind == FileKind::pdf || kind == FileKind::ofd || kind == FileKind::picture;
  if (is_litter(file)) {
    Submission litter = blank;
    litter.kind = SubmissionKind::litter;
    litter.state = SubmissionState::ignored;
    litter.diagnostics.push_back(remark("file.litter", Severity::info));
    received.submissions.push_back(std::move(litter));
  } else if (refusal) {
    received.submissions.push_back(refuse(blank, *refusal));
  } else if (kept_unread && !named_as_workbook(file.name)) {
    received.submissions.push_back(keep_attachment(file, blank, kind_name));
  } else if (kept_unread) {
    received.submissions.push_back(
        refuse(blank, remark("file.not-a-workbook", Severity::fatal, {{"kind", "[[filekind." + std::string(kind_name) + "]]"}})));
  } else if (kind == FileKind::word) {
    Submission document = keep_attachment(file, blank, kind_name);
    document.kind = SubmissionKind::document;
    document.diagnostics.push_back(remark("file.word", Severity::warning));
    received.submissions.push_back(std::move(document));
  } else {
    received.submissions = read_workbook(file, bytes, kind, blank);
  }
  for (Submission& submission : received.submissions) {
    locate(submission);
    received.unknown_label = received.unknown_label || met_unknown_name(submission);
  }
  received.sha256 = std::move(sha256);
  received.bytes = std::move(bytes);
  received.file = file.name;
  received.path = file.shown;
  received.ordered_park = orders_.park;
  received.ordered_period = orders_.period;
  return received;
}

Submission Intake::keep_attachment(const IncomingFile& file, Submission submission, std::string_view kind) {
  model::RecognisedForm about;
  recogniser_.attribute({file.name, file.folder, orders_.park, orders_.period}, about);
  submission.kind = SubmissionKind::attachment;
  submission.state = SubmissionState::attachment;
  submission.park = about.park;
  submission.period = about.period;
  submission.diagnostics.push_back(
      remark("file.attachment", Severity::info, {{"kind", "[[filekind." + std::string(kind) + "]]"}}));
  return submission;
}

std::vector<Submission> Intake::submissions_of_ledger(const Submission& blank, model::Diagnostics noticed) {
  std::vector<Submission> submissions = ledger_submissions(*ledger_, blank, ledger_files_);
  std::move(noticed.begin(), noticed.end(), std::back_inserter(submissions.front().diagnostics));
  return submissions;
}

std::vector<Submission> Intake::read_workbook(const IncomingFile& file, const std::string& bytes, FileKind kind,
                                              const Submission& blank) {
  model::Diagnostics noticed;
  const recognise::Circumstances circumstances{file.name, file.folder, orders_.park, orders_.period};
  // No form is as large as that, and a ledger of that size may be too large to be kept whole.
  if (bytes.size() >= kStreamedBytes) {
    ledger_ = ledger_files_.read(bytes, circumstances, {}, noticed);
    if (ledger_) return submissions_of_ledger(blank, std::move(noticed));
  }
  model::Result<model::Workbook> workbook = workbook::read(bytes, kind, workbook::Limits{}, noticed);
  if (!workbook) {
    Submission refused = refuse(blank, workbook.failure());
    refused.diagnostics.insert(refused.diagnostics.end(), noticed.begin(), noticed.end());
    return {std::move(refused)};
  }
  Submission set_aside = blank;
  set_aside.kind = SubmissionKind::own_output;
  set_aside.state = SubmissionState::ignored;
  set_aside.diagnostics.push_back(remark("file.own-output", Severity::info));
  if (is_own_report(*workbook)) return {std::move(set_aside)};

  ledger_ = ledger_files_.read(*workbook, circumstances, {});
  if (ledger_) return submissions_of_ledger(blank, std::move(noticed));
  const recognise::Margins margins = recognise::take_margins(*workbook);
  const std::vector<model::RecognisedForm> forms =
      recogniser_.recognise(*workbook, {file.name, file.folder, orders_.park, orders_.period, &margins}, noticed);
  if (forms.empty()) {
    Submission refused = blank;
    refused.kind = SubmissionKind::unreadable;
    refused.state = SubmissionState::refused;
    refused.diagnostics = std::move(noticed);
    return {std::move(refused)};
  }
  std::vector<Submission> submissions;
  for (const model::RecognisedForm& form : forms) {
    Submission submission = blank;
    if (!submissions.empty()) submission.id += "-" + std::to_string(submissions.size() + 1);
    if (submissions.empty()) submission.diagnostics = noticed;
    extract::extract(*workbook, form, catalogue_, submission);
    const bool of_template = form.own_template || property(*workbook, model::kIdentityKind) == model::kTemplateKind;
    if (submission.observations.empty() && of_template) return {std::move(set_aside)};
    if (submission.observations.empty() && form.held_by.empty())
      submission.diagnostics.push_back(remark("form.blank", Severity::warning));
    submission.state = state_of(submission, form);
    submissions.push_back(std::move(submission));
  }
  return submissions;
}

}  // namespace huibiao::pipeline
