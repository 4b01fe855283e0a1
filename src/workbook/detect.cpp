#include <algorithm>
#include <array>
#include <cstring>

#include "text/charset.hpp"
#include "workbook/compound_file.hpp"
#include "workbook/reader.hpp"
#include "workbook/relationships.hpp"
#include "workbook/xml_scanner.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 8'192;  // bytes of a text that are looked at

struct Signature {
  std::string_view start;
  FileKind kind;
};
constexpr std::array kSignatures = {
    Signature{"%PDF"sv, FileKind::pdf},
    Signature{"\x89PNG\r\n\x1a\n"sv, FileKind::picture},
    Signature{"\xFF\xD8\xFF"sv, FileKind::picture},
    Signature{"GIF8"sv, FileKind::picture},
    Signature{"BM"sv, FileKind::picture},
    Signature{"II*\0"sv, FileKind::picture},
    Signature{"MM\0*"sv, FileKind::picture},
    Signature{"Rar!\x1a"sv, FileKind::other_archive},
    Signature{"7z\xBC\xAF\x27\x1C"sv, FileKind::other_archive},
    Signature{"\x1F\x8B"sv, FileKind::other_archive},
    Signature{"BZh"sv, FileKind::other_archive},
    Signature{"\xFD"
              "7zXZ\0"sv,
              FileKind::other_archive},
    Signature{"\x28\xB5\x2F\xFD"sv, FileKind::other_archive},  // zstd
    Signature{"MSCF"sv, FileKind::other_archive},              // cab
    Signature{"{\\rtf"sv, FileKind::word},
    Signature{"\x09\x08\x10\x00"sv, FileKind::xls},  // BIFF without a CFB around it
    Signature{"\x09\x08\x08\x00"sv, FileKind::xls},
    Signature{"\x09\x04\x06\x00"sv, FileKind::xls},
    Signature{"\x09\x02\x06\x00"sv, FileKind::xls},
    Signature{"\x09\x00\x04\x00"sv, FileKind::xls},
};
constexpr std::array kArchiveWords = {
    std::pair{"Rar!\x1a"sv, "archive.rar"sv},
    std::pair{"7z\xBC\xAF\x27\x1C"sv, "archive.7z"sv},
    std::pair{"\x1F\x8B"sv, "archive.gzip"sv},
    std::pair{"BZh"sv, "archive.bzip2"sv},
    std::pair{"\xFD"
              "7zXZ\0"sv,
              "archive.xz"sv},
    std::pair{"\x28\xB5\x2F\xFD"sv, "archive.zstd"sv},
    std::pair{"MSCF"sv, "archive.cab"sv},
};

bool contains(std::string_view bytes, std::string_view part) { return bytes.find(part) != std::string_view::npos; }

// A name of a CFB directory entry: UTF-16LE, from its first character on.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) wide += {c, '\0'};
  wide += "\0\0"sv;
  return contains(bytes, wide);
}

FileKind detect_compound(std::string_view bytes) {
  if (const auto file = CompoundFile::read(bytes)) {
    if (file->find("EncryptedPackage") != nullptr) return FileKind::encrypted;
    if (file->find("Workbook") != nullptr || file->find("Book") != nullptr) return FileKind::xls;
    return file->find("WordDocument") != nullptr ? FileKind::word : FileKind::unknown;
  }
  // A damaged one is told by the names that are found anywhere in it.
  if (has_stream(bytes, "EncryptedPackage")) return FileKind::encrypted;
  if (has_stream(bytes, "WordDocument")) return FileKind::word;
  if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) return FileKind::xls;
  return FileKind::unknown;
}

FileKind kind_of_part(std::string_view name) {
  if (name.starts_with("xl/") || name.starts_with("/xl/") || name.starts_with("xl\\")) return FileKind::xlsx;
  if (name.starts_with("word/")) return FileKind::word;
  if (name == "OFD.xml") return FileKind::ofd;
  return FileKind::unknown;
}

// A zip whose directory is lost is told by what its first entries are called.
FileKind detect_broken_zip(std::string_view bytes) {
  if (contains(bytes, "xl/"sv) || contains(bytes, "[Content_Types].xml"sv)) return FileKind::xlsx;
  return FileKind::zip_archive;
}

// A package whose parts lie elsewhere than usual: what its main part is, says its root element.
FileKind detect_package(const ZipDirectory& zip) {
  PartStream stream;
  RelationshipMemory none;
  const auto package = read_relationships(zip, "", stream, Limits{}, none);
  if (!package) return FileKind::zip_archive;
  for (const Relationship& relationship : *package) {
    const ZipEntry* main = relationship.kind == "officeDocument" ? zip.find(relationship.target) : nullptr;
    if (main == nullptr || !stream.open(*main, Limits{})) continue;
    XmlScanner scanner(stream, Limits{}.nesting);
    if (!scanner.enter_root()) continue;
    if (scanner.name() == "workbook") return FileKind::xlsx;
    if (scanner.name() == "document") return FileKind::word;
  }
  return FileKind::zip_archive;
}

