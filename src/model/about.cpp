#include "model/about.hpp"

namespace huibiao::model {

void say_about(Diagnostic& diagnostic, const Observation& observation) {
  const ObservationKey& key = observation.key;
  diagnostic.sheet = observation.sheet;
  diagnostic.cell = observation.cell;
  diagnostic.park = key.park;
  diagnostic.period = to_string(key.period);
  diagnostic.indicator = key.indicator;
  diagnostic.item = key.item;
  diagnostic.measure = key.measure;
}

void say_about(Diagnostic& diagnostic, const Layer& layer) {
  say_about(diagnostic, layer.observation);
  diagnostic.file = layer.file;
  diagnostic.submission = layer.submission;
}

}  // namespace huibiao::model
