#include "report/archive.hpp"

#include <memory>
#include <system_error>

#include <zip.h>

#include "text/text.hpp"

namespace huibiao::report {

namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

// MS-DOS date (APPNOTE 4.4.6): years from 1980.
zip_uint16_t dos_date(const model::Date& date) {
  return static_cast<zip_uint16_t>(((date.year - 1980) << 9) | (date.month << 5) | date.day);
}

}  // namespace

model::Outcome write_archive(const std::filesystem::path& path,
                             const std::vector<std::pair<std::filesystem::path, std::string>>& files, const model::Date& date) {
  const auto unwritten = [&](const std::string& reason) {
    return model::failure("report.not-written", {{"file", path.string()}, {"reason", reason}});
  };
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return unwritten(error.message());
  int code = 0;
  std::unique_ptr<zip_t, Discard> archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (!archive) {
    zip_error_t reason;
    zip_error_init_with_code(&reason, code);
    return unwritten(zip_error_strerror(&reason));
  }
  for (const auto& [file, name] : files) {
    zip_source_t* source = zip_source_file(archive.get(), file.c_str(), 0, -1);
    // "CP437" is how the library calls a name that is not marked as UTF-8: its bytes stay as they are.
    const std::string bytes = text::from_utf8(name, "GBK");
    const zip_int64_t place = source == nullptr ? -1 : zip_file_add(archive.get(), bytes.c_str(), source, ZIP_FL_ENC_CP437);
    if (place < 0) {
      if (source != nullptr) zip_source_free(source);
      return unwritten(zip_strerror(archive.get()));
    }
    const auto index = static_cast<zip_uint64_t>(place);
    const bool set = zip_set_file_compression(archive.get(), index, ZIP_CM_STORE, 0) == 0 &&  // workbooks are packed already
                     zip_file_set_dostime(archive.get(), index, 0, dos_date(date), 0) == 0;
    if (!set) return unwritten(zip_strerror(archive.get()));
  }
  if (zip_close(archive.get()) != 0) return unwritten(zip_strerror(archive.get()));
  (void)archive.release();  // closed
  return model::Done{};
}

}  // namespace huibiao::report
