// Ledgers of enterprises that the store holds, read once more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/ledger_year.hpp"
#include "pipeline/ledgers.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

struct KeptLedger {
  std::string sha256, file, path, submission;
  int intake = 0;
  bool correction = false;
};

// Places of the columns whose figures of the year before are asked for.
std::vector<int> columns_looked_back_at(const model::LedgerDefinition& definition);

// Those of that year that came up to that intake.
model::Result<std::vector<KeptLedger>> kept_ledgers(store::Store& store, const model::LedgerDefinition& definition, int year,
                                                    int known_by);
// What the file is known by besides its cells.
recognise::Circumstances circumstances_of(const store::ReceivedFile& file);
// Nothing where the bytes are no ledger any more, by another catalogue.
model::Outcome read_kept(store::Store& store, LedgerFiles& files, const KeptLedger& ledger, const extract::LedgerSetting& setting,
                         std::optional<extract::LedgerReading>& reading);
LedgerPart part_of_kept(const KeptLedger& ledger, const extract::LedgerReading& reading, int year, LedgerFiles& files);

}  // namespace huibiao::pipeline
