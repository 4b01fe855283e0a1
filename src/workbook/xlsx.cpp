#include "workbook/xlsx.hpp"

#include <algorithm>

#include "workbook/drawing_part.hpp"
#include "workbook/part_memory.hpp"
#include "workbook/relationships.hpp"
#include "workbook/sheet_part.hpp"

namespace huibiao::workbook {
namespace {

struct SheetEntry {
  std::string name;
  std::string relationship;
  bool hidden = false;
};

struct Styles {
  std::vector<CellStyle> cells;
  std::vector<model::NumberFormat> formats;
};

// What is kept from file to file: buffers, and what the parts held that many workbooks share.
struct Kept {
  PartStream stream;
  RelationshipMemory relationships;
  PartMemory<Styles> styles;
};

class XlsxReader {
 public:
  // Without a sink the grids keep their cells.
  XlsxReader(const ZipDirectory& zip, const Limits& limits, Kept& kept, model::Diagnostics& diagnostics, const CellSink* sink)
      : zip_(zip),
        limits_(limits),
        kept_(kept),
        stream_(kept.stream),
        diagnostics_(diagnostics),
        sink_(sink),
        store_(read_.workbook, limits.string_bytes) {}

  model::Result<StreamedWorkbook> read() {
    const auto package = relationships_of("");
    if (!package) return package.failure();
    const Relationship* main = find(*package, {"officeDocument"});
    if (!main) return missing("officeDocument");
    if (main->target.ends_with(".bin")) return model::failure("file.format-not-read", {{"kind", "[[filekind.xlsb]]"}});
    const auto parts = relationships_of(main->target);
    if (!parts) return parts.failure();
    read_part(main->target, [&](XmlScanner& scanner) { read_main(scanner); });
    if (const Relationship* styles = find(*parts, {"styles"})) take_styles(styles->target);
    if (const Relationship* strings = find(*parts, {"sharedStrings"})) {
      read_part(strings->target, [&](XmlScanner& scanner) { strings_ = read_shared_strings(scanner, store_); });
    }
    if (const Relationship* properties = find(*package, {"custom-properties", "customProperties"})) {
      read_part(properties->target, [&](XmlScanner& scanner) { read_properties(scanner); });
    }
    if (sheets_.size() > limits_.sheets) fail(beyond("sheets", sheets_.size(), limits_.sheets));
    CellValues values(strings_, styles_, epoch_, store_, read_.workbook.formats);
    if (sink_ != nullptr) store_.start_batch();
    for (const SheetEntry& sheet : sheets_) read_sheet_of(sheet, *parts, values);
    if (failure_) return *failure_;
    if (zip_.trailing_bytes() > 0) remark("file.trailing-bytes", {{"count", std::to_string(zip_.trailing_bytes())}});
    return std::move(read_);
  }

 private:
  static const Relationship* find(const std::vector<Relationship>& relationships, std::initializer_list<std::string_view> kinds) {
    for (const Relationship& relationship : relationships) {
      if (std::find(kinds.begin(), kinds.end(), relationship.kind) != kinds.end() && !relationship.target.empty())
        return &relationship;
    }
    return nullptr;
  }

  static model::Diagnostic missing(std::string_view part) {
    return model::failure("file.part-missing", {{"part", std::string(part)}});
  }

  static model::Diagnostic beyond(const char* limit, std::size_t found, std::size_t allowed) {
    return model::failure("file.limit", {{"limit", "[[limit." + std::string(limit) + "]]"},
                                         {"found", std::to_string(found)},
                                         {"expected", std::to_string(allowed)}});
  }

  void remark(const char* rule, model::Arguments arguments) {
    model::Diagnostic& diagnostic = diagnostics_.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = model::Severity::warning;
    diagnostic.arguments = std::move(arguments);
  }

  void fail(model::Diagnostic failure) {
    if (!failure_) failure_ = std::move(failure);
  }

  model::Result<std::vector<Relationship>> relationships_of(const std::string& part) {
    return read_relationships(zip_, part, stream_, limits_, kept_.relationships);
  }

  // The part of that name, counted among what is inflated; null after a failure, which stops everything that follows.
  const ZipEntry* part_of(const std::string& name) {
    if (failure_) return nullptr;
    const ZipEntry* entry = zip_.find(name);
    if (!entry) {
      fail(missing(name));
      return nullptr;
    }
    inflated_ += entry->size;
    if (inflated_ > limits_.inflated_bytes) fail(beyond("inflated_bytes", inflated_, limits_.inflated_bytes));
    if (zip_.ambiguous(*entry)) fail(model::failure("file.part-twice", {{"part", name}}));
    return failure_ ? nullptr : entry;
  }

  // Opens the part and hands a scanner on it to `read`.
  template <class Read>
  void read_part(const std::string& name, Read read) {
    if (const ZipEntry* entry = part_of(name)) read_entry(*entry, name, read);
  }

  template <class Read>
  void read_entry(const ZipEntry& entry, const std::string& name, Read read) {
    if (const auto opened = stream_.open(entry, limits_); !opened) return fail(opened.failure());
    XmlScanner scanner(stream_, limits_.nesting);
    read(scanner);
    if (!scanner.failure() && !failure_) scanner.finish();
    if (scanner.failure()) return fail(*scanner.failure());
    if (store_.full()) return fail(beyond("string_bytes", limits_.string_bytes + 1, limits_.string_bytes));
    if (stream_.replaced() > 0) remark("file.not-utf8", {{"part", name}, {"count", std::to_string(stream_.replaced())}});
  }

  // Moves to the root, which has to be that element.
  template <std::size_t N>
  bool enter(XmlScanner& scanner, const char (&root)[N]) {
    if (!scanner.enter_root()) return false;
    if (scanner.is(root)) return true;
    fail(model::failure("file.other-part",
                        {{"part", stream_.name()}, {"found", std::string(scanner.name())}, {"expected", root}}));
    return false;
  }

