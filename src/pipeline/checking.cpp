#include "pipeline/checking.hpp"

#include <algorithm>

#include "validate/course.hpp"

namespace huibiao::pipeline {
namespace {

using model::FiledForm;
using model::Submission;
using model::SubmissionState;

// More forms than this are not kept in memory, but read again from the store, some units at a time.
constexpr std::size_t kFormsInMemory = 20'000;
constexpr std::size_t kParksAtOnce = 16;

// What checks say of each submission, in the order of ids.
class Revisions {
 public:
  explicit Revisions(const validate::Checker& checker, const model::Names& names) : checker_(checker), names_(names) {}

  void add(const validate::CheckedForm& checked, bool even_without_findings) {
    if (checked.findings.empty() && !even_without_findings) return;
    const FiledForm& form = *checked.form;
    store::Revision& revision = by_submission_[form.submission];
    revision.submission = form.submission;
    revision.checked.emplace_back(form.park, form.period);
    for (const validate::Finding& finding : checked.findings)
      revision.diagnostics.push_back(validate::diagnostic_of(finding, form, checker_.layout(), names_));
    for (const model::FigureKey& key : validate::held_keys(checked.findings, form)) {
      const std::string& rule = holding_rule(checked.findings, key);
      revision.held.emplace_back(model::ObservationKey{form.period, form.park, checker_.layout().indicator(key.indicator).id,
                                                       names_.name(key.item), checker_.layout().measure(key.measure).id},
                                 rule);
    }
  }

  std::vector<store::Revision> take() {
    std::vector<store::Revision> all;
    for (auto& [submission, revision] : by_submission_) all.push_back(std::move(revision));
    return all;
  }

 private:
  static const std::string& holding_rule(const std::vector<validate::Finding>& findings, const model::FigureKey& key) {
    const auto holds = [&](const validate::Finding& finding) {
      return finding.severity == model::Severity::error &&
             std::any_of(finding.figures.begin(), finding.figures.end(),
                         [&](const model::Figure& figure) { return figure.key == key; });
    };
    return std::find_if(findings.begin(), findings.end(), holds)->check->id;
  }

