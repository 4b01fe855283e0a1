#include "pipeline/verify.hpp"

#include <algorithm>
#include <tuple>

#include "digest/sha256.hpp"
#include "model/about.hpp"
#include "model/decimal.hpp"
#include "pipeline/checking.hpp"
#include "pipeline/verify_judgements.hpp"

namespace huibiao::pipeline {
namespace {

using model::Diagnostic;
using model::Observation;
using model::Submission;

// The stored text of what is compared, or the derived one, for people to read.
std::string shown(const Observation& observation) {
  std::string text = observation.value ? model::plain_decimal(*observation.value) : observation.code;
  if (text.empty()) text = "[[explain.no-value]]";
  return text + " (" + observation.raw + (observation.raw_unit.empty() ? "" : " " + observation.raw_unit) + ")";
}

auto place_of(const Observation& observation) { return std::tie(observation.key, observation.sheet, observation.cell); }

bool same(const Observation& stored, const Observation& derived) {
  return stored.value == derived.value && stored.last_digit_exponent == derived.last_digit_exponent &&
         stored.code == derived.code && stored.missing == derived.missing && stored.source == derived.source &&
         stored.raw == derived.raw && stored.raw_unit == derived.raw_unit &&
         (!stored.held_by.empty() && derived.held_by.empty() ? held_by_reading(stored).empty()
                                                             : stored.held_by == derived.held_by);
}

// What is said of a submission besides its observations, field by field.
std::string shown(const Submission& submission) {
  std::string text = std::string(to_string(submission.kind)) + ", " + submission.form + ", " + submission.source + ", " +
                     submission.park + ", " + (submission.period ? to_string(*submission.period) : "") + ", " +
                     (submission.reported ? to_string(*submission.reported) : "") + ", " + submission.answers + ", " +
                     std::to_string(submission.precedence);
  const bool judged = submission.state == model::SubmissionState::accepted ||
                      submission.state == model::SubmissionState::questioned ||
                      submission.state == model::SubmissionState::returned;
  if (!judged) text += ", " + std::string(to_string(submission.state));
  return text + (submission.correction ? ", correction" : "");
}

// What was said to its problems, for people to read.
std::string shown(const model::Explanations& explanations) {
  std::string text;
  for (const model::Explanation& explanation : explanations)
    text += (text.empty() ? "" : "; ") + explanation.rule + " " + explanation.indicator + " " + explanation.item + " " +
            explanation.measure + " " + (explanation.cell ? to_string(*explanation.cell) : "") + " " + explanation.text;
  return text;
}

class Comparison {
 public:
  Comparison(store::Store& store, const model::Catalogue& catalogue, Verification& result)
      : store_(store), catalogue_(catalogue), result_(result) {}

  model::Outcome compare(const store::ReceivedFile& stored) {
    ++result_.files;
    const std::string sha256 = digest::sha256(stored.bytes);
    if (sha256 != stored.sha256) {
      say(about("verify.bytes", stored, {{"sha256", stored.sha256}, {"found", sha256}}));
      return model::Done{};
    }
    const auto derived = derive(stored);
    if (!derived) return derived.failure();
    std::vector<const Submission*> there;
    for (const Submission& submission : stored.submissions) there.push_back(&submission);
    for (const Submission& submission : derived->submissions) {
      const auto found = std::find_if(there.begin(), there.end(), [&](const auto* one) { return one->id == submission.id; });
      if (found == there.end()) {
        say(about("verify.submission-missing", stored, {{"submission", submission.id}}));
        continue;
      }
      compare(stored, **found, submission);
      there.erase(found);
    }
    for (const Submission* submission : there) say(about("verify.submission-unknown", stored, {{"submission", submission->id}}));
    return model::Done{};
  }

 private:
  model::Result<store::ReceivedFile> derive(const store::ReceivedFile& stored) {
    Intake intake(catalogue_, {stored.ordered_park, stored.ordered_period, ""});
    IncomingFile file;
    file.name = stored.file;
    file.shown = stored.path;
    file.folder =
        stored.path.size() > stored.file.size() ? stored.path.substr(0, stored.path.size() - stored.file.size() - 1) : "";
    store::ReceivedFile derived = intake.take(file, stored.bytes, stored.sha256);
    if (auto ledger = intake.ledger()) {  // which says what it does beside the others of its intake and before it
      std::vector<WaitingLedger> alone;
      alone.push_back(
          {file, std::move(derived), *std::move(ledger), stored.submissions.empty() ? 0 : stored.submissions.front().intake});
      const auto settled = settle_ledgers(alone, intake.ledger_files(), &store_,
                                          [&](const WaitingLedger&) { return model::Result<std::string>(stored.bytes); });
      if (!settled) return settled.failure();
      return std::move(alone.front().received);
    }
    return derived;
  }

