// Days as workbooks count them (ECMA-376 part 1, 18.17.4.1), and as ISO 8601 writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::workbook {

enum class Epoch { from_1900, from_1904 };

// "2026-03-08", "2026-03-08T10:30:00" (with ".250" where there are thousandths), or "10:30:00" below one day. In the 1900 system
// day 60 is 1900-02-29, which never was: that is what the workbook shows. Nothing outside the years that a workbook can show.
std::optional<std::string> iso_date(double serial, Epoch epoch);
// The serial number of a date, a time or both in ISO 8601 (a trailing Z is taken, other offsets are not); nothing for anything
// else.
std::optional<double> serial_of_iso(std::string_view text, Epoch epoch);

}  // namespace huibiao::workbook
