#include "extract/enterprise_codes.hpp"

namespace huibiao::extract {

const std::uint32_t* EnterpriseCodes::find_or_put(const PackedCode& code, std::uint32_t entry) {
  if ((count_ + 1) * 2 > slots_.size()) grow();
  Slot& slot = slot_of(code);
  if (slot.used) return &slot.entry;
  slot = {code, entry, true};
  ++count_;
  return nullptr;
}

EnterpriseCodes::Slot& EnterpriseCodes::slot_of(const PackedCode& code) {
  std::uint64_t hash = (code.first ^ (code.second * 0x9E3779B97F4A7C15ULL)) * 0xBF58476D1CE4E5B9ULL;
  hash ^= hash >> 31;
  std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
  while (slots_[at].used && slots_[at].code != code) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void EnterpriseCodes::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.used) slot_of(slot.code) = slot;
}

}  // namespace huibiao::extract