  void compare(const store::ReceivedFile& file, const Submission& stored, const Submission& derived) {
    // Why the bytes of an archive's member could not be had is not among the bytes.
    if (stored.state == model::SubmissionState::refused && stored.observations.empty() && derived.observations.empty()) return;
    // A returned copy that came back unchanged was set aside for what it answers, which is not among the bytes either.
    if (stored.kind == model::SubmissionKind::own_output && !stored.answers.empty() && stored.answers == derived.answers) return;
    if (shown(stored) != shown(derived))
      say(about("verify.submission", file, {{"submission", stored.id}, {"stored", shown(stored)}, {"derived", shown(derived)}}));
    if (shown(stored.explanations) != shown(derived.explanations))
      say(about("verify.explanation", file,
                {{"submission", stored.id}, {"stored", shown(stored.explanations)}, {"derived", shown(derived.explanations)}}));
    each_difference(stored.diagnostics, derived.diagnostics, false, [&](const Diagnostic& finding, bool missing) {
      say(about(missing ? "verify.finding-missing" : "verify.finding-unknown", file,
                {{"submission", stored.id}, {"rule", finding.rule}}));
    });
    std::vector<const Observation*> there = in_order(stored), wanted = in_order(derived);
    result_.observations += wanted.size();
    const auto before = [](const Observation* a, const Observation* b) { return place_of(*a) < place_of(*b); };
    for (auto kept = there.begin(), read = wanted.begin(); kept != there.end() || read != wanted.end();) {
      if (read == wanted.end() || (kept != there.end() && before(*kept, *read))) {
        say(about("verify.value-unknown", file, **kept, {{"stored", shown(**kept)}}));
        ++kept;
      } else if (kept == there.end() || before(*read, *kept)) {
        say(about("verify.value-missing", file, **read, {{"derived", shown(**read)}}));
        ++read;
      } else {
        if (!same(**kept, **read))
          say(about("verify.value", file, **kept, {{"stored", shown(**kept)}, {"derived", shown(**read)}}));
        ++kept;
        ++read;
      }
    }
  }

  static std::vector<const Observation*> in_order(const Submission& submission) {
    std::vector<const Observation*> observations;
    for (const Observation& observation : submission.observations) observations.push_back(&observation);
    std::stable_sort(observations.begin(), observations.end(),
                     [](const Observation* a, const Observation* b) { return place_of(*a) < place_of(*b); });
    return observations;
  }

  static Diagnostic about(std::string rule, const store::ReceivedFile& file, model::Arguments arguments) {
    Diagnostic diagnostic = model::failure(std::move(rule), std::move(arguments));
    diagnostic.severity = model::Severity::error;
    diagnostic.file = file.path;
    return diagnostic;
  }

  static Diagnostic about(std::string rule, const store::ReceivedFile& file, const Observation& observation,
                          model::Arguments arguments) {
    Diagnostic diagnostic = about(std::move(rule), file, std::move(arguments));
    say_about(diagnostic, observation);
    diagnostic.arguments.emplace_back("park", observation.key.park);
    diagnostic.arguments.emplace_back("period", diagnostic.period);
    diagnostic.arguments.emplace_back("indicator", "[[indicator." + observation.key.indicator + "]]");
    diagnostic.arguments.emplace_back("measure", "[[measure." + observation.key.measure + "]]");
    return diagnostic;
  }

  void say(Diagnostic difference) { result_.differences.push_back(std::move(difference)); }

  store::Store& store_;
  const model::Catalogue& catalogue_;
  Verification& result_;
};

}  // namespace

model::Result<Verification> verify(store::Store& store, const model::Catalogue& catalogue, const Progress& progress) {
  Verification result;
  const auto broken = store.broken_keys();
  if (!broken) return broken.failure();
  result.differences = *broken;
  const auto files = store.files();
  if (!files) return files.failure();
  Comparison comparison(store, catalogue, result);
  std::size_t of_other_definitions = 0;
  for (const std::string& sha256 : *files) {
    const auto file = store.received(sha256);
    if (!file) return file.failure();
    if (!*file) continue;
    progress(result.files, files->size(), (*file)->path);
    const std::size_t before = result.differences.size();
    if (const auto compared = comparison.compare(**file); !compared) return compared.failure();
    if (result.differences.size() == before) continue;
    const auto known = store.find(sha256);
    if (!known) return known.failure();
    of_other_definitions += *known && (*known)->catalogue_digest != catalogue.digest;
  }
  // What follows from figures can be judged only where these are what they should be.
  if (result.differences.empty())
    if (const auto judged = verify_judgements(store, catalogue, result); !judged) return judged.failure();
  if (of_other_definitions > 0) {
    Diagnostic note = model::failure("verify.other-definitions", {{"files", std::to_string(of_other_definitions)}});
    note.severity = model::Severity::info;
    result.differences.push_back(std::move(note));
  }
  return result;
}

}  // namespace huibiao::pipeline
