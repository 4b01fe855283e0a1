#include "pipeline/unpack.hpp"

#include "workbook/archive.hpp"

namespace huibiao::pipeline {
namespace {

IncomingFile within(const IncomingFile& archive, const std::string& name) {
  const std::size_t slash = name.rfind('/');
  IncomingFile file = archive;
  file.name = slash == std::string::npos ? name : name.substr(slash + 1);
  file.shown = archive.shown + "/" + name;
  file.folder = file.shown.substr(0, file.shown.size() - file.name.size() - 1);
  return file;
}

}  // namespace

void unpack(const IncomingFile& file, std::string bytes, const TakeFile& take) {
  if (is_litter(file) || workbook::detect(bytes) != workbook::FileKind::zip_archive) {
    take(file, std::move(bytes), std::nullopt);
    return;
  }
  auto archive = workbook::Archive::open(bytes, workbook::Limits{});
  if (!archive) {
    take(file, bytes, archive.failure());
    return;
  }
  for (const workbook::ArchivedFile& packed : archive->files()) {
    auto unpacked = archive->bytes(packed);
    const IncomingFile inner = within(file, packed.name);
    const bool go_on = unpacked ? take(inner, *std::move(unpacked), std::nullopt)
                                : take(inner, std::string(packed.entry.packed), unpacked.failure());
    if (!go_on) return;
  }
}

}  // namespace huibiao::pipeline
