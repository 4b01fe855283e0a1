// The catalogue of this source tree, loaded once for a test program.
#pragma once

#include <stdexcept>

#include "catalogue/catalogue.hpp"

namespace huibiao::tests {

inline const model::Catalogue& real_catalogue() {
  static const model::Catalogue catalogue = [] {
    model::Diagnostics wrong;
    auto loaded = catalogue::load(HUIBIAO_SOURCE_DIR, {}, wrong);
    if (!loaded) throw std::runtime_error(wrong.empty() ? loaded.failure().rule : wrong.front().rule);
    return std::move(loaded).value();
  }();
  return catalogue;
}

}  // namespace huibiao::tests
