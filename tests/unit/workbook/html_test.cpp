// Tables of web pages under the name of a workbook.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

TEST(Html, a_table_with_text_around_it) {
  EXPECT_EQ(
      cells_of("<html><head><title>x</title><style>p{}</style></head><body><h1>月度监测表</h1><p>填报单位：\n  杭州</p>"
               "<table><tr><th>指标</th><th>本月</th></tr><tr><td>营业收入</td><td>12.5</td></tr></table>报出日期</body></html>"),
      "A1 text 月度监测表\nA2 text 填报单位： 杭州\nA3 text 指标\nB3 text 本月\nA4 text 营业收入\nB4 number 12.5\nA5 text "
      "报出日期\n");
}

TEST(Html, tables_one_below_the_other_and_within_each_other) {
  EXPECT_EQ(cells_of("<table><tr><td>a</table>between<table><tr><td>b</table>"), "A1 text a\nA2 text between\nA3 text b\n");
  EXPECT_EQ(cells_of("<table><tr><td>title</td></tr><tr><td>x<table><tr><td>b<td>c</table></td></tr><tr><td>end</table>"),
            "A1 text title\nA2 text x\nA3 text b\nB3 text c\nA4 text end\n");
}

TEST(Html, end_tags_that_are_missing) {
  EXPECT_EQ(cells_of("<TABLE><thead><TR><TD>a<TD>b<tbody><TR><TD>c<TR><TD>d"), "A1 text a\nB1 text b\nA2 text c\nA3 text d\n");
  EXPECT_EQ(cells_of("<table><td>a<td>b<tr><td"), "A1 text a\nB1 text b\n");
  EXPECT_EQ(cells_of("<table><tr><td>1 < 2 & 3<td title=\"a>b\" nowrap>&lt;x&gt;"), "A1 text 1 < 2 & 3\nB1 text <x>\n");
}

TEST(Html, spans) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
      "<tr><td rowspan=9>e</td><td colspan=0>f</td></table>",
      Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(shown(workbook->grids[0]), "A1 text a\nB1 text b\nB2 text c\nC2 text d\nA3 text e\nB3 text f\n");
  std::string merges;
  for (const model::CellRange& merge : workbook->grids[0].merges) merges += to_string(merge) + " ";
  EXPECT_EQ(merges, "A1:A2 B1:C1 ") << "a cell reaches no farther than its table";
}

TEST(Html, text_of_a_cell) {
  EXPECT_EQ(cells_of("<table><tr><td> a\n b<br>c <p>d</p></td><td>&nbsp;</td><td>&#20135;&#x503C;&middot;&hellip;&unknown;</td>"
                     "<td><!-- not --><script>if (a < b) x()</script>e</td></table>"),
            "A1 text a b\nc\nd\nC1 text 产值·…&unknown;\nD1 text e\n");
}

TEST(Html, values_beside_what_is_shown) {
  EXPECT_EQ(
      cells_of("<table><tr><td x:num=\"1234.5678\">1,234.57</td><td sdval=\"46089\" sdnum=\"1033;0;YYYY-MM-DD\">x</td>"
               "<td sdval=\"1\" sdnum=\"1033;0;BOOLEAN\">TRUE</td><td x:num=\"0.5\" style='mso-number-format:0%'>50%</td>"
               "<td style='mso-number-format:\"\\@\"'>0012</td><td>1,234</td><td>#N/A</td><td>1.23E+11</td><td x:num "
               "x:fmla=\"=A1\">7</td></table>"),
      "A1 number 1234.5678\nB1 date 2026-03-08\nC1 boolean true\nD1 number 0.5\nE1 text 0012\nF1 text 1,234\nG1 error #N/A\n"
      "H1 error 1.23E+11\nI1 number 7 (formula)\nerror cell.rounded Sheet1 H1 found=1.23E+11\n");
}

