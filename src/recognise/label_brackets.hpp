// What stands in a label's brackets: a unit, notes that change nothing, or what makes it another figure's.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/catalogue.hpp"

namespace huibiao::recognise {

class LabelBrackets {
 public:
  using UnitsByName = std::unordered_map<std::string, std::vector<const model::Unit*>>;

  explicit LabelBrackets(const model::Catalogue& catalogue);

  // By the key of every name that a unit has; a name may be a unit of several dimensions.
  const UnitsByName& units() const { return units_; }
  // The units of exactly that name.
  const std::vector<const model::Unit*>& units_called(std::string_view text) const;
  // True where the text is a unit's name, or ends as the names of units do: a foreign currency is a unit too, one that is not
  // known.
  bool looks_like_unit(std::string_view name) const;
  // The unit among notes: "(at current prices, 10,000 yuan)", "(unit: piece)"; "" where there is none. All that the brackets
  // hold, and so no unit that is known, where two pieces contradict each other.
  std::string unit_among(std::string_view brackets) const;
  // True where every piece between the brackets is a unit, a note that says nothing of the figure's extent, or no words.
  bool change_nothing(std::string_view brackets) const;

  // The next sign from `start` on that parts a unit from what it is the unit of, and its length; the end of the text where there
  // is none.
  static std::pair<std::size_t, std::size_t> next_separator(std::string_view text, std::size_t start);

 private:
  bool contradict(std::string_view one_unit, std::string_view other) const;
  std::string_view without_unit_line(std::string_view piece) const;
  bool is_note(std::string_view piece) const;

  UnitsByName units_;
  std::vector<std::string> unit_endings_, unit_lines_, notes_, note_openings_, note_endings_;
};

}  // namespace huibiao::recognise
