// What the tags of a page of tables mean by their names, given in lower case.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace huibiao::workbook {

inline bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

inline bool starts_a_line(std::string_view name) {
  return is_one_of(name, {"p",        "div",     "li",      "ul",     "ol",         "h1",      "h2",      "h3",      "h4",
                          "h5",       "h6",      "center",  "hr",     "form",       "pre",     "body",    "caption", "blockquote",
                          "fieldset", "section", "article", "header", "footer",     "dl",      "dt",      "dd",      "address",
                          "main",     "nav",     "aside",   "figure", "figcaption", "details", "summary", "legend"});
}

inline bool is_table_tag(std::string_view name) {
  return is_one_of(name, {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup", "caption"});
}

// Inputs that show no value that a figure may be.
inline bool shows_no_figure(std::string type) {
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return is_one_of(type,
                   {"hidden", "checkbox", "radio", "submit", "reset", "button", "image", "file", "password", "color", "range"});
}

inline bool is_no_text(std::string_view name) {
  return is_one_of(name, {"style", "script", "title", "xml", "noscript", "template", "svg", "object"});
}

}  // namespace huibiao::workbook
