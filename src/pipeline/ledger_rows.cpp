#include "pipeline/ledger_rows.hpp"

#include <algorithm>
#include <deque>

#include "pipeline/kept_ledgers.hpp"

namespace huibiao::pipeline {
namespace {

using ShareKind = extract::LedgerShare::Kind;

std::size_t& count_of(LedgerShares& shares, const extract::LedgerRow& row) {
  if (row.left_out) return shares.left_out;
  switch (row.share.kind) {
    case ShareKind::counted:
      return shares.counted;
    case ShareKind::missing:
      return shares.missing;
    case ShareKind::unmatched:
      return shares.unmatched;
    case ShareKind::wrong:
      return shares.wrong;
    case ShareKind::not_meant:
      break;
  }
  return shares.not_meant;
}

// The figures of the year before that were known then.
model::Outcome gather_year_before(store::Store& store, LedgerFiles& files, const model::LedgerDefinition& definition, int year,
                                  int known_by, std::optional<extract::EnterpriseFigures>& figures) {
  const auto earlier = kept_ledgers(store, definition, year - 1, known_by);
  if (!earlier) return earlier.failure();
  for (const KeptLedger& ledger : *earlier) {
    if (!figures) figures.emplace(columns_looked_back_at(definition));
    extract::LedgerSetting setting;
    setting.keep = &*figures;
    setting.keep_year = year - 1;
    std::optional<extract::LedgerReading> unused;
    if (const auto done = read_kept(store, files, ledger, setting, unused); !done) return done;
  }
  if (figures) figures->settle();
  return model::Done{};
}

}  // namespace

model::Result<std::optional<LedgerOrigin>> ledger_origin(store::Store& store, const model::Catalogue& catalogue,
                                                         const model::Layer& layer, const EachEnterprise& each) {
  const model::ObservationKey& key = layer.observation.key;
  const model::LedgerDefinition* definition = catalogue.ledger(layer.form);
  if (definition == nullptr || !key.period.is_year()) return std::optional<LedgerOrigin>{};
  const auto aggregate = std::find_if(definition->aggregates.begin(), definition->aggregates.end(),
                                      [&](const auto& one) { return one.indicator == key.indicator.text(); });
  if (aggregate == definition->aggregates.end()) return std::optional<LedgerOrigin>{};
  LedgerFiles files(catalogue);
  const int year = key.period.year;
  const auto kept = kept_ledgers(store, *definition, year, layer.intake);
  if (!kept) return kept.failure();
  std::deque<LedgerPart> parts;
  std::map<const LedgerPart*, const KeptLedger*> ledger_of;
  LedgerYear all;
  for (const KeptLedger& ledger : *kept) {
    std::optional<extract::LedgerReading> reading;
    if (const auto done = read_kept(store, files, ledger, {}, reading); !done) return done.failure();
    if (!reading) continue;
    ledger_of.emplace(&parts.emplace_back(part_of_kept(ledger, *reading, year, files)), &ledger);
    all.add(parts.back());
  }
  // A figure that a later ledger of the year before made known is that of the last part.
  const LedgerPart* own = nullptr;
  for (const LedgerPart& part : parts)
    if (part.parks.contains(key.park) && (own == nullptr || part.submission == layer.submission)) own = &part;
  std::optional<LedgerOrigin> origin(std::in_place);
  origin->aggregate = &*aggregate;
  if (own == nullptr) return origin;
  std::optional<extract::EnterpriseFigures> before;
  if (aggregate->looks_back)
    if (const auto done = gather_year_before(store, files, *definition, year, layer.intake, before); !done) return done.failure();
  for (const LedgerPart* part : all.counted(key.park, *own, layer.intake)) {
    const LedgerPark& park = part->parks.at(key.park);
    extract::LedgerSetting setting;
    setting.before = before ? &*before : nullptr;
    setting.observed = static_cast<int>(aggregate - definition->aggregates.begin());
    setting.observe = [&](const extract::LedgerRow& row) {
      if (!park.names.contains({std::string(row.sheet), std::string(row.unit)})) return;
      if (origin->shares.empty() || origin->shares.back().submission != part->submission ||
          origin->shares.back().sheet != row.sheet) {
        LedgerShares& shares = origin->shares.emplace_back();
        shares.file = part->file;
        shares.submission = part->submission;
        shares.sheet = row.sheet;
        shares.first_row = row.row;
      }
      origin->shares.back().last_row = row.row;
      ++count_of(origin->shares.back(), row);
      if (each) each(part->file, row);
    };
    std::optional<extract::LedgerReading> unused;
    if (const auto done = read_kept(store, files, *ledger_of.at(part), setting, unused); !done) return done.failure();
  }
  return origin;
}

}  // namespace huibiao::pipeline