  const validate::Checker& checker_;
  const model::Names& names_;
  std::map<std::string, store::Revision> by_submission_;
};

// An office's submission speaks of many units, which may have been checked one after the other: one revision for each.
std::vector<store::Revision> merged(std::vector<store::Revision> revisions) {
  std::map<std::string, store::Revision> by_submission;
  for (store::Revision& revision : revisions) {
    store::Revision& whole = by_submission[revision.submission];
    whole.submission = revision.submission;
    std::move(revision.checked.begin(), revision.checked.end(), std::back_inserter(whole.checked));
    std::move(revision.diagnostics.begin(), revision.diagnostics.end(), std::back_inserter(whole.diagnostics));
    std::move(revision.held.begin(), revision.held.end(), std::back_inserter(whole.held));
  }
  std::vector<store::Revision> all;
  for (auto& [submission, revision] : by_submission) all.push_back(std::move(revision));
  return all;
}

}  // namespace

Checking::Checking(const model::Catalogue& catalogue, store::Store& store)
    : catalogue_(catalogue), store_(store), decided_({}, catalogue), checker_(catalogue), filing_(checker_.layout()) {}

std::optional<model::Diagnostic> Checking::begin() {
  const auto empty = store_.is_empty();
  if (!empty) return empty.failure();
  auto decisions = store_.decisions();
  if (!decisions) return decisions.failure();
  from_memory_ = *empty && decisions->empty();
  decided_ = integrate::Decided(*std::move(decisions), catalogue_);
  return std::nullopt;
}

void Checking::touch(const std::string& park, const model::Period& period) {
  const int month = validate::month_number(period);
  const auto [at, fresh] = touched_.emplace(park, month);
  if (!fresh) at->second = std::min(at->second, month);
}

void Checking::note(const Submission& submission) {
  ++noted_;
  if (from_memory_) filing_.add(submission);
  if (filing_.size() > kFormsInMemory) from_memory_ = false;
  if (!from_memory_) filing_.clear();
  const model::ObservationKey* touched = nullptr;  // a form's figures are all of one unit and period
  for (const model::Observation& observation : submission.observations) {
    if (touched != nullptr && touched->park == observation.key.park && touched->period == observation.key.period) continue;
    touched = &observation.key;
    touch(touched->park, touched->period);
  }
}

std::optional<model::Diagnostic> Checking::touch_unchecked() {
  const auto unchecked = store_.unchecked();
  if (!unchecked) return unchecked.failure();
  for (const auto& [park, period] : *unchecked) touch(park, period);
  return std::nullopt;
}

std::optional<model::Diagnostic> Checking::load(const std::vector<std::string>& parks, validate::Filing& filing) {
  int first = touched_.at(parks.front());
  for (const std::string& park : parks) first = std::min(first, touched_.at(park));
  const auto known = store_.periods(std::nullopt, (first - kLooksBack) / 12);
  if (!known) return known.failure();
  std::vector<model::Period> periods;
  for (const model::Period& period : *known)
    if (validate::month_number(period) >= first - kLooksBack) periods.push_back(period);
  auto layers = store_.layers(periods, parks);
  if (!layers) return layers.failure();
  decided_.prepare(*layers);
  filing.add(*layers);
  return std::nullopt;
}

// Of the units at hand, and of all others for the months asked for: only forms that do not look like their own unit's ask.
const std::vector<const validate::History*>& Checking::peers(int month) {
  const auto [at, fresh] = peers_of_month_.try_emplace(month);
  if (!fresh) return at->second;
  validate::Filing others(checker_.layout());
  if (from_memory_) {
    if (peers_.empty())
      for (const auto& [park, forms] : filing_.by_park()) peers_.push_back(validate::filed_history(forms, checker_.layout()));
    for (const validate::History& history : peers_) at->second.push_back(&history);
    return at->second;
  }
  const model::Period period = model::Period::month(month / 12, month % 12 + 1);
  if (const auto layers = store_.layers({period})) others.add(*layers);
  auto& kept = peers_loaded_.emplace_back();
  for (const auto& [park, forms] : others.by_park()) kept.push_back(validate::filed_history(forms, checker_.layout()));
  for (const validate::History& history : kept) at->second.push_back(&history);
  return at->second;
}

std::vector<store::Revision> Checking::check(const validate::Filing& filing) {
  Revisions revisions(checker_, filing.names());
  const validate::Peers ask = [this](int month) -> const std::vector<const validate::History*>& { return peers(month); };
  for (const auto& [park, forms] : filing.by_park()) {
    const auto touched = touched_.find(park);
    if (touched == touched_.end()) continue;
    for (const validate::CheckedForm& checked : validate::check_course(forms, touched->second, checker_, filing.names(), ask))
      revisions.add(checked, !from_memory_);
  }
  return revisions.take();
}

std::optional<model::Diagnostic> Checking::put_down(const std::vector<store::Revision>& revisions, Checked& result) {
  if (revisions.empty()) return std::nullopt;
  const auto states = store_.revise(revisions);
  if (!states) return states.failure();
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    result.states.insert_or_assign(revisions[i].submission, (*states)[i]);
    result.diagnostics.insert(result.diagnostics.end(), revisions[i].diagnostics.begin(), revisions[i].diagnostics.end());
  }
  return std::nullopt;
}

model::Result<Checked> Checking::finish() {
  Checked result;
  if (touched_.empty()) {
    if (auto failure = touch_unchecked()) return *failure;
    if (touched_.empty()) return result;
  }
  const model::Outcome done = store_.in_one_transaction([&] { return check_all(result); });
  return done ? model::Result<Checked>(std::move(result)) : done.failure();
}

model::Outcome Checking::check_all(Checked& result) {
  if (from_memory_) {
    const auto count = store_.submission_count();
    if (!count) return count.failure();
    from_memory_ = *count == noted_;
  }
  std::vector<store::Revision> revisions;
  if (from_memory_) {
    revisions = check(filing_);
  } else {
    if (auto failure = touch_unchecked()) return *failure;
    std::vector<std::string> parks;
    for (auto touched = touched_.begin(); touched != touched_.end();) {
      parks.push_back(touched->first);
      if (++touched != touched_.end() && parks.size() < kParksAtOnce) continue;
      validate::Filing filing(checker_.layout());
      if (auto failure = load(parks, filing)) return *failure;
      for (store::Revision& revision : check(filing)) revisions.push_back(std::move(revision));
      parks.clear();
    }
    revisions = merged(std::move(revisions));
  }
  if (auto failure = put_down(revisions, result)) return *failure;
  return store_.all_checked();
}

