#include "integrate/integrate.hpp"
#include "pipeline/pipeline.hpp"

namespace huibiao::pipeline {

model::Result<model::EffectiveTable> effective_table(store::Store& store, const model::Catalogue& catalogue,
                                                     const model::Period& period, model::Diagnostics& diagnostics) {
  // Of the month before only what stood matters, not what was said about it: that was said in its own report.
  auto before = store.layers({period.closing_month().previous_month()});
  if (!before) return before.failure();
  model::Diagnostics said_before;
  const model::EffectiveTable earlier = integrate::resolve(std::move(*before), catalogue, {}, said_before);
  auto layers = store.layers({period});
  if (!layers) return layers.failure();
  return integrate::resolve(std::move(*layers), catalogue, earlier, diagnostics);
}

}  // namespace huibiao::pipeline
