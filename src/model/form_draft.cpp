#include "model/form_draft.hpp"

namespace huibiao::model {
namespace {

template <class Entries>
std::size_t doubts_of(const Entries& entries) {
  std::size_t count = 0;
  for (const auto& entry : entries) count += entry.doubts.size();
  return count;
}

}  // namespace

std::size_t count_doubts(const FormDraft& draft) {
  std::size_t count = doubts_of(draft.units) + doubts_of(draft.indicators) + doubts_of(draft.measures) + doubts_of(draft.offices);
  for (const auto& [key, doubts] : draft.doubts) count += doubts.size();
  for (const DraftTable& table : draft.tables) count += doubts_of(table.columns) + doubts_of(table.rows);
  return count;
}

}  // namespace huibiao::model
