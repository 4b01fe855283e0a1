// What was made of parts read before. Workbooks that one program saved share some parts byte for byte, such as their styles: what
// such a part holds need not be read out of it again.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "workbook/reader.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {

// Of the last few parts of one kind, under what they depend on besides their bytes. Made must be copyable.
template <class Made>
class PartMemory {
 public:
  // What was made of a part with the very same packed bytes, read under the same limits; or null. Lasts until the next keep().
  const Made* find(const ZipEntry& entry, std::string_view depends_on, const Limits& limits) const {
    for (const Kept& kept : kept_)
      if (kept.checksum == entry.checksum && kept.size == entry.size && kept.method == entry.method &&
          kept.encrypted == entry.encrypted && kept.packed == entry.packed && kept.depends_on == depends_on &&
          kept.limits == limits)
        return &kept.made;
    return nullptr;
  }

  // Precondition: the part was read to its end, without failure or remark.
  void keep(const ZipEntry& entry, std::string_view depends_on, const Limits& limits, Made made) {
    if (entry.packed.size() > kLargest) return;
    Kept kept{entry.encrypted,         entry.method, entry.checksum, entry.size, std::string(entry.packed),
              std::string(depends_on), limits,       std::move(made)};
    if (kept_.size() < kMost) return kept_.push_back(std::move(kept));
    kept_[oldest_] = std::move(kept);
    oldest_ = (oldest_ + 1) % kMost;
  }

 private:
  static constexpr std::size_t kMost = 6;             // programs that save workbooks, more or less
  static constexpr std::size_t kLargest = 32u << 10;  // bytes

  struct Kept {
    bool encrypted;
    std::uint16_t method;
    std::uint32_t checksum;
    std::size_t size;
    std::string packed;
    std::string depends_on;
    Limits limits;
    Made made;
  };

  std::vector<Kept> kept_;
  std::size_t oldest_ = 0;
};

}  // namespace huibiao::workbook
