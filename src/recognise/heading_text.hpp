// What one text of a heading, a sheet's name or a file's name says by itself: a period, a reporting unit, an office, a unit of
// measure, a form's title. Each distinct text is worked out once: parks repeat the official heading word for word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "recognise/vocabulary.hpp"
#include "recognise/words.hpp"

namespace huibiao::recognise {

struct Saying {
  std::string folded;                               // the text, as text::fold gives it
  std::vector<std::string> units;                   // named behind the words that open a line of units
  std::optional<std::string> name;                  // behind the words for who reports; "" where those words are all
  std::vector<UnitNames::Mention> parks;            // mentioned anywhere in it
  std::vector<text::PeriodMention> periods;         // places are those in `folded`
  std::vector<std::string> offices;                 // ids
  std::string form_title;                           // id of the form whose title stands in it
  bool correction = false;                          // marks a correction
  bool sample = false;                              // calls the form a sample
  bool planned = false;                             // speaks of planned or expected figures
  std::vector<std::string> measures;                // pieces between punctuation that are measures
  std::vector<const model::Indicator*> indicators;  // … or indicators
  std::string topic_unit;                           // the unit in brackets behind an indicator that is all the text says
  bool unknown_words = false;                       // … or neither, nor anything else that is known
};

// What a text below a table's header says of the table.
struct ClosingLine {
  std::optional<model::Date> filled_on;
  bool units = false;  // begins with one of the words that open a line of units
};

class HeadingTexts {
 public:
  // The vocabulary must outlive it.
  explicit HeadingTexts(Vocabulary& vocabulary) : vocabulary_(vocabulary), lexicon_(vocabulary.catalogue().lexicon) {}

  // The reference stays valid until the next forget_if_large().
  const Saying& of(std::string_view text);
  // Of a text that hardly comes twice, a file's name: not kept, and without measures and indicators, which it cannot be about.
  Saying of_file_name(std::string_view name) const;
  // Each distinct text is read once. The reference stays valid until the next forget_if_large().
  const ClosingLine& closing_line(std::string_view text);
  // The official names that a text behind "filled in by" may mean, whatever else stands there.
  std::vector<std::string> parks_named(const std::string& name) const;
  // Drops what was kept once it has grown large; call between workbooks.
  void forget_if_large();

  Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  void find_topics(Saying& saying);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Vocabulary& vocabulary_;
  const model::Lexicon& lexicon_;
  std::unordered_map<std::string, Saying, Hash, std::equal_to<>> worked_out_;
  std::unordered_map<std::string, ClosingLine, Hash, std::equal_to<>> closing_lines_;
};

}  // namespace huibiao::recognise
