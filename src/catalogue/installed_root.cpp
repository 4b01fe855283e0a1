#include "catalogue/catalogue.hpp"

namespace huibiao::catalogue {

std::filesystem::path installed_root() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    // HUIBIAO_DATA_FROM_PROGRAM: the way from the folder of the installed program to its data.
    const std::filesystem::path installed = (program.parent_path() / HUIBIAO_DATA_FROM_PROGRAM).lexically_normal();
    if (std::filesystem::is_directory(installed / "templates", error)) return installed;
  }
  return HUIBIAO_SOURCE_ROOT;
}

}  // namespace huibiao::catalogue
