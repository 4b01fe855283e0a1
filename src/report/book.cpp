#include "report/book.hpp"

#include <ctime>
#include <system_error>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr double kDefaultRowPoints = 19;

std::time_t midnight(const model::Date& date) {
  std::tm time = {};
  time.tm_year = date.year - 1900;
  time.tm_mon = date.month - 1;
  time.tm_mday = date.day;
  return timegm(&time);
}

std::uint8_t border_of(Rule rule) {
  switch (rule) {
    case Rule::none:
      return LXW_BORDER_NONE;
    case Rule::thin:
      return LXW_BORDER_THIN;
    case Rule::thick:
      return LXW_BORDER_MEDIUM;
    case Rule::dotted:
      return LXW_BORDER_DOTTED;
  }
  return LXW_BORDER_NONE;
}

std::uint8_t alignment_of(Align align) {
  switch (align) {
    case Align::left:
      return LXW_ALIGN_LEFT;
    case Align::center:
      return LXW_ALIGN_CENTER;
    case Align::right:
      return LXW_ALIGN_RIGHT;
  }
  return LXW_ALIGN_LEFT;
}

void set_borders(lxw_format* format, const Style& style) {
  if (style.top != Rule::none) format_set_top(format, border_of(style.top));
  if (style.bottom != Rule::none) format_set_bottom(format, border_of(style.bottom));
  if (style.left != Rule::none) format_set_left(format, border_of(style.left));
  if (style.right != Rule::none) format_set_right(format, border_of(style.right));
}

}  // namespace

Book::Book(std::filesystem::path path, BookSettings settings) : path_(std::move(path)), settings_(std::move(settings)) {
  part_ = path_.parent_path() / ("." + path_.filename().string() + ".part");
  lxw_workbook_options options = {};
  options.constant_memory = settings_.streamed ? LXW_TRUE : LXW_FALSE;
  book_ = workbook_new_opt(part_.c_str(), &options);
  lxw_doc_properties properties = {};
  properties.title = const_cast<char*>(settings_.title.c_str());  // the library copies it
  properties.created = midnight(settings_.created);
  workbook_set_properties(book_, &properties);
}

Book::~Book() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

Sheet& Book::sheet(std::string_view name) {
  const std::string copy(name);
  lxw_worksheet* sheet = workbook_add_worksheet(book_, copy.c_str());
  if (sheet == nullptr) {
    refuse(model::failure("report.sheet-name", {{"found", copy}}));
    sheet = workbook_add_worksheet(book_, nullptr);
  }
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_default_row(sheet, kDefaultRowPoints, LXW_FALSE);
  sheets_.push_back(std::unique_ptr<Sheet>(new Sheet(*this, sheet, copy)));
  return *sheets_.back();
}

void Book::property(std::string_view name, std::string_view value) {
  workbook_set_custom_property_string(book_, std::string(name).c_str(), std::string(value).c_str());
}

void Book::refuse(model::Diagnostic why) {
  if (refusal_) return;
  why.file = path_.filename().string();
  refusal_ = std::move(why);
}

model::Outcome Book::save() {
  if (refusal_) return *refusal_;
  const auto unwritten = [this](std::string reason) {
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
    return model::failure("report.not-written", {{"file", path_.string()}, {"reason", std::move(reason)}});
  };
  std::error_code error;
  std::filesystem::create_directories(path_.parent_path(), error);
  if (error) return unwritten(error.message());
  const lxw_error closed = workbook_close(book_);
  book_ = nullptr;
  if (closed != LXW_NO_ERROR) return unwritten(lxw_strerror(closed));
  std::filesystem::rename(part_, path_, error);
  if (error) return unwritten(error.message());
  return model::Done{};
}

const std::string& Book::face_of(Face face) const {
  if (face == Face::heading) return settings_.heading_face;
  return face == Face::text && !settings_.text_face.empty() ? settings_.text_face : settings_.body_face;
}

lxw_format* Book::fill(std::uint32_t color) {
  const auto [entry, added] = fills_.emplace(color, nullptr);
  if (!added) return entry->second;
  entry->second = workbook_add_format(book_);
  format_set_bg_color(entry->second, color);
  return entry->second;
}

lxw_format* Book::format(const Style& style) {
  for (const auto* known : recent_)
    if (known != nullptr && known->first == style) return known->second;
  const auto [entry, added] = formats_.try_emplace(style, nullptr);
  recent_[least_recent_++ % recent_.size()] = &*entry;
  if (!added) return entry->second;
  lxw_format* format = workbook_add_format(book_);
  format_set_font_name(format, face_of(style.face).c_str());
  format_set_font_size(format, style.half_points / 2.0);
  format_set_font_color(format, style.color);
  if (style.bold) format_set_bold(format);
  if (style.wrap) format_set_text_wrap(format);
  if (style.unlocked) format_set_unlocked(format);
  format_set_align(format, alignment_of(style.align));
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (style.indent > 0) format_set_indent(format, static_cast<std::uint8_t>(style.indent));
  set_borders(format, style);
  if (style.fill != 0xFFFFFF) format_set_bg_color(format, style.fill);
  if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
  entry->second = format;
  return format;
}

}  // namespace huibiao::report