TEST(Html, what_is_struck_out_or_hidden) {
  EXPECT_EQ(
      cells_of("<style>.x1{text-decoration:line-through} td.x2, .x3 {display:none}</style><table><tr><td><s>12</s>34</td>"
               "<td class=x1>5</td><td class=x2>gone</td><td><span style='text-decoration:line-through'>6</span></td></table>"),
      "A1 number 34 (partly struck)\nB1 number 5 (struck)\nC1 number 6 (struck)\n");
  // A value that the tag holds, and the text only shows.
  EXPECT_EQ(
      cells_of("<table><tr><td x:num=\"123\"><s>123</s></td><td sdval=\"4\" sdnum=\"1033;\"><font><del>4.00</del></font></td>"
               "<td x:num=\"5\">5</td><td x:num=\"6\"></td></table>"),
      "A1 number 123 (struck)\nB1 number 4 (struck)\nC1 number 5\nD1 number 6\n");
  model::Diagnostics diagnostics;
  const auto workbook =
      read("<table><col span=2><col style='display:none'><tr style='display:none'><td>a<tr><td>b<td>c<td>d</table>", Limits{},
           diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(workbook->grids[0].hidden_rows, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(workbook->grids[0].hidden_columns, (std::vector<std::uint32_t>{2}));
}

TEST(Html, sheets_of_libreoffice_and_the_name_of_excel) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      "<body><p>Overview</p><a name=\"table0\"><h1>Sheet 1: <em>本月</em></h1></a><table><tr><td>a</table>"
      "<a name=\"table1\"><h1>Sheet 2: <em>累计</em></h1></a><table><tr><td>b</table>",
      Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  ASSERT_EQ(workbook->grids.size(), 2u);
  EXPECT_EQ(workbook->grids[0].name + ": " + shown(workbook->grids[0]), "本月: A1 text a\n");
  EXPECT_EQ(workbook->grids[1].name + ": " + shown(workbook->grids[1]), "累计: A1 text b\n");
  const auto named = read("<html><!--[if gte mso 9]><xml><x:Name>三月</x:Name></xml><![endif]--><table><tr><td>a</table>",
                          Limits{}, diagnostics);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->grids[0].name, "三月");
}

TEST(Html, encodings) {
  const std::string gbk =
      "<html><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><table><tr><td>\xd6\xb8\xb1\xea</table>";
  EXPECT_EQ(cells_of(gbk), "A1 text 指标\ninfo text.encoding found=GB18030 certainty=100\n");
  EXPECT_EQ(cells_of("<html><meta charset=gbk><table><tr><td>指标</table>"), "A1 text 指标\n") << "it is UTF-8 whatever it says";
}

TEST(Html, what_is_refused) {
  EXPECT_EQ(cells_of("<html><body>Not found</body></html>"), "fatal file.no-table\n");
  std::string deep;
  for (int i = 0; i < 65; ++i) deep += "<table><tr><td>";
  EXPECT_EQ(cells_of(deep), "fatal file.limit limit=[[limit.nesting]] found=> 64 expected=64\n");
}

TEST(Html, a_table_of_one_cell_within_a_cell_is_its_text) {
  EXPECT_EQ(cells_of("<table><tr><td>a<td><table><tr><td>12</td></tr></table></td><td>b</td></tr></table>"),
            "A1 text a\nB1 number 12\nC1 text b\n");
  EXPECT_EQ(cells_of("<table><tr><td>a<td>1<table><tr><td>2<td>3</table><td>b</table>"),
            "A1 text a\nB1 number 1\nA2 number 2\nB2 number 3\nA3 text b\nerror cell.table-within Sheet1 B1\n");
}

TEST(Html, fields_and_choices) {
  EXPECT_EQ(cells_of("<table><tr><td><input value=12><input type=hidden value=3><td><select><option>1<option selected>2</select>"
                     "<td><select><option>1</option><option>2</option></select></table>"),
            "A1 number 12\nB1 number 2\nC1 text 1 | 2\n");
}