namespace {

std::vector<store::Revision> check_all(const validate::Filing& filing, const validate::Checker& checker) {
  const auto parks = filing.by_park();
  std::vector<validate::History> histories;
  for (const auto& [park, forms] : parks) histories.push_back(validate::filed_history(forms, checker.layout()));
  std::vector<const validate::History*> all;
  for (const validate::History& history : histories) all.push_back(&history);
  const validate::Peers peers = [&](int) -> const std::vector<const validate::History*>& { return all; };
  Revisions revisions(checker, filing.names());
  for (const auto& [park, forms] : parks)
    for (const validate::CheckedForm& checked : validate::check_course(forms, 0, checker, filing.names(), peers))
      revisions.add(checked, false);
  return revisions.take();
}

}  // namespace

void forget_checks(std::vector<model::Layer>& layers, const FirstMonths& from) {
  for (model::Layer& layer : layers) {
    const auto first = from.find(layer.observation.key.park);
    if (first == from.end() || validate::month_number(layer.observation.key.period) < first->second) continue;
    if (!layer.observation.held_by.text().starts_with(validate::kCheckPrefix)) continue;
    layer.observation.held_by = {};
    layer.observation.standing = model::Standing::taken;
  }
}

model::Result<std::vector<store::Revision>> check_again(
    const std::vector<model::Layer>& layers, const FirstMonths& from, const model::Catalogue& catalogue,
    const std::function<model::Result<std::vector<model::Layer>>(const model::Period&)>& all_of) {
  struct Month {
    std::vector<validate::History> histories;
    std::vector<const validate::History*> peers;
  };
  const validate::Checker checker(catalogue);
  validate::Filing filing(checker.layout());
  filing.add(layers);
  std::map<int, Month> months;
  std::optional<model::Diagnostic> failure;
  const validate::Peers peers = [&](int number) -> const std::vector<const validate::History*>& {
    const auto [at, fresh] = months.try_emplace(number);
    Month& month = at->second;
    if (!fresh) return month.peers;
    const auto others = all_of(model::Period::month(number / 12, number % 12 + 1));
    if (!others) {
      failure = others.failure();
      return month.peers;
    }
    validate::Filing filed(checker.layout());
    filed.add(*others);
    for (const auto& [park, forms] : filed.by_park()) month.histories.push_back(validate::filed_history(forms, checker.layout()));
    for (const validate::History& history : month.histories) month.peers.push_back(&history);
    return month.peers;
  };
  Revisions revisions(checker, filing.names());
  for (const auto& [park, forms] : filing.by_park()) {
    const auto first = from.find(park);
    if (first == from.end()) continue;
    for (const validate::CheckedForm& checked : validate::check_course(forms, first->second, checker, filing.names(), peers))
      revisions.add(checked, false);
  }
  if (failure) return *failure;
  return revisions.take();
}

std::string_view held_by_reading(const model::Observation& observation) {
  const std::string_view rule = observation.held_by.text();
  return rule.starts_with(validate::kCheckPrefix) ? std::string_view() : rule;
}

void check_among_themselves(std::vector<Submission>& submissions, const model::Catalogue& catalogue) {
  const validate::Checker checker(catalogue);
  validate::Filing filing(checker.layout());
  for (const Submission& submission : submissions) filing.add(submission);
  for (store::Revision& revision : check_all(filing, checker)) {
    const auto found = std::find_if(submissions.begin(), submissions.end(),
                                    [&](const Submission& submission) { return submission.id == revision.submission; });
    for (model::Diagnostic& diagnostic : revision.diagnostics) {
      if (const auto* said = explanation_of(diagnostic, found->explanations)) diagnostic.explanation = said->text;
      const SubmissionState implied = diagnostic.severity == model::Severity::error ? SubmissionState::returned
                                      : model::is_settled(diagnostic)               ? SubmissionState::accepted
                                                                                    : SubmissionState::questioned;
      if (found->state <= SubmissionState::returned) found->state = std::max(found->state, implied);
      found->diagnostics.push_back(std::move(diagnostic));
    }
    for (model::Observation& observation : found->observations)
      for (const auto& [key, rule] : revision.held)
        if (observation.key == key && observation.standing == model::Standing::taken) {
          observation.standing = model::Standing::held;
          observation.held_by = rule;
        }
  }
}

}  // namespace huibiao::pipeline
