#include "validate/filing.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;
using model::FiledForm;

bool held_by_check(const model::Observation& observation) { return observation.held_by.text().starts_with(kCheckPrefix); }

bool is_proposal(const model::Observation& observation) {
  return observation.standing == model::Standing::held && observation.held_by == model::kNotTheOneSent;
}

bool is_placeholder(model::Missing missing) {
  return missing != model::Missing::no && missing != model::Missing::blank && missing != model::Missing::unreadable;
}

}  // namespace

FiledForm& Filing::form_of(std::string_view submission, const model::ObservationKey& key) {
  if (!forms_.empty()) {  // figures of one form come together
    FiledForm& last = forms_[last_];
    if (last.submission == submission && last.park == key.park && last.period == key.period) return last;
  }
  const auto [found, fresh] = places_.emplace(std::tuple(std::string(submission), key.park, key.period), forms_.size());
  if (fresh) {
    FiledForm& form = forms_.emplace_back();
    form.submission = submission;
    form.park = key.park;
    form.period = key.period;
  }
  last_ = found->second;
  return forms_[last_];
}

model::FigureKey Filing::key_of(const model::ObservationKey& key) {
  return {static_cast<std::int16_t>(layout_.indicator_place(key.indicator)),
          static_cast<std::int16_t>(layout_.measure_place(key.measure)), key.item.empty() ? 0 : names_.number(key.item)};
}

void Filing::put(FiledForm& form, const model::Observation& observation) {
  const model::ObservationKey& key = observation.key;
  Figure figure;
  figure.key = key_of(key);
  if (figure.key.indicator < 0 || figure.key.measure < 0) return;
  const bool answer = !observation.code.empty();
  if (!observation.value && !answer) {
    if (form.correction && is_placeholder(observation.missing)) form.withdrawn.push_back(figure.key);
    return;
  }
  figure.held = observation.standing == model::Standing::held;
  if (figure.held && !held_by_check(observation) && !form.proposal) return;
  figure.value = answer ? names_.number(observation.code) : *observation.value;
  figure.exact = layout_.indicator(figure.key.indicator).integer;
  figure.last_digit_exponent = observation.last_digit_exponent;
  figure.origin = static_cast<int>(&form - forms_.data());
  figure.sheet = observation.sheet == names_.name(last_sheet_) ? last_sheet_ : names_.number(observation.sheet);
  last_sheet_ = figure.sheet;
  figure.cell = observation.cell;
  form.figures.put(figure);
}

void Filing::add(const model::Submission& submission) {
  for (const model::Observation& observation : submission.observations) {
    const bool proposal = is_proposal(observation);
    if (submission.state == model::SubmissionState::held && !proposal) continue;
    const std::size_t before = forms_.size();
    FiledForm& form = form_of(submission.id, observation.key);
    if (forms_.size() > before) {
      form.file = submission.file;
      form.form = submission.form;
      form.source = submission.source;
      form.reported = submission.reported;
      form.answers = submission.answers;
      form.correction = submission.correction;
      form.proposal = proposal;
      form.precedence = submission.precedence;
      form.intake = submission.intake;
    }
    put(form, observation);
  }
}

void Filing::add(const std::vector<model::Layer>& layers) {
  for (const model::Layer& layer : layers) {
    const bool proposal = is_proposal(layer.observation);
    if (layer.state == model::SubmissionState::held && !proposal) continue;
    const std::size_t before = forms_.size();
    FiledForm& form = form_of(layer.submission, layer.observation.key);
    if (forms_.size() > before) {
      form.file = layer.file;
      form.form = layer.form;
      form.source = layer.observation.source;
      form.reported = layer.reported;
      form.answers = layer.answers;
      form.correction = layer.correction;
      form.proposal = proposal;
      form.precedence = layer.precedence;
      form.intake = layer.intake;
    }
    put(form, layer.observation);
    for (const std::string& rule : layer.settled) form.accepted.emplace_back(rule, key_of(layer.observation.key));
  }
}

void Filing::clear() {
  forms_.clear();
  forms_.shrink_to_fit();
  places_.clear();
  last_ = 0;
}

std::map<std::string, std::vector<const FiledForm*>> Filing::by_park() const {
  std::map<std::string, std::vector<const FiledForm*>> parks;
  for (const FiledForm& form : forms_) parks[form.park].push_back(&form);
  return parks;
}

}  // namespace huibiao::validate
