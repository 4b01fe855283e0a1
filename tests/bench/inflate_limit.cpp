// The physical limit of reading .xlsx files: each part that a reader needs inflated at once, its CRC checked, every byte touched.
// No XML is looked at and the archives are trusted, so nothing that reads honestly can be faster.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <libdeflate.h>

namespace {

struct Totals {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;  // of the bytes, so that touching them cannot be optimised away
};

using Inflater = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;

// A little-endian number of the archive (APPNOTE.TXT 4.4), `width` bytes wide.
std::uint32_t number_at(std::string_view bytes, std::size_t position, int width) {
  std::uint32_t number = 0;
  for (int i = width - 1; i >= 0; --i)
    number = number << 8 | static_cast<unsigned char>(bytes.at(position + static_cast<unsigned>(i)));
  return number;
}

bool is_needed(std::string_view part) {
  if (part.starts_with("xl/worksheets/")) return part.ends_with(".xml");
  constexpr std::string_view kWorkbookParts[] = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                                                 "xl/styles.xml"};
  return std::find(std::begin(kWorkbookParts), std::end(kWorkbookParts), part) != std::end(kWorkbookParts);
}

// One entry of the central directory.
struct Entry {
  std::string_view name;
  std::uint32_t crc, packed_size, size, local_header;
  int method;
};

std::vector<Entry> directory_of(std::string_view archive) {
  const std::size_t end = archive.rfind("PK\5\6");
  std::vector<Entry> entries(number_at(archive, end + 10, 2));
  std::size_t at = number_at(archive, end + 16, 4);
  for (Entry& entry : entries) {
    const std::size_t name_length = number_at(archive, at + 28, 2);
    entry = {archive.substr(at + 46, name_length), number_at(archive, at + 16, 4),
             number_at(archive, at + 20, 4),       number_at(archive, at + 24, 4),
             number_at(archive, at + 42, 4),       static_cast<int>(number_at(archive, at + 10, 2))};
    at += 46 + name_length + number_at(archive, at + 30, 2) + number_at(archive, at + 32, 2);
  }
  return entries;
}

// Inflates one part into `plain` and adds it up; false where the archive is damaged.
bool touch(std::string_view archive, const Entry& entry, libdeflate_decompressor* inflater, std::string& plain, Totals& totals) {
  const std::size_t header = entry.local_header;
  const std::size_t data = header + 30 + number_at(archive, header + 26, 2) + number_at(archive, header + 28, 2);
  plain.resize(entry.size);
  constexpr int kDeflated = 8;
  if (entry.method == kDeflated) {
    if (libdeflate_deflate_decompress(inflater, archive.data() + data, entry.packed_size, plain.data(), plain.size(), nullptr) !=
        LIBDEFLATE_SUCCESS)
      return false;
  } else {
    plain = archive.substr(data, entry.size);
  }
  if (libdeflate_crc32(0, plain.data(), plain.size()) != entry.crc) return false;
  for (std::size_t i = 0; i + sizeof(std::uint64_t) <= plain.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, plain.data() + i, sizeof word);
    totals.sum += word;
  }
  totals.bytes += plain.size();
  return true;
}

bool read_file(const std::filesystem::path& path, std::string& bytes) {
  bytes.resize(std::filesystem::file_size(path));
  return static_cast<bool>(std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fmt::print(stderr, "usage: inflate_limit FOLDER\n"), 2;
  const Inflater inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  Totals totals;
  std::string archive, plain;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& item : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (item.path().extension() != ".xlsx") continue;
    if (!read_file(item.path(), archive)) return fmt::print(stderr, "cannot read {}\n", item.path().string()), 1;
    for (const Entry& entry : directory_of(archive))
      if (is_needed(entry.name) && !touch(archive, entry, inflater.get(), plain, totals))
        return fmt::print(stderr, "damaged: {}\n", item.path().string()), 1;
    ++totals.files;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("files={} bytes={} seconds={:.4f} sum={:x}\n", totals.files, totals.bytes, seconds.count(), totals.sum);
}
