#include "model/ledger.hpp"

namespace huibiao::model {

int LedgerDefinition::place_of(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].id == column) return static_cast<int>(i);
  return -1;
}

}  // namespace huibiao::model
