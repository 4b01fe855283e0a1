#include "report/words.hpp"

namespace huibiao::report {

const model::Wording* Words::find(std::string_view key) const {
  const model::Wording* own = own_ == nullptr ? nullptr : own_->find(key);
  return own != nullptr ? own : definition_.find(key);
}

std::string Words::operator()(std::string_view key, const model::Arguments& arguments) const {
  const model::Wording* wording = find(key);
  return model::fill((wording != nullptr ? *wording : definition_.text(key)).in(language_), arguments);
}

std::vector<std::string> Words::lines(std::string_view key, const model::Arguments& arguments) const {
  const std::string text = (*this)(key, arguments);
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (end > start) lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::string Words::name(std::string_view prefix, const std::string& name, const std::string& otherwise) const {
  const model::Wording* found = find(std::string(prefix) + "." + name);
  return found == nullptr ? otherwise : found->in(language_);
}

std::string Words::period(const model::Period& period) const {
  const char* key = period.is_month() ? "period.month" : period.is_year() ? "period.whole-year" : "period.range";
  return (*this)(key, period_arguments(period));
}

std::string Words::months_to(const model::Period& period) const {
  return (*this)(period.last_month == 1 ? "period.month" : "period.months-to", period_arguments(period));
}

std::string Words::change(model::ChangeKind kind) const {
  if (kind == model::ChangeKind::unknown || kind == model::ChangeKind::rate) return "";
  if (kind == model::ChangeKind::no_base) return (*this)("sign.no-meaning");
  return (*this)("change." + std::string(to_string(kind)));
}

model::Arguments period_arguments(const model::Period& period) {
  return {{"year", std::to_string(period.year)},
          {"first", std::to_string(period.first_month)},
          {"month", std::to_string(period.last_month)},
          {"period", to_string(period)}};
}

}  // namespace huibiao::report