  void take_styles(const std::string& name) {
    const ZipEntry* entry = part_of(name);
    if (!entry) return;
    if (const Styles* known = kept_.styles.find(*entry, "", limits_)) {
      styles_ = known->cells;
      read_.workbook.formats = known->formats;
      return;
    }
    const std::size_t remarks = diagnostics_.size();
    read_entry(*entry, name, [&](XmlScanner& scanner) { read_styles_part(scanner); });
    if (!failure_ && diagnostics_.size() == remarks) kept_.styles.keep(*entry, "", limits_, {styles_, read_.workbook.formats});
  }

  void read_styles_part(XmlScanner& scanner) {
    if (!enter(scanner, "styleSheet")) return;
    auto styles = read_styles(scanner, read_.workbook.formats);
    if (styles) styles_ = *std::move(styles);
    if (!styles) fail(styles.failure());
  }

  void read_main(XmlScanner& scanner) {
    if (!enter(scanner, "workbook")) return;
    while (scanner.next_child(1)) {
      if (scanner.is("workbookPr")) {
        const std::string_view value = scanner.attribute("date1904");
        if (value == "1" || value == "true") epoch_ = Epoch::from_1904;
      } else if (scanner.is("sheets")) {
        while (scanner.next_child(2)) {
          if (!scanner.is("sheet")) continue;
          SheetEntry& sheet = sheets_.emplace_back();
          sheet.name = scanner.attribute("name");
          sheet.relationship = scanner.relationship_id();
          const std::string_view state = scanner.attribute("state");
          sheet.hidden = state == "hidden" || state == "veryHidden";
        }
      }
    }
  }

  void read_properties(XmlScanner& scanner) {
    if (!scanner.enter_root()) return;
    while (scanner.next_child(1)) {
      if (!scanner.is("property")) continue;
      std::string name(scanner.attribute("name"));
      while (scanner.next_child(2)) read_.workbook.properties.emplace_back(name, scanner.text());
    }
  }

  void read_sheet_of(const SheetEntry& sheet, const std::vector<Relationship>& parts, CellValues& values) {
    if (failure_ || sheet.relationship.empty()) return;  // a module of Excel 5 has no part
    const auto part =
        std::find_if(parts.begin(), parts.end(), [&](const Relationship& other) { return other.id == sheet.relationship; });
    if (part == parts.end()) return fail(missing(sheet.name));
    if (part->kind != "worksheet") {  // a chart or a macro sheet holds no cells
      remark("sheet.not-a-worksheet", {{"name", sheet.name}});
      diagnostics_.back().severity = model::Severity::info;
      return;
    }
    model::Grid grid;
    grid.name = sheet.name;
    grid.hidden = sheet.hidden;
    std::string drawing;
    const std::function<void(std::span<const model::Cell>)> hand_on = [&](std::span<const model::Cell> cells) {
      (*sink_)(read_.workbook.grids.size(), grid.name, cells);
    };
    read_part(part->target, [&](XmlScanner& scanner) {
      if (!enter(scanner, "worksheet")) return;
      const SheetContext context{values, store_, limits_, cells_, drawing, sink_ ? &hand_on : nullptr, read_.in_order};
      if (auto failure = read_sheet(scanner, context, grid, diagnostics_)) fail(std::move(*failure));
    });
    if (!drawing.empty()) read_pictures(part->target, drawing, grid);
    read_.workbook.grids.push_back(std::move(grid));
  }

  // Where pictures begin on the sheet. A drawing holds no figures: one that cannot be read takes nothing from the workbook.
  void read_pictures(const std::string& sheet_part, const std::string& drawing, model::Grid& grid) {
    const auto parts = relationships_of(sheet_part);
    if (!parts || failure_) return;
    const auto part = std::find_if(parts->begin(), parts->end(), [&](const Relationship& other) { return other.id == drawing; });
    const ZipEntry* entry = part == parts->end() ? nullptr : zip_.find(part->target);
    if (!entry || zip_.ambiguous(*entry) || inflated_ + entry->size > limits_.inflated_bytes) return;
    inflated_ += entry->size;
    if (!stream_.open(*entry, limits_)) return;
    XmlScanner scanner(stream_, limits_.nesting);
    read_anchors(scanner, grid);
  }

  const ZipDirectory& zip_;
  const Limits& limits_;
  Kept& kept_;
  PartStream& stream_;
  model::Diagnostics& diagnostics_;
  const CellSink* sink_;
  StreamedWorkbook read_;
  std::vector<SheetEntry> sheets_;
  std::vector<CellStyle> styles_;
  std::vector<RichText> strings_;
  TextStore store_;
  std::size_t cells_ = 0;
  std::size_t inflated_ = 0;  // bytes
  Epoch epoch_ = Epoch::from_1900;
  std::optional<model::Diagnostic> failure_;
};

model::Result<StreamedWorkbook> read_with(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics,
                                          const CellSink* sink) {
  const auto zip = ZipDirectory::read(bytes, limits);
  if (!zip) return zip.failure();
  thread_local Kept kept;
  auto workbook = XlsxReader(*zip, limits, kept, diagnostics, sink).read();
  kept.stream.close();
  return workbook;
}

}  // namespace

model::Result<model::Workbook> read_xlsx(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics) {
  auto read = read_with(bytes, limits, diagnostics, nullptr);
  if (!read) return read.failure();
  return std::move(read->workbook);
}

model::Result<StreamedWorkbook> read_xlsx_cells(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics,
                                                const CellSink& sink) {
  return read_with(bytes, limits, diagnostics, &sink);
}

}  // namespace huibiao::workbook
