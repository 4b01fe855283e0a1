#include <map>

#include "validate/validate.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;
using model::FiledForm;

bool held_by_check(const model::Observation& observation) { return observation.held_by.starts_with("check."); }

FiledForm blank_form(const model::Submission& submission, const model::ObservationKey& key) {
  FiledForm form;
  form.submission = submission.id;
  form.file = submission.file;
  form.form = submission.form;
  form.source = submission.source;
  form.park = key.park;
  form.period = key.period;
  form.reported = submission.reported;
  form.answers = submission.answers;
  form.correction = submission.correction;
  form.precedence = submission.precedence;
  form.intake = submission.intake;
  return form;
}

}  // namespace

std::vector<FiledForm> filed_forms(const model::Submission& submission, const Layout& layout, model::Names& names, int origin) {
  std::vector<FiledForm> forms;
  std::map<std::pair<std::string, model::Period>, std::size_t> by_unit;
  std::size_t at = 0;
  for (const model::Observation& observation : submission.observations) {
    const model::ObservationKey& key = observation.key;
    if (forms.empty() || forms[at].park != key.park || forms[at].period != key.period) {
      const auto [found, fresh] = by_unit.emplace(std::pair(key.park, key.period), forms.size());
      if (fresh) forms.push_back(blank_form(submission, key));
      at = found->second;
    }
    FiledForm& form = forms[at];
    Figure figure;
    figure.key.indicator = static_cast<std::int16_t>(layout.indicator_place(key.indicator));
    figure.key.measure = static_cast<std::int16_t>(layout.measure_place(key.measure));
    if (figure.key.indicator < 0 || figure.key.measure < 0) continue;
    figure.key.item = key.item.empty() ? 0 : names.number(key.item);
    const bool answer = !observation.code.empty();
    const bool placeholder = observation.missing != model::Missing::no && observation.missing != model::Missing::blank &&
                             observation.missing != model::Missing::unreadable;
    if (!observation.value && !answer && placeholder && submission.correction) form.withdrawn.push_back(figure.key);
    if (!observation.value && !answer) continue;
    if (observation.standing == model::Standing::held && !held_by_check(observation)) continue;
    figure.value = answer ? names.number(observation.code) : *observation.value;
    figure.last_digit_exponent = observation.last_digit_exponent;
    figure.origin = origin + static_cast<int>(at);
    figure.sheet = names.number(observation.sheet);
    figure.cell = observation.cell;
    form.figures.put(figure);
  }
  return forms;
}

}  // namespace huibiao::validate
