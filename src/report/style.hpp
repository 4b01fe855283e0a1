// How a cell looks. A plain value: equal styles become one format in the workbook.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace huibiao::report {

enum class Face : std::uint8_t { body, heading, text };  // which typeface a role has is said by the report's definition
enum class Align : std::uint8_t { left, center, right };
enum class Rule : std::uint8_t { none, thin, thick, dotted };

struct Style {
  Face face = Face::body;
  int half_points = 21;  // size of the letters: 21 is 10.5 pt
  bool bold = false;
  bool wrap = false;
  bool unlocked = false;  // may be typed into where a sheet is protected
  Align align = Align::left;
  int indent = 0;
  Rule top = Rule::none;
  Rule bottom = Rule::none;
  Rule left = Rule::none;
  Rule right = Rule::none;
  std::uint32_t color = 0x000000;
  std::uint32_t fill = 0xFFFFFF;   // white is no fill
  std::string number_format = "";  // "" is General

  friend auto operator<=>(const Style&, const Style&) = default;

  // The same style with one thing changed.
  Style with(Rule Style::*edge, Rule rule) const;
  Style aligned(Align to) const;
  Style indented(int by) const;
  Style emboldened() const;
  Style tinted(std::uint32_t with_fill) const;
  Style formatted(std::string format) const;
};

namespace styles {

Style title();    // of a sheet: heading face, 18 pt, centred
Style caption();  // the lines under it and the notes under a table: 9 pt, grey
Style header();   // of a column: centred, wrapped
Style body();     // text in a table
Style number();   // right-aligned; give it a format
Style mark();     // the narrow column of marks: 9 pt, grey, centred

}  // namespace styles

// Number formats of reports. None shows more digits than are meant: a figure as filed keeps its own.
inline constexpr const char* kWholeFormat = "#,##0";
inline constexpr const char* kTwoDecimalsFormat = "#,##0.00";
inline constexpr const char* kRateFormat = "0.0";
inline constexpr const char* kPointsFormat = "+0.0;-0.0;0.0";

// Decimals that the value has.
int decimals_as_filed(double value);
// With thousands separators and as many decimals as the value has: 1234.5 -> "#,##0.0".
std::string format_as_filed(double value);

}  // namespace huibiao::report
