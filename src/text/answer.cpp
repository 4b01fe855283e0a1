#include "text/answer.hpp"

#include <algorithm>
#include <optional>

#include "text/number.hpp"
#include "text/text.hpp"

namespace huibiao::text {
namespace {

using model::AnswerWords;
using Words = std::vector<std::string>;

// The sign of the list that the text opens with; "" where it opens with none.
std::string_view sign_at(std::string_view text, const Words& signs) {
  for (const std::string& sign : signs) {
    if (!sign.empty() && text.starts_with(sign)) return text.substr(0, sign.size());
  }
  return {};
}

bool contains_one(std::string_view text, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

class AnswerReader {
 public:
  AnswerReader(const Words& codes, const std::vector<AnswerWords>& answers, const model::Lexicon& lexicon)
      : separators_(lexicon["answer_separators"]), ticks_(lexicon["ticks"]), boxes_(lexicon["open_boxes"]) {
    for (const AnswerWords& answer : answers) {
      if (std::find(codes.begin(), codes.end(), answer.code) != codes.end()) answers_.push_back(&answer);
    }
  }

  AnswerText read(std::string_view folded) const {
    const std::string_view text = trimmed(folded);
    if (const AnswerWords* answer = whole(text)) return {AnswerText::Kind::code, model::Missing::no, answer->code, ""};
    if (contains_one(text, ticks_) || contains_one(text, boxes_)) return boxes(text);
    return opening(text);
  }

 private:
  // Without separators before and behind.
  std::string_view trimmed(std::string_view text) const {
    for (std::string_view sign; !(sign = sign_at(text, separators_)).empty() || text.starts_with('.');)
      text.remove_prefix(std::max<std::size_t>(sign.size(), 1));
    const auto ends = [&](const std::string& sign) { return !sign.empty() && text.ends_with(sign); };
    for (bool cut = true; cut && !text.empty();) {
      const auto sign = std::find_if(separators_.begin(), separators_.end(), ends);
      const bool other = text.ends_with('.') || text.ends_with(')') || text.ends_with('!');
      cut = sign != separators_.end() || other;
      if (cut) text.remove_suffix(sign != separators_.end() ? sign->size() : 1);
    }
    return text;
  }

  const AnswerWords* whole(std::string_view text) const {
    std::string key(text);
    std::erase(key, ' ');
    for (const AnswerWords* answer : answers_) {
      if (std::find(answer->words.begin(), answer->words.end(), key) != answer->words.end()) return answer;
    }
    return nullptr;
  }

  // A code, then something parted from it, or run on to it, that leaves no doubt.
  AnswerText opening(std::string_view text) const {
    const AnswerWords* found = nullptr;
    std::string_view rest;
    for (const AnswerWords* answer : answers_) {
      for (const std::string& word : answer->words) {
        if (!text.starts_with(word) || (found && text.size() - word.size() >= rest.size())) continue;
        const std::string_view behind = text.substr(word.size());
        if (sign_at(behind, separators_).empty() && !answer->runs_on) continue;
        found = answer;
        rest = behind;
      }
    }
    if (!found || contains_one(rest, found->doubts)) return {};
    return {AnswerText::Kind::code, model::Missing::no, found->code, std::string(trimmed(rest))};
  }

  // "[x]done [ ]not done", "done[x] not done[ ]", "[x] done": exactly one ticked, and what stands at every sign is a code.
  AnswerText boxes(std::string_view text) const {
    struct Piece {
      bool ticked = false;
      std::string words;
    };
    std::vector<Piece> pieces;
    std::string words;
    const bool before = !sign_at(text, ticks_).empty() || !sign_at(text, boxes_).empty();
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view tick = sign_at(text.substr(at), ticks_), box = sign_at(text.substr(at), boxes_);
      if (tick.empty() && box.empty()) {
        words += text[at++];
        continue;
      }
      at += tick.empty() ? box.size() : tick.size();
      if (before && !pieces.empty()) pieces.back().words = words;
      pieces.push_back({!tick.empty(), before ? std::string() : words});
      words.clear();
    }
    if (before)
      pieces.back().words = words;
    else if (!trimmed(words).empty())
      return {};
    const AnswerWords* ticked = nullptr;
    for (const Piece& piece : pieces) {
      const AnswerWords* answer = whole(trimmed(piece.words));
      if (!answer || (piece.ticked && ticked)) return {};
      if (piece.ticked) ticked = answer;
    }
    if (!ticked) return {};
    return {AnswerText::Kind::code, model::Missing::no, ticked->code, ""};
  }

  std::vector<const AnswerWords*> answers_;
  const Words &separators_, &ticks_, &boxes_;
};

}  // namespace

AnswerText read_answer(std::string_view text, const Words& codes, const std::vector<AnswerWords>& answers,
                       const model::Lexicon& lexicon) {
  const NumberText number = read_number(text, lexicon);
  if (number.kind == NumberText::Kind::missing) return {AnswerText::Kind::missing, number.missing, "", ""};
  return AnswerReader(codes, answers, lexicon).read(fold(text));
}

}  // namespace huibiao::text
