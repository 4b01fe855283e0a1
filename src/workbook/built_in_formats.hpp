// The number formats that a workbook uses by their id alone (ECMA-376 part 1, 18.8.30): those of every language, and of zh-CN.
// The signs within them are the standard's.
#pragma once

#include <array>
#include <string_view>

namespace huibiao::workbook {

#define HUIBIAO_YEAR "\"\u5e74\""
#define HUIBIAO_MONTH "\"\u6708\""
#define HUIBIAO_DAY "\"\u65e5\""
#define HUIBIAO_HOUR "\"\u65f6\""
#define HUIBIAO_MINUTE "\"\u5206\""
#define HUIBIAO_SECOND "\"\u79d2\""
#define HUIBIAO_HALF_DAY "\u4e0a\u5348/\u4e0b\u5348"

inline constexpr std::array<std::string_view, 59> kBuiltInFormats = {
    "General",
    "0",
    "0.00",
    "#,##0",
    "#,##0.00",
    "$#,##0_);($#,##0)",
    "$#,##0_);[Red]($#,##0)",
    "$#,##0.00_);($#,##0.00)",
    "$#,##0.00_);[Red]($#,##0.00)",
    "0%",
    "0.00%",
    "0.00E+00",
    "# ?/?",
    "# ?\?/?\?",
    "mm-dd-yy",
    "d-mmm-yy",
    "d-mmm",
    "mmm-yy",
    "h:mm AM/PM",
    "h:mm:ss AM/PM",
    "h:mm",
    "h:mm:ss",
    "m/d/yy h:mm",
    {},
    {},
    {},
    {},
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH,  // 27
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    "m-d-yy",
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE,
    "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE "ss" HUIBIAO_SECOND,
    HUIBIAO_HALF_DAY "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE,
    HUIBIAO_HALF_DAY "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE "ss" HUIBIAO_SECOND,
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH,
    "#,##0_);(#,##0)",  // 37
    "#,##0_);[Red](#,##0)",
    "#,##0.00_);(#,##0.00)",
    "#,##0.00_);[Red](#,##0.00)",
    "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
    "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
    "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"?\?_);_(@_)",
    "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"?\?_);_(@_)",
    "mm:ss",  // 45
    "[h]:mm:ss",
    "mm:ss.0",
    "##0.0E+0",
    "@",
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH,  // 50
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH,
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
    HUIBIAO_HALF_DAY "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE,
    HUIBIAO_HALF_DAY "h" HUIBIAO_HOUR "mm" HUIBIAO_MINUTE "ss" HUIBIAO_SECOND,
    "yyyy" HUIBIAO_YEAR "m" HUIBIAO_MONTH,
    "m" HUIBIAO_MONTH "d" HUIBIAO_DAY,
};

#undef HUIBIAO_YEAR
#undef HUIBIAO_MONTH
#undef HUIBIAO_DAY
#undef HUIBIAO_HOUR
#undef HUIBIAO_MINUTE
#undef HUIBIAO_SECOND
#undef HUIBIAO_HALF_DAY

}  // namespace huibiao::workbook
