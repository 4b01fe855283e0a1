// A drafted form as the TOML that the catalogue reads, with what a person has to decide in comments of both languages.
#pragma once

#include <string>

#include "model/form_draft.hpp"

namespace huibiao::catalogue {

// The text of templates/<id>/<first-year>.toml. Comments are words of the catalogue.
std::string to_toml(const model::FormDraft& draft, const model::Catalogue& catalogue);
// True where a form may be called so: lower-case letters, digits and hyphens, beginning with a letter, and no folder of
// templates/ that holds something else.
bool is_form_id(std::string_view id);

}  // namespace huibiao::catalogue
