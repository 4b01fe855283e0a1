#include "workbook/biff_records.hpp"

#include <algorithm>

#include "workbook/bytes.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kHeaderSize = 4;
constexpr std::uint16_t kSheet = 0x10, kGlobals = 0x05, kWorkspace = 0x100;  // of a BOF

// The name that all generations of a type go by.
std::uint16_t common_type(std::uint16_t stored) {
  switch (stored) {
    case 0x0201:
      return record::blank;
    case 0x0203:
      return record::number;
    case 0x0204:
      return record::label;
    case 0x0205:
      return record::boolean_or_error;
    case 0x0206:
    case 0x0406:
      return record::formula;
    case 0x0207:
      return record::string;
    case 0x0208:
      return record::row;
    case 0x0209:
    case 0x0409:
    case 0x0809:
      return record::bof;
    case 0x0221:
      return record::array;
    case 0x0231:
      return record::font;
    case 0x0236:
    case 0x0037:
      return record::table;
    case 0x0243:
    case 0x0443:
      return record::xf_old;
    case 0x027E:
      return record::rk;
    case 0x041E:
      return record::format;
    default:
      return stored;
  }
}

}  // namespace

std::optional<BeginOfFile> begin_of_file(const Record& record) {
  if (record.type != record::bof || record.data.size() < 4) return std::nullopt;
  const auto version = load<std::uint16_t>(record.data, 0), kind = load<std::uint16_t>(record.data, 2);
  BeginOfFile begin;
  begin.kind = kind == kGlobals ? SubstreamKind::globals : kind == kSheet ? SubstreamKind::sheet : SubstreamKind::other;
  begin.workspace = kind == kWorkspace;
  begin.version = record.stored_type == 0x0009   ? 2
                  : record.stored_type == 0x0209 ? 3
                  : record.stored_type == 0x0409 ? 4
                  : version == 0x0600            ? 8
                  : version == 0x0500            ? 5
                                                 : 0;
  if (begin.version == 0) return std::nullopt;
  return begin;
}

bool RecordStream::next() {
  if (!lies_within(stream_, at_, kHeaderSize)) return false;
  const auto size = load<std::uint16_t>(stream_, at_ + 2);
  if (!lies_within(stream_, at_ + kHeaderSize, size)) return false;
  record_.stored_type = load<std::uint16_t>(stream_, at_);
  record_.type = common_type(record_.stored_type);
  record_.data = stream_.substr(at_ + kHeaderSize, size);
  record_.offset = at_;
  at_ += kHeaderSize + size;
  return true;
}

std::vector<std::string_view> RecordStream::with_continuations() {
  std::vector<std::string_view> pieces = {record_.data};
  while (lies_within(stream_, at_, kHeaderSize) && load<std::uint16_t>(stream_, at_) == record::continuation && next()) {
    pieces.push_back(record_.data);
  }
  return pieces;
}

model::Diagnostic RecordStream::truncated() const {
  return model::failure("file.truncated", {{"part", part_},
                                           {"found", std::to_string(stream_.size())},
                                           {"expected", "> " + std::to_string(std::max(at_, stream_.size()))}});
}

model::Diagnostic RecordStream::damaged(std::size_t found, std::size_t expected) const {
  return model::failure("file.damaged", {{"part", part_ + " @" + std::to_string(record_.offset)},
                                         {"found", std::to_string(found)},
                                         {"expected", std::to_string(expected)}});
}

}  // namespace huibiao::workbook
