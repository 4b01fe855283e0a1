// A file that a report wrote, as manifest.json lists it.
#pragma once

#include <string>

namespace huibiao::model {

struct WrittenFile {
  std::string path;  // relative to the output folder, UTF-8, '/' between folders
  std::string kind;  // "summary", "detail", "filled-form", "returned", "template", "quality", "evaluation"
  std::string form;  // "" where none applies, and so on
  std::string period;
  std::string park;
};

}  // namespace huibiao::model
