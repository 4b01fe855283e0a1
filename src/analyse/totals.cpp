#include "analyse/totals.hpp"

#include <set>
#include <tuple>

#include "analyse/growth.hpp"

namespace huibiao::analyse {

namespace {

// A sum in long double, so that its order of summation does not show, with the parks that it runs over.
class Sum {
 public:
  void add(double value, std::size_t park) {
    sum_ += value;
    parks_.insert(park);
  }
  int parks() const { return static_cast<int>(parks_.size()); }
  std::optional<double> value() const { return parks_.empty() ? std::nullopt : std::optional<double>(static_cast<double>(sum_)); }

 private:
  long double sum_ = 0;
  std::set<std::size_t> parks_;
};

}  // namespace

model::ComparedTotal total_of(std::span<const model::ComparedFigure> figures, bool may_be_negative) {
  Sum level, base_level, paired, paired_base, common, common_base, before, before_base;
  int growing = 0;
  for (const model::ComparedFigure& figure : figures) {
    if (figure.now.complete() && *figure.now.value > *figure.now.base) ++growing;
    if (figure.now.value) level.add(*figure.now.value, figure.park);
    if (figure.now.base) base_level.add(*figure.now.base, figure.park);
    if (!figure.now.complete()) continue;
    paired.add(*figure.now.value, figure.park);
    paired_base.add(*figure.now.base, figure.park);
    if (!figure.before.complete()) continue;
    common.add(*figure.now.value, figure.park);
    common_base.add(*figure.now.base, figure.park);
    before.add(*figure.before.value, figure.park);
    before_base.add(*figure.before.base, figure.park);
  }
  model::ComparedTotal total;
  total.level = level.value();
  total.parks = level.parks();
  total.base_level = base_level.value();
  total.base_parks = base_level.parks();
  total.paired = {paired.value(), paired_base.value()};
  total.paired_parks = paired.parks();
  total.growing_parks = growing;
  total.change = change_of(total.paired, may_be_negative);
  // A level of which no park has the base is a figure without a base, not the lack of a figure.
  if (total.level && total.paired_parks == 0) total.change = {model::ChangeKind::no_base};
  total.common = {common.value(), common_base.value()};
  total.common_before = {before.value(), before_base.value()};
  total.common_parks = common.parks();
  total.common_change = change_of(total.common, may_be_negative);
  total.common_change_before = change_of(total.common_before, may_be_negative);
  total.points = points_between(total.common_change, total.common_change_before);
  return total;
}

std::vector<model::ComparedFigure> each_place_once(std::span<const model::ComparedFigure> figures,
                                                   const std::vector<model::AnalysedPark>& parks) {
  std::set<std::tuple<std::string, std::optional<double>, std::optional<double>>> seen;
  std::vector<model::ComparedFigure> once;
  for (const model::ComparedFigure& figure : figures)
    if (seen.emplace(parks[figure.park].city, figure.now.value, figure.now.base).second) once.push_back(figure);
  return once;
}

}  // namespace huibiao::analyse
