#include "model/form_changes.hpp"

#include <algorithm>

namespace huibiao::model {
namespace {

// A row is told by its indicator and, among starred ones, its slot; a column by what it holds.
bool same_place(const FormRow& a, const FormRow& b) { return a.indicator == b.indicator && a.slot == b.slot; }
bool same_place(const FormColumn& a, const FormColumn& b) {
  if (a.role != b.role) return false;
  return a.role == ColumnRole::value ? a.measure == b.measure && a.indicator == b.indicator : true;
}

template <class Part>
std::vector<Part> all_of(const Form& form, std::vector<Part> FormTable::*parts) {
  std::vector<Part> all;
  for (const FormTable& table : form.tables) all.insert(all.end(), (table.*parts).begin(), (table.*parts).end());
  return all;
}

template <class Part>
const Part* counterpart(const std::vector<Part>& parts, const Part& wanted) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return same_place(part, wanted); });
  return found == parts.end() ? nullptr : &*found;
}

// Without the blanks before it, which indent it.
std::string unindented(const std::string& label) {
  const std::size_t start = label.find_first_not_of(' ');
  return start == std::string::npos ? "" : label.substr(start);
}

class Comparison {
 public:
  Comparison(const Form& before, const Form& after) : before_(before), after_(after) {}

  Diagnostics compare() {
    compare_rows();
    compare_columns();
    compare_line("title", before_.title, after_.title);
    compare_line("unit", before_.unit_line, after_.unit_line);
    compare_line("footnote", before_.footnote, after_.footnote);
    compare_line("signatures", before_.signoff_line, after_.signoff_line);
    return std::move(changes_);
  }

 private:
  void say(const char* rule, Arguments arguments) {
    Diagnostic& change = changes_.emplace_back();
    change.rule = rule;
    change.severity = Severity::info;
    change.arguments = std::move(arguments);
  }

  void changed(const std::string& what, const char* part, const std::string& from, const std::string& to) {
    if (from != to)
      say("change.text", {{"what", what}, {"part", "[[change." + std::string(part) + "]]"}, {"from", from}, {"to", to}});
  }

  void compare_rows() {
    const std::vector<FormRow> old = all_of(before_, &FormTable::rows), now = all_of(after_, &FormTable::rows);
    for (const FormRow& row : now) {
      const std::string label = unindented(row.label);
      const FormRow* earlier = counterpart(old, row);
      if (earlier == nullptr) {
        say("change.row-new", {{"what", label}, {"unit", row.unit.empty() ? after_.unit_line : row.unit}});
        continue;
      }
      changed(unindented(earlier->label), "label", unindented(earlier->label), label);
      changed(label, "row-unit", earlier->unit, row.unit);
      changed(label, "remark", earlier->remark, row.remark);
      if (earlier->source != row.source && earlier->remark == row.remark)
        say("change.text", {{"what", label}, {"part", "[[change.source]]"}, {"from", earlier->source}, {"to", row.source}});
    }
    for (const FormRow& row : old)
      if (counterpart(now, row) == nullptr) say("change.row-gone", {{"what", unindented(row.label)}});
  }

  void compare_columns() {
    const std::vector<FormColumn> old = all_of(before_, &FormTable::columns), now = all_of(after_, &FormTable::columns);
    for (const FormColumn& column : now) {
      const FormColumn* earlier = counterpart(old, column);
      if (earlier == nullptr)
        say("change.column-new", {{"what", column.header}});
      else
        changed(earlier->header, "header", earlier->header, column.header);
    }
    for (const FormColumn& column : old)
      if (counterpart(now, column) == nullptr) say("change.column-gone", {{"what", column.header}});
  }

  void compare_line(const char* part, const std::string& from, const std::string& to) {
    if (from != to) say("change.line", {{"part", "[[change." + std::string(part) + "]]"}, {"from", from}, {"to", to}});
  }

  const Form& before_;
  const Form& after_;
  Diagnostics changes_;
};

}  // namespace

Diagnostics changes_in(const Catalogue& catalogue, const Form& form, int year) {
  const Form* before = nullptr;
  for (const Form& other : catalogue.forms)
    if (other.id == form.id && other.first_year < form.first_year) before = &other;  // ascending by year
  if (form.first_year != year || before == nullptr) return {};
  return Comparison(*before, form).compare();
}

}  // namespace huibiao::model
