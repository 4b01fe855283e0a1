#include "workbook/format_table.hpp"

#include "workbook/number_format.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostFormats = 60'000;  // an index has to fit into a cell

}  // namespace

std::uint16_t FormatTable::index_of(int id) {
  const auto [place, is_new] = places_.emplace(id, static_cast<std::uint16_t>(formats_.size()));
  if (!is_new) return place->second;
  const auto code = codes_.find(id);
  const std::string_view text =
      code != codes_.end() ? std::string_view(code->second) : built_in_format(static_cast<unsigned>(id));
  if (text.empty()) return place->second = 0;
  if (formats_.size() == kMostFormats) {
    too_many_ = true;
    return place->second = 0;
  }
  formats_.push_back(classify_format(text));
  return place->second;
}

std::optional<model::Diagnostic> FormatTable::failure() const {
  if (!too_many_) return std::nullopt;
  return model::failure("file.limit", {{"limit", "[[limit.formats]]"},
                                       {"found", "> " + std::to_string(kMostFormats)},
                                       {"expected", std::to_string(kMostFormats)}});
}

}  // namespace huibiao::workbook
