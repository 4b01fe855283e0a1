#include "workbook/ods.hpp"

#include "workbook/ods_names.hpp"
#include "workbook/ods_sheet.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {
namespace {

using model::Severity;

class OdsReader {
 public:
  OdsReader(const Limits& limits, PartStream& stream, model::Diagnostics& diagnostics)
      : limits_(limits), stream_(stream), builder_(workbook_, limits, diagnostics), styles_(workbook_.formats) {}

  model::Result<model::Workbook> read_package(std::string_view bytes) {
    const auto zip = ZipDirectory::read(bytes, limits_);
    if (!zip) return zip.failure();
    zip_ = &*zip;
    if (is_encrypted()) return model::failure("file.encrypted", {{"kind", "[[filekind.encrypted]]"}});
    if (builder_.failure()) return *builder_.failure();
    read_part("styles.xml", false);
    read_part("content.xml", true);
    read_part("meta.xml", false);
    if (zip->trailing_bytes() > 0) {
      builder_.remark("file.trailing-bytes", Severity::warning, {{"count", std::to_string(zip->trailing_bytes())}});
    }
    return finish();
  }

  model::Result<model::Workbook> read_flat(std::string_view bytes) {
    if (const auto opened = stream_.open(bytes, "office:document", limits_); !opened) return opened.failure();
    read_document();
    return finish();
  }

 private:
  model::Result<model::Workbook> finish() {
    if (styles_.too_many_formats()) builder_.fail(beyond_limit("formats", "> 60000", 60'000));
    if (!builder_.failure() && !spreadsheet_seen_) {
      builder_.fail(
          model::failure("file.other-part", {{"part", stream_.name()}, {"found", root_}, {"expected", "office:spreadsheet"}}));
    }
    if (builder_.failure()) return *builder_.failure();
    return std::move(workbook_);
  }

  // Opens the part; false where it is not there or broken.
  bool open(const char* name, bool required) {
    const ZipEntry* entry = zip_->find(name);
    if (entry == nullptr && required) builder_.fail(model::failure("file.part-missing", {{"part", name}}));
    if (entry == nullptr || builder_.failure()) return false;
    inflated_ += entry->size;
    if (inflated_ > limits_.inflated_bytes) {
      builder_.fail(beyond_limit("inflated_bytes", std::to_string(inflated_), limits_.inflated_bytes));
    } else if (zip_->ambiguous(*entry)) {
      builder_.fail(model::failure("file.part-twice", {{"part", name}}));
    } else if (const auto opened = stream_.open(*entry, limits_); !opened) {
      builder_.fail(opened.failure());
    }
    return !builder_.failure();
  }

  // The manifest names what was encrypted (part 2, 4.8); its parts themselves look like any.
  bool is_encrypted() {
    if (!open("META-INF/manifest.xml", false)) return false;
    for (bool more = true; more; more = stream_.read_on(stream_.end())) {
      const std::string_view text(stream_.begin(), static_cast<std::size_t>(stream_.end() - stream_.begin()));
      if (text.find("encryption-data") != std::string_view::npos) return true;
    }
    return false;
  }

  void read_part(const char* name, bool required) {
    if (open(name, required)) read_document();
  }

  // Any of the documents of a package, or all in one: each holds the same elements as far as it has them.
  void read_document() {
    XmlScanner scanner(stream_, limits_.nesting);
    XmlSpaces names(scanner, ods_spaces());
    if (scanner.enter_root()) {
      root_ = scanner.name();
      while (!builder_.failure() && scanner.next_child(1)) {
        if (names.is(kOffice, "styles") || names.is(kOffice, "automatic-styles")) {
          styles_.read(names);
        } else if (names.is(kOffice, "body")) {
          read_body(names);
        } else if (names.is(kOffice, "meta")) {
          read_properties(names);
        }
      }
    }
    if (!builder_.failure() && !scanner.failure()) scanner.finish();
    if (scanner.failure()) builder_.fail(*scanner.failure());
    if (stream_.replaced() == 0) return;
    builder_.remark("file.not-utf8", Severity::warning,
                    {{"part", stream_.name()}, {"count", std::to_string(stream_.replaced())}});
  }

  void read_body(XmlSpaces& names) {
    OdsContext context{names, styles_, builder_, limits_};
    while (names.scanner().next_child(2)) {
      if (!names.is(kOffice, "spreadsheet")) continue;
      spreadsheet_seen_ = true;
      while (!builder_.failure() && names.scanner().next_child(3)) {
        // What LibreOffice remembers of another workbook's sheets lies beside the sheets, under the name of that file.
        if (!names.is(kTable, "table") || names.attribute(kTable, "name").find("'#$") != std::string_view::npos) continue;
        read_ods_sheet(context);
      }
    }
  }

  void read_properties(XmlSpaces& names) {
    while (names.scanner().next_child(2)) {
      if (!names.is(kMeta, "user-defined")) continue;
      std::string name(names.attribute(kMeta, "name"));
      workbook_.properties.emplace_back(std::move(name), names.scanner().text());
    }
  }

  const Limits& limits_;
  PartStream& stream_;
  model::Workbook workbook_;
  SheetBuilder builder_;
  OdsStyles styles_;
  const ZipDirectory* zip_ = nullptr;
  std::size_t inflated_ = 0;  // bytes
  std::string root_;
  bool spreadsheet_seen_ = false;
};

}  // namespace

model::Result<model::Workbook> read_ods(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics) {
  PartStream stream;
  OdsReader reader(limits, stream, diagnostics);
  return bytes.starts_with("PK") ? reader.read_package(bytes) : reader.read_flat(bytes);
}

}  // namespace huibiao::workbook
