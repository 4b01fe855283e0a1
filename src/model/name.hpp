// A word that is said over and over: the id of an indicator, a measure, a unit, an office, a rule, or a reporting unit's full
// name.
#pragma once

#include <compare>
#include <concepts>
#include <string>
#include <string_view>

namespace huibiao::model {

// Every distinct name is kept once, for as long as the process runs, so a copy costs nothing and equal names are one address. For
// the words of the catalogue: what a file says in its own words is a string, for a name is never let go. Threads may make names
// at once.
class Name {
 public:
  Name() : text_(&nothing()) {}
  Name(std::string_view text) : text_(&kept(text)) {}    // NOLINT(google-explicit-constructor): a name is a text
  Name(const std::string& text) : text_(&kept(text)) {}  // NOLINT(google-explicit-constructor)
  Name(const char* text) : text_(&kept(text)) {}         // NOLINT(google-explicit-constructor)

  const std::string& text() const { return *text_; }
  operator const std::string&() const { return *text_; }  // NOLINT(google-explicit-constructor)
  operator std::string_view() const { return *text_; }    // NOLINT(google-explicit-constructor)
  bool empty() const { return text_->empty(); }

  friend bool operator==(Name a, Name b) { return a.text_ == b.text_; }
  friend std::strong_ordering operator<=>(Name a, Name b) {
    return a.text_ == b.text_ ? std::strong_ordering::equal : *a.text_ <=> *b.text_;
  }
  template <class Text>
  requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, Name>) friend bool operator==(
      Name a, const Text& b) {
    return *a.text_ == std::string_view(b);
  }

  friend std::string operator+(const std::string& a, Name b) { return a + b.text(); }
  friend std::string operator+(Name a, const char* b) { return a.text() + b; }

  // Of the name itself, not of its text: for tables that are not listed.
  struct Hash {
    std::size_t operator()(Name name) const { return std::hash<const std::string*>{}(name.text_); }
  };

 private:
  static const std::string& nothing();
  static const std::string& kept(std::string_view text);

  const std::string* text_;
};

}  // namespace huibiao::model
