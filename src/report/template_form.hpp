// A blank form for one unit and period: what may be filled in, what is suggested, and beside the printed page what the system
// knows and what the form says of itself.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/effective.hpp"
#include "report/form_checks.hpp"
#include "report/form_copy.hpp"

namespace huibiao::report {

class TemplateForm {
 public:
  // known: figures of the year before and of the months before; may be null. words: of the templates' definition. All must
  // outlive it, and it the drawing.
  TemplateForm(const FormCopy& copy, const model::EffectiveTable* known, const model::Catalogue& catalogue, const Words& words)
      : copy_(copy), known_(known), catalogue_(catalogue), words_(words) {}
  TemplateForm(const TemplateForm&) = delete;
  TemplateForm& operator=(const TemplateForm&) = delete;

  FormDrawing drawing();

 private:
  std::vector<PrintedRow> rows_of(const model::FormTable& table);
  void write_value(Sheet& sheet, model::CellAddress at, const PrintedRow& row, const model::FormColumn& column, Style style);
  void write_label(Sheet& sheet, model::CellAddress at, const PrintedRow& row, Style style);
  std::optional<double> suggestion(const model::FormRow& row, const model::FormColumn& column) const;
  std::vector<std::string> earlier_items(const std::string& indicator) const;

  void finish(Sheet& sheet);
  void write_hints(Sheet& sheet) const;
  void expect_numbers(Sheet& sheet) const;
  std::uint32_t write_suggestions(Sheet& sheet, std::uint32_t column) const;
  std::uint32_t write_items(Sheet& sheet, std::uint32_t column);
  std::uint32_t write_codes(Sheet& sheet, std::uint32_t column) const;
  static std::pair<std::string, std::string> unless_explained(std::size_t index, const std::vector<FormFinding>& findings,
                                                              const std::vector<model::CellAddress>& places);
  std::uint32_t write_findings(Sheet& sheet, std::uint32_t shown, std::uint32_t first_hidden) const;
  void mark_cells(Sheet& sheet, const std::map<model::CellAddress, std::map<model::Severity, std::string>>& conditions) const;

  const FormCopy& copy_;
  const model::EffectiveTable* known_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  FormCells cells_;
  std::map<std::size_t, model::CellAddress> labels_;                // by row, of starred rows
  std::map<model::CellAddress, const model::FormColumn*> headers_;  // of value columns
};

}  // namespace huibiao::report
