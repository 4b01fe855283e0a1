#include "workbook/xls.hpp"

#include <algorithm>

#include "workbook/biff_sheet.hpp"
#include "workbook/bytes.hpp"
#include "workbook/compound_file.hpp"
#include "workbook/property_set.hpp"

namespace huibiao::workbook {
namespace {

constexpr unsigned kWesternCodePage = 1252;  // of a workbook that names none

constexpr std::string_view kCalc = "Calc";  // how LibreOffice signs, or a user of that name

struct BoundSheet {
  std::string name;
  std::size_t offset = 0;
  bool hidden = false;
  bool worksheet = false;  // not a chart or a macro sheet: those hold no cells
};

class XlsReader {
 public:
  XlsReader(std::string_view stream, std::string part, const Limits& limits, model::Diagnostics& diagnostics)
      : stream_(stream),
        part_(std::move(part)),
        limits_(limits),
        builder_(workbook_, limits, diagnostics),
        styles_(workbook_.formats) {}

  model::Result<model::Workbook> read() {
    RecordStream records(stream_, part_);
    const auto begin = records.next() ? begin_of_file(records.record()) : std::nullopt;
    if (!begin && records.position() == 0) return records.truncated();
    if (!begin) return records.damaged(records.record().stored_type, 0x0809);
    if (begin->workspace) return model::failure("file.format-not-read", {{"kind", "[[filekind.biff4-workspace]]"}});
    version_ = begin->version;
    set_code_page(kWesternCodePage);
    const bool alone = begin->kind != SubstreamKind::globals;
    if (auto failure = read_globals(records, alone)) return *std::move(failure);
    auto styles = styles_.styles();
    if (!styles) return styles.failure();
    cell_styles_ = *std::move(styles);
    if (auto failure = read_strings()) return *std::move(failure);
    if (auto failure = alone ? read_alone(records.position()) : read_sheets()) return *std::move(failure);
    if (builder_.failure()) return *builder_.failure();
    return std::move(workbook_);
  }

  void add_properties(std::string_view stream) {
    CustomProperties custom = read_custom_properties(stream);
    workbook_.properties = std::move(custom.properties);
    if (!custom.whole) builder_.remark("file.properties-damaged", model::Severity::warning, {});
  }

 private:
  void set_code_page(unsigned number) {
    code_page_ = number;
    decoder_ = text::Decoder::open(number);
  }

  text::Decoder* decoder() { return decoder_ ? &*decoder_ : nullptr; }

  // Up to its EOF: what all sheets share. A sheet that stands alone, as up to BIFF4, holds that itself.
  std::optional<model::Diagnostic> read_globals(RecordStream& records, bool alone) {
    const RecordStream begin = records;
    int depth = 0;
    while (records.next()) {
      const std::uint16_t type = records.record().type;
      if (type == record::eof && depth-- == 0) {
        if (alone) records = begin;
        return unreadable_code_page();
      }
      if (type == record::bof) ++depth;
      if (type == record::file_pass) return model::failure("file.encrypted", {{"kind", "[[filekind.encrypted]]"}});
      if (depth == 0 && !take(records)) return records.damaged(records.record().data.size(), records.record().data.size() + 1);
    }
    return records.truncated();
  }

  std::optional<model::Diagnostic> unreadable_code_page() {
    if (version_ >= 8 || decoder_) return std::nullopt;
    return model::failure("file.encoding",
                          {{"part", part_}, {"found", std::to_string(code_page_)}, {"expected", "936, 1252, 65001"}});
  }

  // False where the record is too short.
  bool take(RecordStream& records) {
    const std::string_view data = records.record().data;
    switch (records.record().type) {
      case record::code_page:
        if (data.size() < 2) return false;
        if (version_ < 8) set_code_page(load<std::uint16_t>(data, 0));
        return true;
      case record::date_mode:
        if (data.size() < 2) return false;
        if (load<std::uint16_t>(data, 0) == 1) epoch_ = Epoch::from_1904;
        return true;
      case record::write_access: {
        BiffText writer;
        const std::vector<std::string_view> pieces = {data};
        if (TextReader(pieces, version_, decoder()).read_text(version_ < 8 ? 1 : 2, writer))
          by_calc_ = writer.text.starts_with(kCalc);
        return true;
      }
      case record::font:
        return styles_.add_font(data, version_);
      case record::format:
        return styles_.add_format(data, version_, decoder());
      case record::xf:
      case record::xf_old:
        return styles_.add_style(data, version_);
      case record::bound_sheet:
        return version_ < 5 || add_sheet(data);
      case record::supporting_book:
        add_supporting_book(outside_, data);
        return true;
      case record::externsheet: {
        const auto pieces = records.with_continuations();
        std::string all;
        for (const std::string_view piece : pieces) all += piece;
        if (version_ >= 8) add_extern_sheets(outside_, all);
        return true;
      }
      case record::shared_strings:
        shared_strings_ = records.with_continuations();
        return true;
      default:
        return true;
    }
  }

  bool add_sheet(std::string_view data) {
    constexpr std::uint8_t kHidden = 0x03, kModule = 6;
    if (data.size() < 7) return false;
    BiffText name;
    const std::vector<std::string_view> pieces = {data.substr(6)};
    if (!TextReader(pieces, version_, decoder()).read_text(1, name)) return false;
    const auto kind = load<std::uint8_t>(data, 5);
    if (kind == kModule) return true;
    sheets_.push_back(
        {std::move(name.text), load<std::uint32_t>(data, 0), (load<std::uint8_t>(data, 4) & kHidden) != 0, kind == 0});
    return true;
  }

