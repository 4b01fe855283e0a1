#include <gmock/gmock.h>

#include "extract/ledger_reader.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::extract {
namespace {

using testing::ElementsAre;

TEST(ExactNumber, ComparesWithoutRounding) {
  const auto number = [](const char* text) { return ExactNumber::of(*model::Decimal::parse(text)); };
  struct Row {
    const char *dividend, *divisor, *limit;
    int order;
  };
  const Row rows[] = {{"0.15", "3", "0.05", 0},
                      {"0.149999999999999", "3", "0.05", -1},
                      {"0.150000000000001", "3", "0.05", 1},
                      {"-1", "3", "-0.3333", -1},
                      {"1", "-3", "-0.3333", -1},
                      {"999999999999999", "0.000001", "0.05", 1}};
  for (const Row& row : rows) {
    const auto share = quotient(number(row.dividend), number(row.divisor));
    ASSERT_TRUE(share);
    const auto order = comparison(*share, number(row.limit));
    ASSERT_TRUE(order);
    EXPECT_EQ(*order == 0, row.order == 0) << row.dividend;
    EXPECT_EQ(*order < 0, row.order < 0) << row.dividend;
  }
  EXPECT_FALSE(quotient(number("1"), number("0")));
  EXPECT_FALSE(product(product(number("999999999999999"), number("999999999999999")).value(), number("999999999999999")));
}

TEST(ExactSum, KeepsEveryDigitUntilTheEnd) {
  ExactSum sum;
  for (const char* text : {"0.1", "0.2", "100000000000", "-0.3", "0.005"}) EXPECT_TRUE(sum.add(*model::Decimal::parse(text)));
  EXPECT_EQ(sum.value(), (model::Decimal{100'000'000'000'005, -3}));
  EXPECT_EQ(ExactSum().value(), (model::Decimal{0, 0}));
  EXPECT_EQ(sum.negative().value(), (model::Decimal{-100'000'000'000'005, -3}));
}

// The columns that matter here; what is not there is missing.
constexpr const char* kLedger = R"(
2024年企业台账
所属高新区 | 统一社会信用代码 | 企业名称 | 营业收入（万元） | R&D经费内部支出 | 是否高新技术企业 | 上年是否高新技术企业
杭州高新区 | 91350100M000100Y43 | 甲 | 6 | 3 | 是 | 否
杭州高新区 | 9133010000000005AD | 乙 | 60 | 30 | 否 | 是
杭州高新区 | 9133010000000006AE | 丙 | 60 | 29.99 | 是 |
宁波高新区 | 9133010000000007AF | 丁 |  | 5 | 否 | 否
)";

class LedgerTable : public testing::Test {
 protected:
  LedgerReading read(std::string_view text, LedgerSetting setting = {}) {
    workbook_ = model::workbook_from_text(text);
    setting.workbook = &workbook_;
    setting.heading = [](const model::Workbook&, LedgerSheet& sheet, std::string&) { sheet.year = 2024; };
    LedgerHeads heads(tests::real_catalogue());
    LedgerReader reader(tests::real_catalogue(), heads, setting);
    reader.take(0, workbook_.grids[0].name, workbook_.grids[0].cells);
    return reader.finish();
  }

  // "value/rows/blank" of an aggregate in each group.
  static std::vector<std::string> figures(const LedgerReading& reading, std::string_view indicator) {
    std::vector<std::string> all;
    const auto& aggregates = reading.sheets.at(0).definition->aggregates;
    for (const LedgerGroup& group : reading.groups)
      for (std::size_t i = 0; i < aggregates.size(); ++i)
        if (aggregates[i].indicator == indicator)
          all.push_back(model::plain_decimal(group.figures[i].value(aggregates[i]).to_double()) + "/" +
                        std::to_string(group.figures[i].rows) + "/" + std::to_string(group.figures[i].missing));
    return all;
  }

  model::Workbook workbook_;
};

TEST_F(LedgerTable, AddsUpByUnitInTheUnitsOfItsDefinition) {
  const LedgerReading reading = read(kLedger);
  ASSERT_EQ(reading.groups.size(), 2u);
  EXPECT_THAT(figures(reading, "rev"), ElementsAre("1260/3/0", "0/0/1"));
  EXPECT_THAT(figures(reading, "rd_int"), ElementsAre("62.99/3/0", "5/1/0"));
  EXPECT_THAT(figures(reading, "rev_rd5"), ElementsAre("660/2/0", "0/0/1"));  // exactly 5 % counts, 4.998 % does not
  EXPECT_THAT(figures(reading, "hte_n"), ElementsAre("2/2/0", "0/0/0"));
  EXPECT_THAT(figures(reading, "hte_n_prev"), ElementsAre("1/1/1", "0/0/0"));
}

TEST_F(LedgerTable, TheYearBeforeIsJoinedByCode) {
  EnterpriseFigures before({27, 9});  // revenue, whether it is a high-tech enterprise
  const auto& definition = tests::real_catalogue().ledgers.at(0);
  ASSERT_EQ(definition.columns[27].id, "rev");
  ASSERT_EQ(definition.columns[9].id, "is_hte");
  std::vector<LedgerCell> row(definition.columns.size());
  const auto put = [&](const char* code, std::int64_t revenue, bool is_hte) {
    row[27].state = CellState::number;
    row[27].number = {revenue, 0};
    row[9].state = CellState::truth;
    row[9].truth = is_hte;
    before.add(read_credit_code(code).packed, row);
  };
  put("91350100M000100Y43", 50, false);
  put("9133010000000005AD", 1, true);
  put("9133010000000005AD", 700, true);  // the later one counts
  before.settle();
  LedgerSetting setting;
  setting.before = &before;
  const LedgerReading reading = read(kLedger, setting);
  EXPECT_THAT(figures(reading, "rev_net_matched"), ElementsAre("-90/2/0", "0/0/1"));
  EXPECT_THAT(figures(reading, "hte_net_matched"), ElementsAre("0/2/0", "0/0/0"));
}

}  // namespace
}  // namespace huibiao::extract
