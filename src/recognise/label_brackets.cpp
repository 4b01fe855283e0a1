#include "recognise/label_brackets.hpp"

#include <algorithm>

#include "recognise/words.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {

LabelBrackets::LabelBrackets(const model::Catalogue& catalogue)
    : unit_endings_(compact_all(catalogue.lexicon["unit_endings"])),
      unit_lines_(catalogue.lexicon["unit_line"]),
      notes_(catalogue.lexicon["label_notes"]),
      note_openings_(catalogue.lexicon["label_note_openings"]),
      note_endings_(catalogue.lexicon["label_note_endings"]) {
  for (const model::Unit& unit : catalogue.units) {
    units_[unit_key(unit.id)].push_back(&unit);
    for (const std::string& alias : unit.aliases) {
      std::vector<const model::Unit*>& units = units_[unit_key(alias)];
      if (std::find(units.begin(), units.end(), &unit) == units.end()) units.push_back(&unit);
    }
  }
}

const std::vector<const model::Unit*>& LabelBrackets::units_called(std::string_view text) const {
  static const std::vector<const model::Unit*> kNone;
  const auto found = units_.find(unit_key(text));
  return found == units_.end() ? kNone : found->second;
}

std::pair<std::size_t, std::size_t> LabelBrackets::next_separator(std::string_view text, std::size_t start) {
  for (std::size_t at = start; at < text.size(); ++at) {
    if (std::string_view(" ,;:/").find(text[at]) != std::string_view::npos) return {at, 1};
    if (text.substr(at).starts_with("\xE3\x80\x81")) return {at, 3};  // U+3001
  }
  return {text.size(), 1};
}

bool LabelBrackets::looks_like_unit(std::string_view name) const {
  const std::string key = unit_key(name);
  if (key.empty()) return false;
  return units_.contains(key) || std::any_of(unit_endings_.begin(), unit_endings_.end(),
                                             [&](const std::string& ending) { return key.ends_with(ending); });
}

std::string LabelBrackets::unit_among(std::string_view brackets) const {
  if (brackets.empty() || units_.contains(unit_key(brackets))) return std::string(brackets);
  std::string unit;
  for (std::size_t start = 0; start <= brackets.size();) {
    const auto [end, length] = next_separator(brackets, start);
    const std::string piece = text::fold(without_unit_line(brackets.substr(start, end - start)));
    if (looks_like_unit(piece) && !is_note(piece)) {
      if (!unit.empty() && contradict(unit, piece)) return std::string(brackets);
      if (unit.empty()) unit = piece;
    }
    start = end + length;
  }
  return unit;
}

// Two units of one kind that count differently, or one that is not known beside another.
bool LabelBrackets::contradict(std::string_view one_unit, std::string_view other) const {
  const auto one = units_.find(unit_key(one_unit)), two = units_.find(unit_key(other));
  if (one == units_.end() || two == units_.end()) return unit_key(one_unit) != unit_key(other);
  const model::Unit& a = *one->second.front();
  const model::Unit& b = *two->second.front();
  return a.dimension == b.dimension && a.exponent != b.exponent;
}

// Without the word that opens a line of units, where a unit follows it with no sign between.
std::string_view LabelBrackets::without_unit_line(std::string_view piece) const {
  for (const std::string& word : unit_lines_) {
    if (piece.starts_with(word) && units_.contains(unit_key(piece.substr(word.size())))) return piece.substr(word.size());
  }
  return piece;
}

bool LabelBrackets::change_nothing(std::string_view brackets) const {
  for (std::size_t start = 0; start <= brackets.size();) {
    const auto [end, length] = next_separator(brackets, start);
    const std::string_view piece = brackets.substr(start, end - start);
    const bool words = std::any_of(piece.begin(), piece.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (words && !looks_like_unit(without_unit_line(piece)) && !is_note(piece)) return false;
    start = end + length;
  }
  return true;
}

// A whole note, or one with the words that may stand around it; a note within other words ("outside of …") is none.
bool LabelBrackets::is_note(std::string_view piece) const {
  const auto is_one_of = [](std::string_view text, const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (is_one_of(piece, unit_lines_)) return true;
  for (const std::string& opening : note_openings_) {
    if (piece.starts_with(opening) && is_note(piece.substr(opening.size()))) return true;
  }
  for (bool more = true; more;) {
    if (is_one_of(piece, notes_)) return true;
    more = false;
    for (const std::string& ending : note_endings_) {
      if (!piece.ends_with(ending)) continue;
      piece.remove_suffix(ending.size());
      more = true;
      break;
    }
  }
  return false;
}

}  // namespace huibiao::recognise