FileKind detect_zip(std::string_view bytes) {
  if (contains(bytes.substr(0, 200), "application/vnd.oasis.opendocument.spreadsheet"sv)) return FileKind::ods;
  if (contains(bytes.substr(0, 200), "application/vnd.oasis.opendocument.text"sv)) return FileKind::word;
  const auto zip = ZipDirectory::read(bytes, Limits{});
  if (!zip) return detect_broken_zip(bytes);
  // An OpenDocument whose mimetype does not lie first; which kind it is, its content says.
  if (zip->find("content.xml") != nullptr && zip->find("META-INF/manifest.xml") != nullptr) return FileKind::ods;
  FileKind kind = FileKind::zip_archive;
  std::size_t encrypted = 0, files = 0;
  for (const ZipEntry& entry : zip->entries()) {
    encrypted += entry.encrypted;
    files += !entry.name.ends_with('/');
    const FileKind part = kind_of_part(entry.name);
    if (part != FileKind::unknown && kind == FileKind::zip_archive) kind = part;
  }
  if (encrypted > 0 && (kind != FileKind::zip_archive || encrypted == files)) return FileKind::encrypted;
  return kind == FileKind::zip_archive ? detect_package(*zip) : kind;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return lower;
}

// A page and its pictures in one message, as Excel saves them (RFC 2557).
bool is_web_archive(std::string_view bytes) {
  const std::string head = lower_case(bytes.substr(0, kHead));
  return head.starts_with("mime-version:") && contains(head, "multipart/related"sv);
}

FileKind detect_text(std::string_view bytes) {
  if (is_web_archive(bytes)) return FileKind::unknown;
  const std::string_view head = bytes.substr(0, kHead);
  const bool utf16 = head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv) || !text::unmarked_utf16(head).empty();
  std::string lower = lower_case(head);
  if (utf16) std::erase(lower, '\0');  // enough for what is looked for, which is ASCII
  if (contains(lower, "urn:schemas-microsoft-com:office:spreadsheet"sv)) return FileKind::spreadsheet_ml;
  if (contains(lower, "urn:oasis:names:tc:opendocument:xmlns:office:1.0"sv)) {
    return contains(lower, "opendocument.text"sv) ? FileKind::word : FileKind::ods;
  }
  if (contains(lower, "<html"sv) || contains(lower, "<table"sv) || contains(lower, "<!doctype html"sv)) return FileKind::html;
  if (utf16) return FileKind::delimited_text;
  const bool binary = std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && byte != 0x1A;
  });
  return binary || lower.starts_with("<?xml") ? FileKind::unknown : FileKind::delimited_text;
}

}  // namespace

std::string_view to_string(FileKind kind) {
  switch (kind) {
    case FileKind::xlsx:
      return "xlsx";
    case FileKind::xls:
      return "xls";
    case FileKind::ods:
      return "ods";
    case FileKind::delimited_text:
      return "delimited-text";
    case FileKind::spreadsheet_ml:
      return "spreadsheetml";
    case FileKind::html:
      return "html";
    case FileKind::zip_archive:
      return "zip";
    case FileKind::encrypted:
      return "encrypted";
    case FileKind::other_archive:
      return "archive";
    case FileKind::word:
      return "word";
    case FileKind::pdf:
      return "pdf";
    case FileKind::ofd:
      return "ofd";
    case FileKind::picture:
      return "picture";
    case FileKind::empty:
      return "empty";
    case FileKind::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string word_of_kind(FileKind kind, std::string_view bytes) {
  if (kind == FileKind::other_archive) {
    for (const auto& [start, word] : kArchiveWords) {
      if (bytes.starts_with(start)) return std::string(word);
    }
  }
  if (kind == FileKind::unknown && is_web_archive(bytes)) return "archive.mhtml";
  return "filekind." + std::string(to_string(kind));
}

FileKind detect(std::string_view bytes) {
  if (bytes.empty()) return FileKind::empty;
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return detect_zip(bytes);
  if (bytes.starts_with(kCompoundFile)) return detect_compound(bytes);
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.start)) return signature.kind;
  }
  if (bytes.starts_with("RIFF") && bytes.substr(0, 16).find("WEBP") != std::string_view::npos) return FileKind::picture;
  if (contains(bytes.substr(0, 1'024), "%PDF-"sv)) return FileKind::pdf;
  return detect_text(bytes);
}

}  // namespace huibiao::workbook
