// Which rows of which ledgers made a figure: the files are read once more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extract/ledger_reader.hpp"
#include "model/effective.hpp"
#include "model/result.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// What the rows of one sheet did to the figure.
struct LedgerShares {
  std::string file, submission, sheet;
  std::uint32_t first_row = 0, last_row = 0;  // of the unit's enterprises
  std::size_t counted = 0, not_meant = 0, missing = 0, unmatched = 0, wrong = 0, left_out = 0;
};

struct LedgerOrigin {
  const model::LedgerAggregate* aggregate = nullptr;
  std::vector<LedgerShares> shares;  // by sheet
};

using EachEnterprise = std::function<void(const std::string& file, const extract::LedgerRow& row)>;

// Nothing where the layer is no ledger's. each: handed every row of the unit; may be empty. Fails as the store does.
model::Result<std::optional<LedgerOrigin>> ledger_origin(store::Store& store, const model::Catalogue& catalogue,
                                                         const model::Layer& layer, const EachEnterprise& each);

}  // namespace huibiao::pipeline
