// Which enterprises were there already: a table of their codes alone, so that a ledger of any size costs little memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/credit_code.hpp"

namespace huibiao::extract {

// The enterprises of one year, each with its place among the entries.
class EnterpriseCodes {
 public:
  // The entry that has this code already, or null: then the code is put down as that of the entry to come. Lasts until the next
  // call.
  const std::uint32_t* find_or_put(const PackedCode& code, std::uint32_t entry);

 private:
  struct Slot {
    PackedCode code;
    std::uint32_t entry = 0;
    bool used = false;
  };

  Slot& slot_of(const PackedCode& code);
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half of them used
  std::size_t count_ = 0;
};

}  // namespace huibiao::extract
