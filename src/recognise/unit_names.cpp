#include "recognise/unit_names.hpp"

#include <algorithm>
#include <set>

#include "model/utf8.hpp"
#include "recognise/words.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

// The first whole character of well-formed UTF-8.
std::string_view first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return text.substr(0, length);
}

}  // namespace

UnitNames::UnitNames(const model::Catalogue& catalogue)
    : kind_suffixes_(compact_all(catalogue.lexicon["park_suffixes"])),
      body_suffixes_(compact_all(catalogue.lexicon["body_suffixes"])),
      prefixes_(compact_all(catalogue.lexicon["park_prefixes"])) {
  for (const char* list : {"year", "month", "day", "quarter", "quarter_names", "half_years"}) {
    for (std::string& word : compact_all(catalogue.lexicon[list])) time_words_.push_back(std::move(word));
  }
  const std::vector<std::string> place_suffixes = compact_all(catalogue.lexicon["place_suffixes"]);
  std::unordered_map<std::string, std::size_t> seen;
  for (const model::Register& units : catalogue.registers) {
    for (const model::ReportingUnit& unit : units.units) {
      const auto [found, is_new] = seen.emplace(unit.name, entries_.size());
      if (is_new) entries_.push_back({unit.name, {}});
      const std::size_t index = found->second;
      for (const std::string& place : {unit.province, unit.city, unit.county}) {
        const std::string key = text::compact(place);
        if (key.empty()) continue;
        entries_[index].places.push_back(key);
        for (const std::string& suffix : place_suffixes) {
          if (key.ends_with(suffix) && key.size() > suffix.size() + 3) {
            entries_[index].places.push_back(key.substr(0, key.size() - suffix.size()));
          } else {
            entries_[index].places.push_back(key + suffix);
          }
        }
      }
      std::vector<std::string> names = unit.aliases;
      names.push_back(unit.name);
      names.push_back(unit.short_name);
      for (const std::string& name : names) {
        const std::string key = text::compact(name);
        add(exact_, key, index);
        for (const std::string& suffix : kind_suffixes_) {
          if (!key.ends_with(suffix) || key.size() == suffix.size()) continue;
          const std::string core = key.substr(0, key.size() - suffix.size());
          for (const std::string& kind : kind_suffixes_) add(derived_, core + kind, index);
          break;
        }
      }
    }
  }
  for (const auto& [key, entries] : exact_) by_start_[first_character(key)].push_back(key);
  for (const auto& [key, entries] : derived_)
    if (!exact_.contains(key)) by_start_[first_character(key)].push_back(key);
  for (auto& [start, list] : by_start_) {
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
}

void UnitNames::add(Keys& keys, std::string key, std::size_t entry) {
  if (key.empty()) return;
  std::vector<std::size_t>& entries = keys[std::move(key)];
  if (std::find(entries.begin(), entries.end(), entry) == entries.end()) entries.push_back(entry);
}

// A name that the register lists outranks one that was derived.
const std::vector<std::size_t>* UnitNames::whole(const std::string& key) const {
  if (const auto found = exact_.find(key); found != exact_.end()) return &found->second;
  if (const auto found = derived_.find(key); found != derived_.end()) return &found->second;
  return nullptr;
}

// The key itself, then without the body that runs the park (a management committee), then without what may stand before the name.
std::vector<std::size_t> UnitNames::resolve(const std::string& key) const {
  if (const auto* entries = whole(key)) return *entries;
  for (const std::string& suffix : body_suffixes_) {
    if (key.size() > suffix.size() && key.ends_with(suffix)) return resolve(key.substr(0, key.size() - suffix.size()));
  }
  std::set<std::size_t> found;
  for (std::size_t start = 1; start < key.size(); ++start) {
    if (model::continues_character(key[start])) continue;
    const auto* entries = whole(key.substr(start));
    if (!entries) continue;
    for (const std::size_t entry : *entries) {
      if (opens_name(std::string_view(key).substr(0, start), entries_[entry])) found.insert(entry);
    }
    if (!found.empty()) break;
  }
  return {found.begin(), found.end()};
}

// "Name (place)" where the place is where that unit lies, or another name of the same unit.
std::vector<std::size_t> UnitNames::resolve_bracketed(std::string_view folded) const {
  const std::size_t open = folded.rfind('(');
  if (open == std::string_view::npos || !folded.ends_with(')')) return {};
  const std::string inside = text::compact(folded.substr(open));
  std::vector<std::size_t> entries = resolve(text::compact(folded.substr(0, open)));
  const std::vector<std::size_t> same = resolve(inside);
  std::erase_if(entries, [&](std::size_t entry) {
    const auto& places = entries_[entry].places;
    return std::find(places.begin(), places.end(), inside) == places.end() &&
           std::find(same.begin(), same.end(), entry) == same.end();
  });
  return entries;
}

std::vector<std::string> UnitNames::lookup(std::string_view name) const {
  const std::string folded = text::fold(name);
  std::vector<std::size_t> entries = resolve(text::compact(folded));
  if (entries.empty()) entries = resolve_bracketed(folded);
  std::vector<std::string> names;
  for (const std::size_t entry : entries) names.push_back(entries_[entry].name);
  return names;
}

// A period's text before a name ends it: the digits and words of 2026-03 are no part of a name.
bool UnitNames::ends_in_time(std::string_view before) const {
  return std::any_of(time_words_.begin(), time_words_.end(), [&](const std::string& word) { return before.ends_with(word); });
}

// True where the text consists of places of that unit and of words that may stand before a name.
bool UnitNames::opens_name(std::string_view before, const Entry& entry) const {
  while (!before.empty()) {
    if (static_cast<unsigned char>(before.back()) < 0x80 || ends_in_time(before)) return true;
    const auto cut = [&](const std::vector<std::string>& words) {
      for (const std::string& word : words) {
        if (!before.ends_with(word)) continue;
        before.remove_suffix(word.size());
        return true;
      }
      return false;
    };
    if (!cut(prefixes_) && !cut(entry.places)) return false;
  }
  return true;
}

std::vector<UnitNames::Mention> UnitNames::find(std::string_view text) const {
  std::vector<Mention> mentions;
  const std::string folded = text::fold(text);
  // Punctuation parts names: each run between it is searched on its own.
  std::size_t start = 0;
  while (start < folded.size()) {
    std::size_t end = start;
    while (end < folded.size() && (static_cast<unsigned char>(folded[end]) >= 0x80 ||
                                   std::isalnum(static_cast<unsigned char>(folded[end])) || folded[end] == ' ')) {
      ++end;
    }
    const std::string run = text::compact(std::string_view(folded).substr(start, end - start));
    for (std::size_t at = 0; at < run.size();) {
      const std::string_view rest = std::string_view(run).substr(at);
      const std::string_view character = first_character(rest);
      std::size_t matched = 0;
      if (const auto list = by_start_.find(character); list != by_start_.end()) {
        for (const std::string_view key : list->second) {
          if (!rest.starts_with(key)) continue;
          for (const std::size_t entry : *whole(std::string(key))) {
            const bool certain = opens_name(std::string_view(run).substr(0, at), entries_[entry]);
            const auto known = std::find_if(mentions.begin(), mentions.end(),
                                            [&](const Mention& mention) { return mention.unit == entries_[entry].name; });
            if (known == mentions.end()) {
              mentions.push_back({entries_[entry].name, certain});
            } else {
              known->certain |= certain;
            }
          }
          matched = key.size();
          break;
        }
      }
      at += matched ? matched : character.size();
    }
    start = end + 1;
  }
  return mentions;
}

std::vector<std::string> UnitNames::nearest(std::string_view name, std::size_t count) const {
  const std::string key = text::compact(name);
  std::vector<std::pair<int, std::size_t>> distances;
  for (const auto& [known, entries] : exact_) {
    for (const std::size_t entry : entries) distances.emplace_back(text::edit_distance(key, known), entry);
  }
  std::sort(distances.begin(), distances.end());
  std::vector<std::string> names;
  for (const auto& [distance, entry] : distances) {
    if (names.size() == count) break;
    if (std::find(names.begin(), names.end(), entries_[entry].name) == names.end()) names.push_back(entries_[entry].name);
  }
  return names;
}

}  // namespace huibiao::recognise
