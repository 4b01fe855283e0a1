// What a check looks at: a form's figures, and the forms before and beside it.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"
#include "model/figure_sheet.hpp"

namespace huibiao::validate {

// Months counted from year 0, so that they can be subtracted.
inline int month_number(const model::Period& period) { return period.year * 12 + period.last_month - 1; }

// Sheets by month, for as many months as lie between the first and the last one.
class MonthSheets {
 public:
  // Makes an empty one where there is none. References to others stay good.
  model::FigureSheet& operator[](int month) {
    if (sheets_.empty()) first_ = month;
    for (; month < first_; --first_) sheets_.emplace_front();
    while (month >= first_ + static_cast<int>(sheets_.size())) sheets_.emplace_back();
    return sheets_[static_cast<std::size_t>(month - first_)];
  }
  // Null where nothing stands.
  const model::FigureSheet* at(int month) const {
    if (month < first_ || month >= first_ + static_cast<int>(sheets_.size())) return nullptr;
    const model::FigureSheet& sheet = sheets_[static_cast<std::size_t>(month - first_)];
    return sheet.empty() ? nullptr : &sheet;
  }

 private:
  int first_ = 0;
  std::deque<model::FigureSheet> sheets_;
};

// What stands of one unit, by closing month. January and February reported together stand in February's place where it has no
// form of its own.
struct History {
  std::string park;
  MonthSheets months;

  const model::FigureSheet* at(int month) const { return months.at(month); }
};

// Other units' standing figures of a month: needed only where a form does not look like its own unit's.
using Peers = std::function<const std::vector<const History*>&(int month)>;

struct Sheets {
  model::Period period;
  const model::FigureSheet* own = nullptr;         // what the submission itself says; never null
  const model::FigureSheet* merged = nullptr;      // over what stood before it; never null
  const model::FigureSheet* other_form = nullptr;  // the same period on the unit's other form, or null
  const History* history = nullptr;                // never null; only earlier months are looked at
  bool office = false;                             // an office speaks, of its own rows

  int month() const { return month_number(period); }
  bool january() const { return period.last_month == 1; }
  const model::FigureSheet* before(int months) const { return history->at(month() - months); }
};

// The numbers of the measures that every form has, and what else procedures ask of a catalogue.
struct Layout {
  explicit Layout(const model::Catalogue& catalogue);

  const model::Catalogue& catalogue;
  int current, current_year_ago, ytd, ytd_year_ago;
  std::vector<bool> money, flow;  // by indicator
  std::vector<int> with_items;    // indicators

  // The places of these ids, or kAtHand where there are none.
  int indicator_place(model::Name id) const { return place_in(indicators_, id); }
  int measure_place(model::Name id) const { return place_in(measures_, id); }
  const model::Indicator& indicator(int place) const { return catalogue.indicators[static_cast<std::size_t>(place)]; }
  const model::Measure& measure(int place) const { return catalogue.measures[static_cast<std::size_t>(place)]; }
  bool is_money(int place) const { return money[static_cast<std::size_t>(place)]; }
  bool is_flow(int place) const { return flow[static_cast<std::size_t>(place)]; }

 private:
  using Places = std::unordered_map<model::Name, int, model::Name::Hash>;
  static int place_in(const Places& places, model::Name id) {
    const auto found = places.find(id);
    return found == places.end() ? model::kAtHand : found->second;
  }
  Places indicators_, measures_;
};

}  // namespace huibiao::validate
