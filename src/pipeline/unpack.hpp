// One received file as the files that it stands for: itself, or, where it is a zip of files, each of these (one level deep).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/diagnostic.hpp"
#include "pipeline/inbox.hpp"

namespace huibiao::pipeline {

// Takes one file; `refusal` says why its bytes could not be had from the archive: they are then as they lie there. False stops.
using TakeFile = std::function<bool(const IncomingFile& file, std::string bytes, std::optional<model::Diagnostic> refusal)>;

// A file in an archive is called as if the archive were a folder: "march.zip/form.xlsx".
void unpack(const IncomingFile& file, std::string bytes, const TakeFile& take);

}  // namespace huibiao::pipeline
