#include "analyse/filings.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "analyse/reporting_records.hpp"
#include "model/explanation.hpp"
#include "model/put_right.hpp"

namespace huibiao::analyse {
namespace {

using model::Diagnostic;
using model::Submission;
using model::SubmissionState;
using model::UnitFiling;

class Filing {
 public:
  Filing(const FiledPeriod& filed, const std::vector<int>& asked, const model::Catalogue& catalogue, model::UnitFilings& filings)
      : filed_(filed), period_(to_string(filed.period)), catalogue_(catalogue), filings_(filings) {
    for (const int place : asked) asked_.insert(catalogue.indicators[static_cast<std::size_t>(place)].id);
  }

  void add() {
    for (const Submission& submission : filed_.submissions) add(submission);
    for (const Diagnostic& diagnostic : filed_.said)
      if (!diagnostic.park.empty() && is_asked(diagnostic.indicator)) count(diagnostic, diagnostic.park);
    add_figures();
  }

 private:
  bool is_asked(std::string_view indicator) const { return asked_.empty() || asked_.contains(indicator); }

  // Whether the submission's form, or ledger, asks for any of them.
  bool asks(const Submission& submission) const {
    if (asked_.empty()) return true;
    if (const model::LedgerDefinition* ledger = catalogue_.ledger(submission.form))
      return std::any_of(ledger->aggregates.begin(), ledger->aggregates.end(),
                         [&](const auto& each) { return is_asked(each.indicator); });
    const model::Form* form = catalogue_.form(submission.form, filed_.period.year);
    return form != nullptr && std::any_of(asked_.begin(), asked_.end(),
                                          [&](const std::string& indicator) { return form->table_of(indicator) != nullptr; });
  }

  void add(const Submission& submission) {
    const bool own = submission.kind == model::SubmissionKind::form && !submission.park.empty();
    if (own && submission.period != filed_.period) return;
    const bool concerned = asks(submission);
    if (own && !concerned) return;
    if (own) count_form(submission);
    std::optional<model::SentAgain> sent_again;
    for (const Diagnostic& diagnostic : submission.diagnostics) {
      if (diagnostic.severity == model::Severity::info) continue;
      const std::string& unit = diagnostic.park.empty() ? submission.park : diagnostic.park;
      const bool about_asked = diagnostic.indicator.empty() ? concerned : own || is_asked(diagnostic.indicator);
      if (unit.empty() || !about_asked) continue;
      if (own && !sent_again) {
        if (is_answered(submission, filed_.submissions)) return;
        sent_again.emplace(submission, filed_.table);
      }
      if (!sent_again || !sent_again->makes_pointless(diagnostic)) count(diagnostic, unit);
    }
  }

  void count_form(const Submission& submission) {
    UnitFiling& filing = filings_[submission.park];
    ++filing.forms;
    if (submission.state == SubmissionState::questioned) ++filing.questioned;
    if (submission.state == SubmissionState::returned) ++filing.returned;
    if (submission.state == SubmissionState::held) ++filing.held;
    if (submission.state == SubmissionState::refused) ++filing.refused;
  }

  void count(const Diagnostic& diagnostic, const std::string& unit) {
    if (diagnostic.severity == model::Severity::info) return;
    if (!diagnostic.period.empty() && diagnostic.period != period_) return;
    UnitFiling& filing = filings_[unit];
    if (is_settled(diagnostic)) {
      ++filing.explained;
      return;
    }
    ++(diagnostic.severity == model::Severity::warning ? filing.warnings : filing.errors);
    auto& remarked = filing.remarked;
    const bool known = std::find(remarked.begin(), remarked.end(), diagnostic.indicator) != remarked.end();
    if (!diagnostic.indicator.empty() && !known) remarked.push_back(diagnostic.indicator);
  }

  void add_figures() {
    const auto& values = filed_.table.values;
    for (auto value = values.lower_bound({filed_.period, "", "", "", ""});
         value != values.end() && value->first.period == filed_.period; ++value) {
      const model::Layer* standing = value->second.standing();
      if (standing == nullptr || standing->observation.source != "park" || !standing->observation.value) continue;
      if (!is_asked(value->first.indicator.text())) continue;
      UnitFiling& filing = filings_[value->first.park.text()];
      ++filing.figures;
      if (was_revised(value->second, *standing)) ++filing.revised;
    }
  }

  const FiledPeriod& filed_;
  const std::string period_;
  const model::Catalogue& catalogue_;
  model::UnitFilings& filings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace

void add_filings(const FiledPeriod& filed, const std::vector<int>& asked, const model::Catalogue& catalogue,
                 model::UnitFilings& filings) {
  Filing(filed, asked, catalogue, filings).add();
}

}  // namespace huibiao::analyse
