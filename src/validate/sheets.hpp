// What a check looks at: a form's figures, and the forms before and beside it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"
#include "model/figure_sheet.hpp"

namespace huibiao::validate {

// Months counted from year 0, so that they can be subtracted.
inline int month_number(const model::Period& period) { return period.year * 12 + period.last_month - 1; }

// What stands of one unit, by closing month. January and February reported together stand in February's place where it has no
// form of its own.
struct History {
  std::string park;
  std::map<int, model::FigureSheet> months;

  const model::FigureSheet* at(int month) const {
    const auto found = months.find(month);
    return found == months.end() || found->second.empty() ? nullptr : &found->second;
  }
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

  // The places of these ids, or kAtHand where there are none.
  int indicator_place(const std::string& id) const { return place_in(indicators_, id); }
  int measure_place(const std::string& id) const { return place_in(measures_, id); }
  const model::Indicator& indicator(int place) const { return catalogue.indicators[static_cast<std::size_t>(place)]; }
  const model::Measure& measure(int place) const { return catalogue.measures[static_cast<std::size_t>(place)]; }
  bool is_money(int place) const { return money[static_cast<std::size_t>(place)]; }
  bool is_flow(int place) const { return flow[static_cast<std::size_t>(place)]; }

 private:
  using Places = std::unordered_map<std::string, int>;
  static int place_in(const Places& places, const std::string& id) {
    const auto found = places.find(id);
    return found == places.end() ? model::kAtHand : found->second;
  }
  Places indicators_, measures_;
};

}  // namespace huibiao::validate
