#include "report/pages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace huibiao::report {

namespace {

constexpr double kOrphan = 0.3;  // of a page: less than that on the last one is pushed onto the others

}  // namespace

int pages_for(double points, double room) { return std::max(1, static_cast<int>(std::ceil(points / room - kOrphan))); }

void print_column_groups(Sheet& sheet, const ColumnGroups& groups, double points) {
  if (groups.starts.empty()) return sheet.page(Orientation::landscape);
  const auto count = static_cast<std::uint32_t>(groups.widths.size());
  const auto characters = [&](std::uint32_t first, std::uint32_t end) {
    return std::accumulate(groups.widths.begin() + first, groups.widths.begin() + end, 0.0);
  };
  std::vector<std::uint32_t> breaks;
  std::uint32_t page = groups.starts.front();  // first column of figures on the page in work
  double widest = 0;
  const auto end_page = [&](std::uint32_t end) {
    const std::uint32_t labels = breaks.empty() ? groups.starts.front() : groups.repeated;
    widest = std::max(widest, characters(0, labels) + characters(page, end));
  };
  for (std::size_t at = 0; at < groups.starts.size(); ++at) {
    const std::uint32_t start = groups.starts[at], end = at + 1 < groups.starts.size() ? groups.starts[at + 1] : count;
    if (start == page || end - page <= groups.most) continue;
    end_page(start);
    breaks.push_back(start);
    page = start;
  }
  end_page(count);
  const double scale = std::min(1.0, kPrintedLong / (widest * kPointsOfCharacter));
  sheet.page(Orientation::landscape, static_cast<int>(breaks.size()) + 1, pages_for(points * scale, kPrintedShort));
  sheet.page_breaks({}, breaks);
}

void print_row_groups(Sheet& sheet, Orientation orientation, const std::vector<RowGroup>& groups, double characters,
                      double head_points) {
  const bool landscape = orientation == Orientation::landscape;
  const double wide = landscape ? kPrintedLong : kPrintedShort, high = landscape ? kPrintedShort : kPrintedLong;
  const double scale = std::min(1.0, wide / (characters * kPointsOfCharacter));
  const double room = high / scale - head_points;
  std::vector<std::uint32_t> breaks;
  double used = 0;
  for (const RowGroup& group : groups) {
    if (used > 0 && used + group.points > room) {
      breaks.push_back(group.first);
      used = 0;
    }
    used = std::fmod(used + group.points, room);  // a group longer than a page goes on over the next ones
  }
  sheet.page(orientation);
  sheet.page_breaks(breaks, {});
}

}  // namespace huibiao::report
