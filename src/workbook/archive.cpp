#include "workbook/archive.hpp"

#include <algorithm>
#include <memory>

#include <libdeflate.h>

#include "text/text.hpp"
#include "workbook/bytes.hpp"
#include "workbook/sheet_builder.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::uint16_t kUnicodePath = 0x7075;  // Info-ZIP's extra field (APPNOTE 4.6.9)

// The name in the extra field, where it belongs to the stored one; "" else.
std::string_view unicode_path(const ZipEntry& entry) {
  for (std::string_view extra = entry.extra; extra.size() >= 4;) {
    const auto id = load<std::uint16_t>(extra, 0);
    const std::size_t length = load<std::uint16_t>(extra, 2);
    if (length > extra.size() - 4) return {};
    const std::string_view field = extra.substr(4, length);
    extra.remove_prefix(4 + length);
    if (id != kUnicodePath || field.size() < 5 || field[0] != 1) continue;
    const bool of_this_name = load<std::uint32_t>(field, 1) == libdeflate_crc32(0, entry.name.data(), entry.name.size());
    if (of_this_name && text::is_utf8(field.substr(5))) return field.substr(5);
  }
  return {};
}

// Without what would lead out of a folder.
std::string harmless(std::string name) {
  std::replace(name.begin(), name.end(), '\\', '/');
  std::string result;
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    const bool drive = part.size() == 2 && part[1] == ':';
    if (part.empty() || part == "." || part == ".." || drive) continue;
    if (!result.empty()) result += '/';
    result += part;
  }
  return text::printable(result);
}

}  // namespace

std::string archived_name(const ZipEntry& entry) {
  const std::string_view unicode = unicode_path(entry);
  if (!unicode.empty()) return harmless(std::string(unicode));
  if (entry.utf8_name || text::is_utf8(entry.name)) return harmless(std::string(entry.name));
  return harmless(text::to_utf8(entry.name, "GB18030"));
}

model::Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
  const auto zip = ZipDirectory::read(bytes, limits);
  if (!zip) return zip.failure();
  Archive archive(limits);
  for (const ZipEntry& entry : zip->entries()) {
    if (entry.name.ends_with('/') || (entry.name.ends_with('\\') && entry.size == 0)) continue;
    archive.files_.push_back({archived_name(entry), entry});
  }
  if (archive.files_.empty()) return model::failure("file.archive-empty");
  return archive;
}

model::Result<std::string> Archive::bytes(const ArchivedFile& file) {
  const ZipEntry& entry = file.entry;
  const auto fail = [&](const char* rule, std::size_t found, const std::string& expected) {
    return model::failure(rule, {{"part", file.name}, {"found", std::to_string(found)}, {"expected", expected}});
  };
  if (entry.encrypted) return model::failure("file.encrypted", {{"kind", "[[filekind.encrypted]]"}});
  if (entry.method != 0 && entry.method != 8) return fail("file.compression", entry.method, "0, 8");
  if (entry.size > limits_.file_bytes) return beyond_limit("file_bytes", std::to_string(entry.size), limits_.file_bytes);
  if (entry.size / limits_.ratio > entry.packed_size) {
    return beyond_limit("ratio", std::to_string(entry.size / std::max<std::size_t>(entry.packed_size, 1)), limits_.ratio);
  }
  inflated_ += entry.size;
  if (inflated_ > limits_.inflated_bytes) {
    return beyond_limit("inflated_bytes", std::to_string(inflated_), limits_.inflated_bytes);
  }
  std::string bytes(entry.packed);
  if (entry.method == 8) {
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    bytes.resize(entry.size);
    std::size_t size = 0;
    const auto result = libdeflate_deflate_decompress(inflater.get(), entry.packed.data(), entry.packed.size(), bytes.data(),
                                                      bytes.size(), &size);
    if (result == LIBDEFLATE_BAD_DATA) return fail("file.inflate", entry.packed.size(), "deflate");
    if (result != LIBDEFLATE_SUCCESS || size != entry.size) return fail("file.size-mismatch", size, std::to_string(entry.size));
  }
  if (bytes.size() != entry.size) return fail("file.size-mismatch", bytes.size(), std::to_string(entry.size));
  const auto checksum = libdeflate_crc32(0, bytes.data(), bytes.size());
  if (checksum != entry.checksum) return fail("file.checksum", checksum, std::to_string(entry.checksum));
  return bytes;
}

}  // namespace huibiao::workbook
