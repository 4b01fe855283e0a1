#include "report/style.hpp"

#include "model/decimal.hpp"

namespace huibiao::report {

Style Style::with(Rule Style::*edge, Rule rule) const {
  Style style = *this;
  style.*edge = rule;
  return style;
}

Style Style::aligned(Align to) const {
  Style style = *this;
  style.align = to;
  return style;
}

Style Style::indented(int by) const {
  Style style = *this;
  style.indent = by;
  return style;
}

Style Style::emboldened() const {
  Style style = *this;
  style.bold = true;
  return style;
}

Style Style::tinted(std::uint32_t with_fill) const {
  Style style = *this;
  style.fill = with_fill;
  return style;
}

Style Style::formatted(std::string format) const {
  Style style = *this;
  style.number_format = std::move(format);
  return style;
}

namespace styles {

constexpr std::uint32_t kGrey = 0x595959;
constexpr int kTitleHalfPoints = 36;
constexpr int kSmallHalfPoints = 18;

Style title() {
  Style style;
  style.face = Face::heading;
  style.half_points = kTitleHalfPoints;
  style.align = Align::center;
  return style;
}

Style caption() {
  Style style;
  style.half_points = kSmallHalfPoints;
  style.color = kGrey;
  return style;
}

Style header() {
  Style style;
  style.align = Align::center;
  style.wrap = true;
  return style;
}

Style body() { return {}; }

Style number() { return Style{}.aligned(Align::right); }

Style mark() { return caption().aligned(Align::center); }

}  // namespace styles

int decimals_as_filed(double value) {
  const std::string digits = model::plain_decimal(value);
  const std::size_t point = digits.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
}

std::string format_as_filed(double value) {
  const int decimals = decimals_as_filed(value);
  if (decimals == 0) return kWholeFormat;
  return std::string(kWholeFormat) + "." + std::string(static_cast<std::size_t>(decimals), '0');
}

}  // namespace huibiao::report