TEST(Html, what_stands_apart_in_a_cell_is_not_one_number) {
  EXPECT_EQ(cells_of("<table><tr><td>5<table><tr><td>6</td></tr></table></td>"
                     "<td><table><tr><td>6</table><table><tr><td>8</table></td><td>7<table><tr><td>8</table>9</td></table>"),
            "A1 text 5\n6\nB1 text 6\n8\nC1 text 7\n8\n9\n");
  EXPECT_EQ(cells_of("<table><tr><td><table><caption>1</caption><tr><td>2</table><td>1<textarea>2</textarea>3"
                     "<td><dl><dt>1<dd>2</dl></table>"),
            "A1 text 1\n2\nB1 text 1\n2\n3\nC1 text 1\n2\n");
  EXPECT_EQ(cells_of("<table><tr><td>1<input value=2><td><input value=3><input value=4>5<td><input value=6>%</table>"),
            "A1 text 1\n2\nB1 text 3\n4\n5\nC1 text 6\n%\n");
  EXPECT_EQ(cells_of("<table><tr><td>1<s>2<input value=3></s>4</table>"), "A1 text 1\n\n4 (partly struck)\n")
      << "the line ends of what is struck out part what is not";
}

TEST(Html, choices_of_lists_in_groups) {
  EXPECT_EQ(cells_of("<table><tr><td><select><option>1<option selected>5</select>0"
                     "<td><select><optgroup label=a><option>1</option></optgroup><optgroup label=b><option selected>9100000"
                     "</optgroup><optgroup>7</optgroup></select>"
                     "<td><select><optgroup><option>1</optgroup><option>2</select></table>"),
            "A1 text 5\n0\nB1 number 9100000\nC1 text 1 | 2\n");
  EXPECT_EQ(cells_of("<table><tr><td><select><option selected>5<td>7<tr><td><select><option selected>8</table>after"),
            "A1 number 5\nB1 number 7\nA2 number 8\nA3 text after\n")
      << "a list that nobody closed ends with its cell";
}

TEST(Html, fields_that_are_not_shown_or_hold_no_figure) {
  EXPECT_EQ(
      cells_of("<table><tr><td>12<input style='display:none' value=9><td>12<input type=HIDDEN value=9>"
               "<td>12<input style='visibility: hidden' value=9><td>12<input hidden value=9><td>12<input type=checkbox value=9>"
               "<td>12<select style='display:none'><option selected>9</select></table>"),
      "A1 number 12\nB1 number 12\nC1 number 12\nD1 number 12\nE1 number 12\nF1 number 12\n");
  EXPECT_EQ(
      cells_of("<style>.off{display:none}</style><table><tr><td><input type=\"NUMBER\" value=12><td><input type=Search value=13>"
               "<td>14<input class=off value=9><td hidden>9<td>15<span class=off>9</span><td>16<div style='display:none'>9"
               "</div></table>"),
      "A1 number 12\nB1 number 13\nC1 number 14\nD1 number 15 (partly struck)\nE1 number 16 (partly struck)\n");
  EXPECT_EQ(cells_of("<table><tr><td><p style='text-decoration:line-through'>1<p>2</table>"), "A1 number 2 (partly struck)\n");
}

TEST(Html, digits_off_the_line_are_no_digits_of_the_number) {
  EXPECT_EQ(cells_of("<table><tr><td>12<sup>3</sup><td>m<sup>2</sup><td>CO<sub>2</sub></table>"),
            "A1 text 12³\nB1 text m²\nC1 text CO₂\n");
  EXPECT_EQ(cells_of("<style>.font7 {vertical-align:super}</style><table><tr><td>12<span style=\"Vertical-Align: super\">3</span>"
                     "<td>12<span style='vertical-align:sub'>3</span><td>12<font class=font7>3</font>"
                     "<td>12<span style='vertical-align:middle'>3</span></table>"),
            "A1 text 12³\nB1 text 12₃\nC1 text 12³\nD1 number 123\n");
}

TEST(Html, what_no_reader_of_the_page_sees_within_a_cell) {
  EXPECT_EQ(cells_of("<style>.no{display:none}</style><table><tr><td><span class=no>777</span>12<td><span hidden>7</span>3"
                     "<td style=\"visibility:hidden\">4<td><i style=\"visibility:hidden\">7</i>5</table>"),
            "A1 number 12 (partly struck)\nB1 number 3 (partly struck)\nC1 number 4 (struck)\nD1 number 5 (partly struck)\n");
}

}  // namespace
}  // namespace huibiao::workbook
