#include "recognise/companions.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"

namespace huibiao::recognise {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPark = "嘉兴高新技术产业开发区";

// One sheet for each form, whose one figure differs from all others.
struct Book {
  model::Workbook workbook;
  std::vector<model::RecognisedForm> forms;
  model::Diagnostics diagnostics;

  void add(const std::string& sheet, const std::string& form_id) {
    const std::size_t index = workbook.grids.size();
    model::Grid& grid = workbook.grids.emplace_back();
    grid.name = sheet;
    model::Cell& cell = grid.cells.emplace_back();
    cell.kind = model::CellKind::number;
    cell.number = static_cast<double>(index + 1);
    cell.text = workbook.keep(std::to_string(index + 1));
    model::RecognisedForm& form = forms.emplace_back();
    form.grid = index;
    form.form = form_id;
    form.source = "park";
    form.park = kPark;
    form.period = model::Period::month(2026, 3);
    model::Slot& slot = form.slots.emplace_back();
    slot.grid = index;
    slot.indicator = "operating_revenue";
    slot.measure = "current";
  }

  void settle() { settle_companions(workbook, {}, tests::real_catalogue(), forms, diagnostics); }

  // "sheet held_by", one a form.
  std::vector<std::string> outcome() const {
    std::vector<std::string> lines;
    for (const model::RecognisedForm& form : forms)
      lines.push_back(workbook.grids[form.grid].name + (form.held_by.empty() ? "" : " " + form.held_by));
    return lines;
  }

  // "rule sheet -> total", one a diagnostic.
  std::vector<std::string> said() const {
    std::vector<std::string> lines;
    for (const model::Diagnostic& diagnostic : diagnostics)
      lines.push_back(diagnostic.rule + " " + diagnostic.sheet + " -> " + diagnostic.arguments.front().second);
    return lines;
  }
};

TEST(Companions, TwoSheetsOfOneFormThatDifferAreBothHeld) {
  Book book;
  book.add("报表", "zj-monthly");
  book.add("报表 (2)", "zj-monthly");
  book.settle();
  EXPECT_THAT(book.outcome(), ElementsAre("报表 form.twice", "报表 (2) form.twice"));
}

TEST(Companions, TwoRowsOfOneSheetAreNamedByTheirCells) {
  Book book;
  book.add("导出", "zj-monthly");
  model::RecognisedForm other = book.forms.front();
  model::Cell cell = book.workbook.grids[0].cells.front();
  cell.address = {5, 0};
  cell.text = book.workbook.keep("7");
  book.workbook.grids[0].cells.push_back(cell);
  other.slots.front().cell = other.slots.front().label = {5, 0};
  book.forms.push_back(other);
  book.settle();
  EXPECT_THAT(book.outcome(), ElementsAre("导出 form.twice-in-sheet", "导出 form.twice-in-sheet"));
  ASSERT_EQ(book.forms[1].diagnostics.size(), 1u);
  EXPECT_EQ(to_string(*book.forms[1].diagnostics[0].cell), "A6");
  EXPECT_EQ(book.forms[1].diagnostics[0].arguments.front().second, "A1");
}

TEST(Companions, TheMonthlyAndTheQuarterlyFormOfAMonthAreNoTwins) {
  Book book;
  book.add("月报", "zj-monthly");
  book.add("季报", "zj-quarterly");
  book.settle();
  EXPECT_THAT(book.outcome(), ElementsAre("月报", "季报"));
  EXPECT_THAT(book.said(), IsEmpty());
}

TEST(Companions, ATotalTakesNoOtherFormsPlace) {
  Book book;
  book.add("月报", "zj-monthly");
  book.add("季报汇总", "zj-quarterly");
  book.settle();
  EXPECT_THAT(book.outcome(), ElementsAre("月报", "季报汇总"));
}

TEST(Companions, PartsAreSetAsideForTheirTotalWhereverItStands) {
  for (const std::size_t place : {0u, 1u, 2u}) {
    Book book;
    for (std::size_t sheet = 0, part = 0; sheet < 3; ++sheet)
      book.add(sheet == place ? "合计" : part++ == 0 ? "东区" : "西区", "zj-monthly");
    book.settle();
    EXPECT_THAT(book.outcome(), ElementsAre("合计")) << place;
    EXPECT_THAT(book.said(), ElementsAre("drift.part-of-unit 西区 -> 合计", "drift.part-of-unit 东区 -> 合计")) << place;
  }
}

}  // namespace
}  // namespace huibiao::recognise
