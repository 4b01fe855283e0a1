#include "catalogue/draft.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalogue/parts.hpp"

namespace huibiao::catalogue {
namespace {

using model::ColumnRole;
using model::Doubts;

// A basic string: whatever a workbook holds stays one value on one line.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string wording(const model::Wording& wording) {
  return fmt::format("{{ zh = {}, en = {} }}", toml_text(wording.zh), toml_text(wording.en));
}

std::string list(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + toml_text(text);
  return "[" + all + "]";
}

class DraftWriter {
 public:
  DraftWriter(const model::FormDraft& draft, const model::Catalogue& catalogue) : draft_(draft), catalogue_(catalogue) {}

  std::string write() {
    const model::Form& form = draft_.form;
    comment({"adopt.top", {{"id", form.id}, {"year", std::to_string(form.first_year)}}}, "");
    value("id", toml_text(form.id));
    value("first_year", std::to_string(form.first_year));
    value("title", toml_text(form.title));
    if (!form.caption.empty()) value("caption", toml_text(form.caption));
    value("name", wording(form.name));
    value("register", toml_text(form.register_id));
    value("months", fmt::format("[{}]", fmt::join(form.months, ", ")));
    value("precedence", std::to_string(form.precedence));
    value("unit_line", toml_text(form.unit_line));
    value("unit_heading", toml_text(form.unit_heading));
    value("signoff", list(form.signoff));
    value("signoff_line", toml_text(form.signoff_line));
    value("footnote", toml_text(form.footnote));
    write_definitions();
    for (const model::DraftTable& table : draft_.tables) write_table(table);
    return std::move(text_);
  }

 private:
  // Both languages: whoever gets the draft is not known.
  void comment(const model::Doubt& doubt, std::string_view mark) {
    for (const char* language : {"zh", "en"}) {
      std::string said = model::fill(catalogue_.word(language, doubt.word), doubt.arguments);
      std::replace_if(
          said.begin(), said.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }, ' ');
      std::string before = "# ";
      if (!mark.empty()) before += catalogue_.word(language, mark);
      for (std::size_t at = 0; at <= said.size();) {
        const std::size_t end = std::min(said.find('\n', at), said.size());
        text_ += before + said.substr(at, end - at) + "\n";
        at = end + 1;
      }
    }
  }

  void comments(const Doubts& doubts) {
    for (const model::Doubt& doubt : doubts) comment(doubt, "adopt.mark");
  }

  void line(std::string_view key, std::string_view value) { text_ += fmt::format("{} = {}\n", key, value); }
  void filled(std::string_view key, const std::string& value) {
    if (!value.empty()) line(key, toml_text(value));
  }

  // Of the form itself, with what is doubted about it.
  void value(const std::string& key, std::string_view value) {
    const auto doubts = draft_.doubts.find(key);
    if (doubts != draft_.doubts.end()) comments(doubts->second);
    line(key, value);
  }

  void open(std::string_view name, const Doubts& doubts) {
    text_ += '\n';
    comments(doubts);
    text_ += fmt::format("[[{}]]\n", name);
  }

  void write_definitions() {
    for (const auto& [unit, doubts] : draft_.units) {
      open("unit", doubts);
      line("id", toml_text(unit.id));
      line("dimension", toml_text(unit.dimension));
      line("exponent", std::to_string(unit.exponent));
    }
    for (const auto& [measure, doubts] : draft_.measures) {
      open("measure", doubts);
      line("id", toml_text(measure.id));
      line("name", wording(measure.name));
    }
    for (const auto& [indicator, doubts] : draft_.indicators) {
      open("indicator", doubts);
      line("id", toml_text(indicator.id));
      line("name", wording(indicator.name));
      line("unit", toml_text(indicator.unit));
      line("nature", toml_text("undecided"));
    }
    for (const auto& [office, doubts] : draft_.offices) {
      open("office", doubts);
      line("id", toml_text(office.id));
      line("name", wording(office.name));
      line("aliases", list(office.aliases));
    }
  }

  void write_table(const model::DraftTable& table) {
    text_ += "\n[[table]]\n";
    filled("id", table.id);
    for (const auto& [column, doubts] : table.columns) {
      open("table.column", doubts);
      line("role", toml_text(role_name(column.role)));
      line("header", toml_text(column.header));
      if (!column.above.empty()) line("above", list(column.above));
      filled("measure", column.measure);
      filled("unit", column.unit);
    }
    for (const auto& [row, doubts] : table.rows) {
      open("table.row", doubts);
      line("indicator", toml_text(row.indicator));
      line("label", toml_text(row.label));
      filled("group", row.group);
      line("unit", toml_text(row.unit));
      line("remark", toml_text(row.remark));
      line("source", toml_text(row.source));
      filled("part_of", row.part_of);
      if (row.star) text_ += fmt::format("star = true\nslot = {}\n", row.slot);
    }
  }

  const model::FormDraft& draft_;
  const model::Catalogue& catalogue_;
  std::string text_;
};

}  // namespace

std::string to_toml(const model::FormDraft& draft, const model::Catalogue& catalogue) {
  return DraftWriter(draft, catalogue).write();
}

bool is_form_id(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' && std::all_of(id.begin(), id.end(), allowed) &&
         is_form_path(fmt::format("templates/{}/2000.toml", id));
}

}  // namespace huibiao::catalogue