  // The shared strings (MS-XLS 2.4.265): two counts, then one string after the other.
  std::optional<model::Diagnostic> read_strings() {
    if (shared_strings_.empty()) return std::nullopt;
    TextReader reader(shared_strings_, version_, nullptr);
    std::uint32_t uses = 0, count = 0;
    reader.read(uses);
    reader.read(count);
    std::size_t bytes = 0;
    for (const std::string_view piece : shared_strings_) bytes += piece.size();
    strings_.reserve(std::min<std::size_t>(count, bytes / 3));
    BiffText text;
    while (strings_.size() < count && !reader.at_end()) {
      if (!reader.read_text(2, text)) {
        return model::failure(
            "file.damaged",
            {{"part", part_ + " SST"}, {"found", std::to_string(strings_.size())}, {"expected", std::to_string(count)}});
      }
      strings_.push_back(styles_.rich_text(text, builder_.store()));
      if (builder_.store().full()) break;
    }
    return builder_.failure();
  }

  std::optional<model::Diagnostic> read_alone(std::size_t position) {
    RecordStream records(stream_, part_, position);
    return read_sheet(records, "Sheet1", false);
  }

  std::optional<model::Diagnostic> read_sheets() {
    if (sheets_.size() > limits_.sheets) {
      return beyond_limit("sheets", std::to_string(sheets_.size()), limits_.sheets);
    }
    std::vector<std::pair<std::size_t, std::size_t>> taken;  // where sheets that were read begin and end
    for (const BoundSheet& sheet : sheets_) {
      if (!sheet.worksheet) {
        leave_out(sheet);
        continue;
      }
      if (sheet.offset >= stream_.size()) {
        return model::failure("file.truncated", {{"part", part_ + ": " + sheet.name},
                                                 {"found", std::to_string(stream_.size())},
                                                 {"expected", "> " + std::to_string(sheet.offset)}});
      }
      RecordStream records(stream_, part_, sheet.offset);
      const auto begin = records.next() ? begin_of_file(records.record()) : std::nullopt;
      if (!begin) return no_sheet(sheet, sheet.offset);
      if (begin->kind != SubstreamKind::sheet) {
        leave_out(sheet);
        continue;
      }
      if (auto failure = read_sheet(records, sheet.name, sheet.hidden)) return failure;
      for (const auto& [first, end] : taken) {
        if (sheet.offset < end && first < records.position()) return no_sheet(sheet, end);
      }
      taken.emplace_back(sheet.offset, records.position());
    }
    return std::nullopt;
  }

  void leave_out(const BoundSheet& sheet) {
    builder_.remark("sheet.not-a-worksheet", model::Severity::info, {{"name", sheet.name}});
  }

  model::Diagnostic no_sheet(const BoundSheet& sheet, std::size_t expected) const {
    return model::failure(
        "file.damaged",
        {{"part", part_ + ": " + sheet.name}, {"found", std::to_string(sheet.offset)}, {"expected", std::to_string(expected)}});
  }

  std::optional<model::Diagnostic> read_sheet(RecordStream& records, const std::string& name, bool hidden) {
    builder_.begin_sheet(name);
    builder_.grid().hidden = hidden;
    CellValues values(strings_, cell_styles_, epoch_, builder_.store(), workbook_.formats);
    const BiffContext context{version_, decoder(), styles_, values, strings_, outside_, by_calc_};
    if (auto failure = read_biff_sheet(records, context, builder_)) return failure;
    return builder_.failure();
  }

  std::string_view stream_;
  std::string part_;
  const Limits& limits_;
  model::Workbook workbook_;
  SheetBuilder builder_;
  BiffStyles styles_;
  int version_ = 8;
  unsigned code_page_ = kWesternCodePage;
  std::optional<text::Decoder> decoder_;
  Epoch epoch_ = Epoch::from_1900;
  bool by_calc_ = false;
  OutsideReferences outside_;
  std::vector<BoundSheet> sheets_;
  std::vector<std::string_view> shared_strings_;  // the record and its continuations
  std::vector<RichText> strings_;
  std::vector<CellStyle> cell_styles_;
};

}  // namespace

model::Result<model::Workbook> read_xls(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics) {
  if (!bytes.starts_with(kCompoundFile)) return XlsReader(bytes, "BIFF", limits, diagnostics).read();
  const auto file = CompoundFile::read(bytes);
  if (!file) return file.failure();
  if (file->find("EncryptedPackage") != nullptr) return model::failure("file.encrypted", {{"kind", "[[filekind.encrypted]]"}});
  const CompoundStream* book = file->find("Workbook");
  if (book == nullptr) book = file->find("Book");
  if (book == nullptr) return model::failure("file.part-missing", {{"part", "Workbook"}});
  std::string buffer, properties_buffer;
  const auto stream = file->open(*book, buffer);
  if (!stream) return stream.failure();
  XlsReader reader(*stream, book->name, limits, diagnostics);
  if (const CompoundStream* summary = file->find("\5DocumentSummaryInformation")) {
    const auto properties = file->open(*summary, properties_buffer);
    reader.add_properties(properties ? *properties : std::string_view{});
  }
  return reader.read();
}

}  // namespace huibiao::workbook
