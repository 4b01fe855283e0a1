#include "integrate/owners.hpp"

#include <algorithm>

#include "integrate/claims.hpp"

namespace huibiao::integrate {

const std::string& Owners::of(const std::string& indicator, int year) {
  const auto [entry, fresh] = found_.try_emplace({indicator, year});
  if (fresh) entry->second = find(indicator, year);
  return entry->second;
}

std::string Owners::find(const std::string& indicator, int year) const {
  const model::Form* highest = nullptr;
  for (const model::Form& version : catalogue_.forms) {
    const model::Form* form = catalogue_.form(version.id, year);
    if (form == nullptr || form->row_of(indicator) == nullptr) continue;
    if (highest == nullptr || form->precedence > highest->precedence) highest = form;
  }
  if (highest != nullptr) return highest->row_of(indicator)->source;
  for (const model::Office& office : catalogue_.offices)
    if (std::find(office.indicators.begin(), office.indicators.end(), indicator) != office.indicators.end()) return office.id;
  return kPark;
}

}  // namespace huibiao::integrate
