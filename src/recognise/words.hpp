// Lists of words, as the lexicon gives them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::recognise {

// True where one of the words stands anywhere in the text.
bool contains_any(std::string_view text, const std::vector<std::string>& words);

// Each as text::compact gives it, the longest first; what is empty then is left out.
std::vector<std::string> compact_all(const std::vector<std::string>& words);

// A unit's name: folded, without spaces and without the brackets around it. Signs such as % are all there is of some.
std::string unit_key(std::string_view name);

void add_once(std::vector<std::string>& list, const std::string& value);

}  // namespace huibiao::recognise
