#include "text/label.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "model/utf8.hpp"
#include "text/code_points.hpp"
#include "text/text.hpp"

namespace huibiao::text {
namespace {

struct BytesHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view bytes) const { return std::hash<std::string_view>{}(bytes); }
};

// No label is longer; what is, is prose, and is read by its beginning alone.
constexpr std::size_t kLongestLabel = 600;

std::string_view cut(std::string_view text) {
  if (text.size() <= kLongestLabel) return text;
  std::size_t end = kLongestLabel;
  while (end > 0 && model::continues_character(text[end])) --end;
  return text.substr(0, end);
}

std::vector<std::string> folded(const std::vector<std::string>& words) {
  std::vector<std::string> all;
  for (const std::string& word : words) all.push_back(fold(word));
  std::sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return all;
}

// Opening and closing brackets as they are after folding.
bool opens(char32_t c) { return c == U'(' || c == U'[' || c == U'{' || c == 0x3010 || c == 0x3014; }
bool closes(char32_t c) { return c == U')' || c == U']' || c == U'}' || c == 0x3011 || c == 0x3015; }

struct Bracketed {
  std::string outside;  // without the brackets and what they hold
  std::string last;     // what the last pair holds
  std::string all;      // … and every pair, parted by ";"
};

// A bracket that is not closed holds all that follows it.
Bracketed take_brackets(std::string_view text) {
  Bracketed parts;
  int depth = 0;
  for (const CodePoint& point : code_points(text)) {
    if (opens(point.value)) {
      if (depth++ == 0) {
        parts.last.clear();
        if (!parts.all.empty()) parts.all += ';';
      }
    } else if (closes(point.value)) {
      if (depth > 0) --depth;
    } else {
      append_utf8(depth > 0 ? parts.last : parts.outside, point.value);
      if (depth > 0) append_utf8(parts.all, point.value);
    }
  }
  return parts;
}

bool drop_prefix(std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.empty() || !text.starts_with(word)) continue;
    text.erase(0, word.size());
    return true;
  }
  return false;
}

bool drop_suffix(std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.empty() || !text.ends_with(word)) continue;
    text.erase(text.size() - word.size());
    return true;
  }
  return false;
}

bool erase_all(std::string& text, const std::vector<std::string>& words) {
  bool any = false;
  for (const std::string& word : words) {
    for (std::size_t at = text.find(word); !word.empty() && at != std::string::npos; at = text.find(word, at)) {
      text.erase(at, word.size());
      any = true;
    }
  }
  return any;
}

// Without white space anywhere and without punctuation at the ends: blanks, underscores and quotation marks around a name that
// was filled in.
std::string bare(std::string_view text) {
  const icu::UnicodeString all =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
    const UChar32 c = all.char32At(at);
    const bool edge = kept.isEmpty();
    if (u_isUWhiteSpace(c) || (edge && u_ispunct(c))) continue;
    kept.append(c);
  }
  while (!kept.isEmpty() && u_ispunct(kept.char32At(kept.moveIndex32(kept.length(), -1)))) {
    kept.truncate(kept.moveIndex32(kept.length(), -1));
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

}  // namespace

struct LabelReader::State {
  explicit State(const model::Lexicon& lexicon)
      : part_markers(folded(lexicon["part_markers"])),
        part_signs(folded(lexicon["part_signs"])),
        star_signs(folded(lexicon["star_signs"])),
        item_suffixes(folded(lexicon["item_suffixes"])) {
    std::string pattern;
    for (const std::string& one : lexicon["numbering"]) pattern += (pattern.empty() ? "(?:" : "|") + one;
    UErrorCode status = U_ZERO_ERROR;
    if (!pattern.empty()) {
      numbering = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(pattern + ")"), 0, status);
    }
    // catalogue::load has checked every pattern.
    if (U_FAILURE(status)) numbering.reset();
  }

  bool drop_numbering(std::string& text) {
    if (numbering == nullptr) return false;
    const icu::UnicodeString subject = icu::UnicodeString::fromUTF8(text);
    UErrorCode status = U_ZERO_ERROR;
    numbering->reset(subject);
    if (!numbering->lookingAt(status) || U_FAILURE(status)) return false;
    const std::int32_t end = numbering->end(status);
    if (U_FAILURE(status) || end == 0) return false;
    text.clear();
    subject.tempSubString(end).toUTF8String(text);
    return true;
  }

  // Spaces, colons, dashes and bullets before what counts; an opening bracket may begin a numbering.
  void drop_separators(std::string& text) const {
    std::size_t start = text.size();
    for (const CodePoint& point : code_points(text)) {
      const auto c = static_cast<UChar32>(point.value);
      const std::string_view rest = std::string_view(text).substr(point.offset);
      const auto opens_rest = [&](const std::string& sign) { return rest.starts_with(sign); };
      if (!opens(point.value) && (u_isUWhiteSpace(c) || u_ispunct(c)) &&
          std::none_of(part_signs.begin(), part_signs.end(), opens_rest))
        continue;
      start = point.offset;
      break;
    }
    text.erase(0, start);
  }

  std::string item_of(const std::string& text, bool star) const {
    Bracketed parts = take_brackets(text);
    std::string name = bare(parts.outside);
    const std::size_t length = name.size();
    name = without_suffixes(std::move(name));
    if (!star && name.size() == length) return {};
    return name.empty() ? without_suffixes(bare(parts.last)) : name;
  }

  std::string without_suffixes(std::string name) const {
    while (drop_suffix(name, item_suffixes)) name = bare(name);
    return name;
  }

  Label split(std::string_view received) {
    Label label;
    // Circled numbers are digits once folded, so numbering is looked for before as well.
    std::string text(received.substr(std::min(received.find_first_not_of(" \t"), received.size())));
    drop_numbering(text);
    text = fold(text);
    label.star = erase_all(text, star_signs);
    for (bool more = true; more;) {
      drop_separators(text);
      const bool part = drop_prefix(text, part_markers) || drop_prefix(text, part_signs);
      label.part = label.part || part;
      more = part || drop_numbering(text);
    }
    Bracketed parts = take_brackets(text);
    label.key = compact(parts.outside);
    if (label.key.empty()) label.key = compact(parts.last);
    label.brackets = fold(parts.all);
    label.bracket = fold(parts.last);
    label.item = item_of(text, label.star);
    return label;
  }

  std::vector<std::string> part_markers;
  std::vector<std::string> part_signs;
  std::vector<std::string> star_signs;
  std::vector<std::string> item_suffixes;
  std::unique_ptr<icu::RegexMatcher> numbering;
  std::unordered_map<std::string, Label, BytesHash, std::equal_to<>> seen;
};

LabelReader::LabelReader(const model::Lexicon& lexicon) : state_(std::make_unique<State>(lexicon)) {}
LabelReader::~LabelReader() = default;

const Label& LabelReader::read(std::string_view label) {
  const std::string_view text = cut(label);
  const auto found = state_->seen.find(text);
  if (found != state_->seen.end()) return found->second;
  return state_->seen.emplace(std::string(text), state_->split(text)).first->second;
}

}  // namespace huibiao::text
