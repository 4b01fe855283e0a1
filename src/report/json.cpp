#include "report/json.hpp"

#include <fmt/format.h>

namespace huibiao::report {

namespace {

constexpr std::string_view kEscaped = "\"\\/bfnrt";
constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";

// A scanner that stops for good at the first thing that is not as it should be.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  bool next_is(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) { ok_ = next_is(wanted) && ok_; }

  std::string string() {
    std::string result;
    expect('"');
    while (ok_) {
      if (at_ >= text_.size()) {
        ok_ = false;
      } else if (text_[at_] == '"') {
        ++at_;
        return result;
      } else if (text_[at_] == '\\') {
        result += escape();
      } else {
        result += text_[at_++];
      }
    }
    return result;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  // After a backslash. \u is read for the control characters that json_string writes so, and for nothing else.
  char escape() {
    const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (letter == 'u' && at_ + 6 <= text_.size() && text_.substr(at_ + 2, 2) == "00") {
      const std::size_t high = digits().find(text_[at_ + 4]);
      const std::size_t low = digits().find(text_[at_ + 5]);
      at_ += 6;
      if (high < 8 && low < 16) return static_cast<char>(high * 16 + low);
    }
    const std::size_t which = letter == '\0' ? std::string_view::npos : kEscaped.find(letter);
    at_ += 2;
    if (which != std::string_view::npos) return kMeant[which];
    ok_ = false;
    return '\0';
  }
  static std::string_view digits() { return "0123456789abcdef"; }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

JsonObject object(Scanner& scanner) {
  JsonObject result;
  scanner.expect('{');
  if (scanner.next_is('}')) return result;
  do {
    const std::string key = scanner.string();
    scanner.expect(':');
    result[key] = scanner.string();
  } while (scanner.ok() && scanner.next_is(','));
  scanner.expect('}');
  return result;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      result += '\\';
      result += letter;
    } else if (static_cast<unsigned char>(letter) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
    } else {
      result += letter;
    }
  }
  return result + "\"";
}

std::optional<std::vector<JsonObject>> parse_flat_objects(std::string_view text) {
  Scanner scanner(text);
  std::vector<JsonObject> objects;
  scanner.expect('[');
  if (!scanner.next_is(']')) {
    do {
      objects.push_back(object(scanner));
    } while (scanner.ok() && scanner.next_is(','));
    scanner.expect(']');
  }
  if (!scanner.ok() || !scanner.at_end()) return std::nullopt;
  return objects;
}

}  // namespace huibiao::report
