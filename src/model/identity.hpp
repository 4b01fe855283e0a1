// The hidden identity of the workbooks that huibiao writes: custom document properties, by which intake knows its own templates and
// sets its own reports aside.
#pragma once

#include <string>

namespace huibiao::model {

struct Identity {
  std::string kind;    // as in manifest.json: "template", "filled-form", "summary"
  std::string form;    // "" where none applies, and so on
  std::string version;  // the form's first year
  std::string park;
  std::string period;
};

inline constexpr const char* kIdentityKind = "huibiao.kind";
inline constexpr const char* kIdentityForm = "huibiao.form";
inline constexpr const char* kIdentityVersion = "huibiao.version";
inline constexpr const char* kIdentityPark = "huibiao.park";
inline constexpr const char* kIdentityPeriod = "huibiao.period";

}  // namespace huibiao::model
