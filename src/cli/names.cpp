#include "cli/names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "recognise/unit_names.hpp"
#include "text/label.hpp"
#include "text/text.hpp"

namespace huibiao::cli {

namespace {

using model::Catalogue;

constexpr std::size_t kNearest = 3;

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "[[status.list-separator]]") + name;
  return text;
}

model::Result<std::string> only_one(const std::vector<std::string>& found, const char* kind, const std::string& name,
                                    const std::vector<std::string>& shown, const std::vector<std::string>& nearest) {
  const std::string kind_word = std::string("[[kind.") + kind + "]]";
  if (found.empty())
    return model::failure("usage.name-unknown", {{"kind", kind_word}, {"found", name}, {"nearest", list(nearest)}});
  if (found.size() > 1)
    return model::failure("usage.name-ambiguous", {{"kind", kind_word}, {"found", name}, {"names", list(shown)}});
  return found.front();
}

// Every spelling of one kind of thing, each with the ids it may mean.
class Spellings {
 public:
  explicit Spellings(const Catalogue& catalogue) : labels_(catalogue.lexicon) {}

  void add(const std::string& spelling, const std::string& id) {
    if (!spelling.empty()) ids_[key(spelling)].insert(id);
  }

  std::vector<std::string> find(const std::string& name) {
    const auto found = ids_.find(key(name));
    return found == ids_.end() ? std::vector<std::string>()
                               : std::vector<std::string>(found->second.begin(), found->second.end());
  }

  std::vector<std::string> nearest(const std::string& name) {
    const std::string wanted = key(name);
    std::map<std::string, int> distances;  // of each id its nearest spelling
    for (const auto& [spelling, ids] : ids_)
      for (const std::string& id : ids) {
        const int distance = text::edit_distance(wanted, spelling);
        const auto [entry, fresh] = distances.emplace(id, distance);
        if (!fresh) entry->second = std::min(entry->second, distance);
      }
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [id, distance] : distances) order.emplace_back(distance, id);
    std::sort(order.begin(), order.end());
    std::vector<std::string> result;
    for (std::size_t i = 0; i < std::min(kNearest, order.size()); ++i) result.push_back(order[i].second);
    return result;
  }

 private:
  std::string key(const std::string& text) {
    const std::string& label = labels_.read(text).key;
    return label.empty() ? text::compact(text) : text::compact(label);
  }

  text::LabelReader labels_;
  std::map<std::string, std::set<std::string>> ids_;
};

template <class Find>
std::vector<std::string> shown_as(const std::vector<std::string>& ids, const std::string& language, Find find) {
  std::vector<std::string> shown;
  for (const std::string& id : ids) shown.push_back(find(id)->name.in(language) + " (" + id + ")");
  return shown;
}

template <class Find>
model::Result<std::string> pick(Spellings& spellings, const char* kind, const std::string& name, const std::string& language,
                                Find find) {
  if (find(name) != nullptr) return name;
  const std::vector<std::string> found = spellings.find(name);
  return only_one(found, kind, name, shown_as(found, language, find), shown_as(spellings.nearest(name), language, find));
}

}  // namespace

model::Result<std::string> park_argument(const std::string& name, const Catalogue& catalogue) {
  const recognise::UnitNames names(catalogue);
  const std::vector<std::string> found = names.lookup(name);
  return only_one(found, "reporting-unit", name, found, names.nearest(name, kNearest));
}

model::Result<std::string> indicator_argument(const std::string& name, const Catalogue& catalogue, const std::string& language) {
  Spellings spellings(catalogue);
  for (const model::Indicator& indicator : catalogue.indicators) {
    spellings.add(indicator.name.zh, indicator.id);
    spellings.add(indicator.name.en, indicator.id);
  }
  for (const model::LabelAlias& alias : catalogue.label_aliases) spellings.add(alias.text, alias.indicator);
  for (const model::Form& form : catalogue.forms)
    for (const model::FormTable& table : form.tables)
      for (const model::FormRow& row : table.rows) spellings.add(row.label, row.indicator);
  return pick(spellings, "indicator", name, language, [&](const std::string& id) { return catalogue.indicator(id); });
}

model::Result<std::string> measure_argument(const std::string& name, const Catalogue& catalogue, const std::string& language) {
  Spellings spellings(catalogue);
  for (const model::Measure& measure : catalogue.measures) {
    spellings.add(measure.name.zh, measure.id);
    spellings.add(measure.name.en, measure.id);
    for (const std::string& alias : measure.aliases) spellings.add(alias, measure.id);
  }
  return pick(spellings, "measure", name, language, [&](const std::string& id) { return catalogue.measure(id); });
}

}  // namespace huibiao::cli
