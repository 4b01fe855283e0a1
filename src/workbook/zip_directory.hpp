// The central directory of a zip (APPNOTE 6.3.10), trusted only where the local headers say the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/result.hpp"
#include "workbook/reader.hpp"

namespace huibiao::workbook {

struct ZipEntry {
  std::string_view name;  // as stored
  bool encrypted = false;
  std::uint16_t method = 0;    // 0 stored, 8 deflated
  std::uint32_t checksum = 0;  // CRC-32 of the plain bytes
  std::size_t packed_size = 0;
  std::size_t size = 0;
  bool utf8_name = false;   // the name says that it is UTF-8
  std::string_view extra;   // extra fields of the directory
  std::string_view packed;  // the bytes as they lie in the file
};

class ZipDirectory {
 public:
  // Views into the bytes: they must outlive the directory. Failures: file.truncated (no end record), file.damaged (records that
  // point outside the file or contradict each other), file.overlap, file.limit (entries).
  static model::Result<ZipDirectory> read(std::string_view bytes, const Limits& limits);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  // The entry of that part name, or null. Names are compared as OPC does (ECMA-376 part 2, 6.2.2.3): ASCII letters without case;
  // both kinds of slash and a leading one are taken for the same.
  const ZipEntry* find(std::string_view part) const;
  // True where another entry bears the same name.
  bool ambiguous(const ZipEntry& entry) const;
  // Bytes behind the end record and its comment.
  std::size_t trailing_bytes() const { return trailing_bytes_; }

 private:
  std::vector<ZipEntry> entries_;
  std::size_t trailing_bytes_ = 0;
};

bool same_part_name(std::string_view a, std::string_view b);

}  // namespace huibiao::workbook
