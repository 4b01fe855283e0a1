#include "recognise/heading_text.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

constexpr std::size_t kKeptTexts = 5'000;

// Where the text that begins there ends: at a bracket that closes what opened before it, or at a semicolon.
std::size_t end_of_saying(std::string_view text, std::size_t from) {
  int open = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '(') ++open;
    if (text[at] == ';' || (text[at] == ')' && open-- == 0)) return at;
  }
  return text.size();
}

// What follows one of the words and a colon, up to the end of the saying; nothing where no word opens it. A word in the middle of
// a longer one ("the name of the unit that fills in") does not count.
std::optional<std::string> after_word(const std::string& folded, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::size_t at = folded.find(word);
    if (at == std::string::npos) continue;
    if (at > 0 && static_cast<unsigned char>(folded[at - 1]) >= 0x80) continue;
    std::size_t from = at + word.size();
    while (from < folded.size() && folded[from] == ' ') ++from;
    if (from == folded.size() && at == 0) return "";
    if (from == folded.size() || folded[from] != ':') continue;
    ++from;
    return text::fold(std::string_view(folded).substr(from, end_of_saying(folded, from) - from));
  }
  return std::nullopt;
}

std::vector<std::string> split_units(const std::string& rest, Vocabulary& vocabulary) {
  std::vector<std::string> units;
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty() && vocabulary.brackets().looks_like_unit(piece)) units.push_back(piece);
    piece.clear();
  };
  for (std::size_t i = 0; i < rest.size();) {
    const auto lead = static_cast<unsigned char>(rest[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view character = std::string_view(rest).substr(i, length);
    i += length;
    // U+3001 parts the units of a list, like a comma.
    if (character == "\xE3\x80\x81" || character == "," || character == " ") {
      flush();
    } else {
      piece += character;
    }
  }
  flush();
  return units;
}

}  // namespace

const Saying& HeadingTexts::of(std::string_view text) {
  if (const auto found = worked_out_.find(text); found != worked_out_.end()) return found->second;
  Saying saying = of_file_name(text);
  find_topics(saying);
  return worked_out_.emplace(std::string(text), std::move(saying)).first->second;
}

Saying HeadingTexts::of_file_name(std::string_view name) const {
  Saying saying;
  saying.folded = text::fold(name);
  const std::string& folded = saying.folded;
  if (const auto rest = after_word(folded, lexicon_["unit_line"])) saying.units = split_units(*rest, vocabulary_);
  saying.name = after_word(folded, lexicon_["unit_name"]);
  saying.parks = vocabulary_.unit_names().find(folded);
  saying.periods = text::find_periods(folded, lexicon_);
  for (const model::Office& office : vocabulary_.catalogue().offices) {
    if (office.id != "park" && contains_any(folded, office.aliases)) saying.offices.push_back(office.id);
  }
  saying.form_title = vocabulary_.form_titled(folded);
  saying.correction = contains_any(folded, lexicon_["correction"]);
  saying.sample = contains_any(folded, lexicon_["sample_marks"]);
  saying.planned = contains_any(folded, lexicon_["planned_marks"]) && !contains_any(folded, lexicon_["actual_marks"]);
  return saying;
}

const ClosingLine& HeadingTexts::closing_line(std::string_view text) {
  if (const auto found = closing_lines_.find(text); found != closing_lines_.end()) return found->second;
  ClosingLine line;
  if (contains_any(text, lexicon_["filled_on"])) line.filled_on = text::find_date(text, lexicon_);
  const std::vector<std::string>& openings = lexicon_["unit_line"];
  line.units = std::any_of(openings.begin(), openings.end(), [&](const std::string& word) { return text.starts_with(word); });
  return closing_lines_.emplace(std::string(text), line).first->second;
}

std::vector<std::string> HeadingTexts::parks_named(const std::string& name) const {
  std::vector<std::string> names = vocabulary_.unit_names().lookup(name);
  if (!names.empty()) return names;
  // Two units named beside each other: whose form it is, is not said, though only the first stands free of what is before it.
  const std::vector<UnitNames::Mention> mentions = vocabulary_.unit_names().find(name);
  if (mentions.size() != 1) return names;
  if (mentions.front().certain) names.push_back(mentions.front().unit);
  return names;
}

void HeadingTexts::forget_if_large() {
  if (worked_out_.size() > kKeptTexts) worked_out_.clear();
  if (closing_lines_.size() > kKeptTexts) closing_lines_.clear();
}

// Pieces between punctuation that are a measure or an indicator, once the periods are taken out.
void HeadingTexts::find_topics(Saying& saying) {
  std::string bare = saying.folded;
  for (auto mention = saying.periods.rbegin(); mention != saying.periods.rend(); ++mention)
    bare.erase(mention->offset, mention->length);
  std::size_t start = 0;
  while (start <= bare.size()) {
    const std::size_t end = std::min(bare.find_first_of("(),;: /", start), bare.size());
    if (const std::string_view piece = std::string_view(bare).substr(start, end - start); !piece.empty()) {
      const Meaning& meaning = vocabulary_.of(piece);
      if (!meaning.measure.empty()) add_once(saying.measures, meaning.measure);
      for (const IndicatorSense& sense : meaning.indicators) saying.indicators.push_back(sense.indicator);
      saying.unknown_words |= !meaning.understood();
    }
    start = end + 1;
  }
  const Meaning& whole = vocabulary_.of(saying.folded);
  if (!whole.indicators.empty()) saying.topic_unit = whole.unit_text;
}

}  // namespace huibiao::recognise
