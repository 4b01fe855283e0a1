// The figures of one unit and period, compact and quick to look up: what checks work on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/cell_address.hpp"
#include "model/check.hpp"
#include "model/date.hpp"
#include "model/name.hpp"
#include "model/period.hpp"
#include "model/submission.hpp"

namespace huibiao::model {

// Names by number, for as long as it lives. 0 is "".
class Names {
 public:
  Names() { number(""); }
  int number(std::string_view name);
  const std::string& name(int number) const { return *names_[static_cast<std::size_t>(number)]; }

 private:
  std::unordered_map<std::string, int> numbers_;
  std::vector<const std::string*> names_;  // the keys of numbers_, whose addresses last
};

struct FigureKey {
  std::int16_t indicator = 0;  // place in Catalogue::indicators
  std::int16_t measure = 0;    // place in Catalogue::measures
  std::int32_t item = 0;       // number among the names; 0 where the indicator has no items

  friend bool operator==(const FigureKey&, const FigureKey&) = default;
};

inline bool operator<(const FigureKey& a, const FigureKey& b) {
  return std::tie(a.indicator, a.item, a.measure) < std::tie(b.indicator, b.item, b.measure);
}

struct Figure {
  FigureKey key;
  double value = 0;             // in the canonical unit
  int last_digit_exponent = 0;  // 10^this is the weight of the last written digit
  int origin = -1;              // whose figure it is: the number of its filed form; -1 where nobody asks
  int sheet = 0;                // number of the sheet's name
  CellAddress cell;
  bool exact = false;   // a count: nothing was rounded away
  bool held = false;    // by a check, when it was last checked
  bool office = false;  // an office says so, not the unit itself

  // Half the weight of the last written digit: how far the exact figure may be away.
  double half_unit() const;
};

// Sorted by key; one figure a key. Where one filed form gives a key twice, the second one is kept among the repeated.
class FigureSheet {
 public:
  const Figure* find(int indicator, int item, int measure) const {
    const auto [first, last] = of_indicator(indicator);  // a handful: searching in order is the quickest
    for (const Figure* figure = first; figure != last; ++figure)
      if (figure->key.measure == measure && figure->key.item == item) return figure;
    return nullptr;
  }
  // Every item's figures of that indicator, sorted.
  std::pair<const Figure*, const Figure*> of_indicator(int indicator) const {
    const auto place = static_cast<std::size_t>(indicator);
    const Figure* all = figures_.data();
    if (indicator < 0 || place >= starts_.size()) return {all, all};
    return {all + starts_[place], all + (place + 1 < starts_.size() ? starts_[place + 1] : figures_.size())};
  }
  void put(const Figure& figure);  // replaces what has the same key, but for one of the same origin
  void remove(const FigureKey& key);
  void remove_indicator(int indicator);
  const std::vector<Figure>& figures() const { return figures_; }
  const std::vector<Figure>& repeated() const { return repeated_; }
  bool empty() const { return figures_.empty(); }

 private:
  void index_again();

  std::vector<Figure> repeated_;
  std::vector<Figure> figures_;
  std::vector<std::uint32_t> starts_;  // by indicator, up to the last one that has figures: where its figures begin
};

// One unit's part of one submission: what it claims for one period.
struct FiledForm {
  std::string submission;
  std::string file;
  std::string form;
  std::string source;  // office id
  Name park;
  Period period;
  std::optional<Date> reported;
  std::string answers;
  bool correction = false;
  bool proposal = false;  // held by kNotTheOneSent: compared with what stands, never standing itself
  int precedence = 0;
  int intake = 0;
  FigureSheet figures;
  std::vector<FigureKey> withdrawn;                         // placeholders of a correction
  std::vector<std::pair<std::string, FigureKey>> accepted;  // rules that a person accepted, about which figure
};

}  // namespace huibiao::model
