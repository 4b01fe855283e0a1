// The text of a file of markup (XML, HTML) that is no part of a zip, whatever encoding it is in.
#pragma once

#include <string>
#include <string_view>

#include "workbook/sheet_builder.hpp"

namespace huibiao::workbook {

// As UTF-8, without mark. Well-formed UTF-8 is believed whatever the file says of itself; else what it says, else what is found.
// An encoding other than UTF-8, and what could not be decoded, is said.
std::string decode_markup(std::string_view bytes, SheetBuilder& builder);

}  // namespace huibiao::workbook
