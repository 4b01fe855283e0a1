#include "model/effective.hpp"

#include <algorithm>

namespace huibiao::model {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::effective:
      return "effective";
    case Status::provisional:
      return "provisional";
    case Status::held:
      return "held";
    case Status::superseded:
      return "superseded";
  }
  return "";
}

bool Layer::has_settled(std::string_view rule) const { return std::find(settled.begin(), settled.end(), rule) != settled.end(); }

const Layer* EffectiveValue::standing() const {
  for (const Layer& layer : layers)
    if (layer.status == Status::effective || layer.status == Status::provisional) return &layer;
  return nullptr;
}

const Layer* EffectiveTable::standing(const ObservationKey& key) const {
  const auto found = values.find(key);
  return found == values.end() ? nullptr : found->second.standing();
}

}  // namespace huibiao::model
