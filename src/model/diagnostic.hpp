// What is wrong with received data, or with our own definitions, said once and in full.
// A diagnostic holds facts, never sentences: the wording of each rule, in Chinese and English, lives in mappings/messages.*.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/cell_address.hpp"

namespace huibiao::model {

// fatal: nothing could be taken. error (compulsory): the cells involved are held. warning: wants an explanation.
// info: worth knowing.
enum class Severity { info, warning, error, fatal };

std::string_view to_string(Severity severity);                        // "info", "warning", "error", "fatal"
std::optional<Severity> severity_from_string(std::string_view text);  // the inverse

// Named facts that a rule's wording may use: {"found", "12.5x"}.
using Arguments = std::vector<std::pair<std::string, std::string>>;

// An argument of this name, not empty, says that the others may quote figures or names that are not the filer's own: an office's,
// or another unit's. The filer is told without them.
inline constexpr const char* kQuotesOthers = "quotes_others";

struct Diagnostic {
  std::string rule;  // stable id, "area.what": "unit.unknown"; its wording is found by it
  Severity severity = Severity::error;
  Arguments arguments;

  // Where. What does not apply stays empty.
  std::string file;   // name of the received file, or path of the definition
  std::string sheet;  // name of the sheet
  std::optional<CellAddress> cell;
  std::vector<CellAddress> related;  // other cells on the same sheet that the rule looked at
  int line = 0;                      // line of a definition file; 0 where there is none

  // About what.
  std::string submission;  // id of the submission
  std::string park;        // official full name
  std::string period;      // "2026-03"
  std::string indicator;
  std::string item;
  std::string measure;

  std::string explanation;  // what the filer has said to it in answer to a returned copy; "" where nothing

  // The argument of that name, or "".
  std::string_view argument(std::string_view name) const;
};

using Diagnostics = std::vector<Diagnostic>;

// A fatal diagnostic in one expression, for returning from a step that yields Result<T>.
Diagnostic failure(std::string rule, Arguments arguments = {});

}  // namespace huibiao::model
