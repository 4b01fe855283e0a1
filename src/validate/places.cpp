// Figures of the place that units lie in, which every unit of it reports alike.
#include <cmath>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

// The place that the unit's register says it lies in; "" where that is not known.
std::string place_of(const model::Catalogue& catalogue, const std::string& park, const model::Period& period) {
  const model::Register* listed = catalogue.register_listing(park);
  const model::ReportingUnit* unit = listed == nullptr ? nullptr : listed->find(park, period);
  return unit == nullptr ? "" : unit->column(listed->place);
}

}  // namespace

void find_otherwise_in_place(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const std::string place = place_of(look.layout.catalogue, look.sheets.history->park, look.sheets.period);
  if (place.empty()) return;
  for (const Row& row : look.rows) {
    if (!look.layout.indicator(row.indicator).of_place) continue;
    for (const History* peer : look.peers(look.sheets.month())) {
      const model::FigureSheet* sheet = peer->at(look.sheets.month());
      if (sheet == nullptr || peer->park == look.sheets.history->park) continue;
      if (place_of(look.layout.catalogue, peer->park, look.sheets.period) != place) continue;
      const Row theirs = row_on(look, sheet, row.indicator, row.item);
      Finding finding{&check, check.severity, {}, {}, false, false, true};
      for (const auto& [own, other] : {std::pair(row.current, theirs.current), std::pair(row.ytd, theirs.ytd)}) {
        if (own == nullptr || other == nullptr || std::abs(own->value - other->value) <= own->half_unit() + other->half_unit())
          continue;
        if (finding.figures.empty())
          finding.arguments = {
              {"place", place}, {"own", figure_text(own->value)}, {"other", peer->park}, {"theirs", figure_text(other->value)}};
        finding.figures.push_back(*own);
      }
      if (finding.figures.empty()) continue;
      findings.push_back(std::move(finding));
      break;  // one unit that says otherwise is enough to ask
    }
  }
}

}  // namespace huibiao::validate
