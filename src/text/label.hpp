// What a label says once numbering, markers, unit and spacing are told apart.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/lexicon.hpp"

namespace huibiao::text {

struct Label {
  // What identifies it: folded, without numbering, markers, spaces, punctuation, unit and bracketed notes.
  std::string key;
  bool part = false;  // opened by a part marker or a part sign
  bool star = false;  // carries a star
  // Of a label with a star or an item suffix: the name the filler wrote, without star, brackets, part marker, item suffixes and
  // white space; "" if none. Where something stands outside the brackets, what is inside them is a note and no part of the name.
  std::string item;
  std::string brackets;  // what all its pairs of brackets hold, folded, parted by ";": a unit, notes; "" where there is none
  std::string bracket;   // text of its last pair of brackets, folded: a unit, or a note; "" where there is none
};

// Splits labels by one lexicon. Thread-compatible; cheap to call again for a label seen before: it keeps all that it split, so
// use one for a run, not for a lifetime.
class LabelReader {
 public:
  explicit LabelReader(const model::Lexicon& lexicon);
  ~LabelReader();
  LabelReader(const LabelReader&) = delete;
  LabelReader& operator=(const LabelReader&) = delete;

  // The reference stays valid as long as the reader.
  const Label& read(std::string_view label);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace huibiao::text
