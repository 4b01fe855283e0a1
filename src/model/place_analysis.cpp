#include "model/place_analysis.hpp"

namespace huibiao::model {

const PlaceColumn* PlaceAnalysis::find(std::string_view indicator, std::string_view measure) const {
  for (const PlaceColumn& column : columns)
    if (column.indicator == indicator && column.measure == measure) return &column;
  return nullptr;
}

}  // namespace huibiao::model
