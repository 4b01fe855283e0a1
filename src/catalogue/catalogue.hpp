// templates/ and mappings/ -> model::Catalogue. The only room that reads TOML.
#pragma once

#include <filesystem>
#include <vector>

#include "model/catalogue.hpp"
#include "model/evaluation.hpp"
#include "model/result.hpp"

namespace huibiao::catalogue {

// Where the installed catalogue lies: beside the build tree, or under the install prefix, whichever the running program belongs
// to.
std::filesystem::path installed_root();

// Loads root/templates and root/mappings, then each overlay in order: a file of the same relative path replaces the one before
// it, except mappings/labels.toml, industries.csv and parks.csv, whose entries are added to (a line with the same name and
// valid_from replaces). Everything wrong is found in one go: on failure `diagnostics` holds one entry for each error, with file
// and line, and the failure says how many; what only follows from another of them is left out. A key that nobody knows is an
// error, so that a typing mistake never passes in silence.
model::Result<model::Catalogue> load(const std::filesystem::path& root, const std::vector<std::filesystem::path>& overlays,
                                     model::Diagnostics& diagnostics);

// The systems of evaluation (templates/evaluation), which are no part of the catalogue: only one command needs them. load() has
// checked them; same arguments, and the catalogue that it gave.
std::vector<model::EvaluationSystem> load_evaluations(const std::filesystem::path& root,
                                                      const std::vector<std::filesystem::path>& overlays,
                                                      const model::Catalogue& catalogue);

// The wordings alone, for saying what is wrong with a catalogue that could not be loaded. What cannot be read of them is left
// out: a rule without wording is printed with its id and arguments.
model::Catalogue load_messages(const std::filesystem::path& root);

}  // namespace huibiao::catalogue
