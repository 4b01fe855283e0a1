// OpenDocument spreadsheets: in a zip, and as one flat file.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

std::string document(std::string_view root, std::string_view inner) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:" + std::string(root);
  for (const auto& [prefix, name] : {std::pair{"office", "office"},
                                     {"table", "table"},
                                     {"text", "text"},
                                     {"style", "style"},
                                     {"number", "datastyle"},
                                     {"meta", "meta"},
                                     {"draw", "drawing"}}) {
    text += " xmlns:" + std::string(prefix) + "=\"urn:oasis:names:tc:opendocument:xmlns:" + name + ":1.0\"";
  }
  text += " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">";
  return text + std::string(inner) + "</office:" + std::string(root) + ">";
}

std::string content(std::string_view styles, std::string_view tables) {
  return document("document-content", "<office:automatic-styles>" + std::string(styles) +
                                          "</office:automatic-styles><office:body><office:spreadsheet>" + std::string(tables) +
                                          "</office:spreadsheet></office:body>");
}

Parts package(const std::string& content_part) {
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content_part}};
}

std::string table(std::string_view rows) { return "<table:table table:name=\"T\">" + std::string(rows) + "</table:table>"; }

std::string ods(std::string_view rows, std::string_view styles = {}) {
  return ZipBytes(package(content(styles, table(rows)))).bytes();
}

std::string cells(std::string_view row, std::string_view styles = {}) {
  return cells_of(ods("<table:table-row>" + std::string(row) + "</table:table-row>", styles));
}

TEST(Ods, values_of_every_type) {
  EXPECT_EQ(
      cells(
          R"(<table:table-cell office:value-type="float" office:value="0.30000000000000004"><text:p>0.3</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>营业收入</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2026-03-08"><text:p>3月8日</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2026-03-08T10:30:00.123456"/>
    <table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>
    <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
    <table:table-cell office:value-type="currency" office:value="12"/>
    <table:table-cell office:value-type="string" office:string-value="stored"/>
    <table:table-cell><text:p>untyped</text:p></table:table-cell><table:table-cell/>)"),
      "A1 number 0.30000000000000004\nB1 text 营业收入\nC1 date 2026-03-08\nD1 date 2026-03-08T10:30:00.123\n"
      "E1 date 10:30:00\nF1 boolean true\nG1 number 12\nH1 text stored\nI1 text untyped\n");
}

TEST(Ods, formulas_with_and_without_a_value) {
  EXPECT_EQ(cells(R"(<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>
    <table:table-cell table:formula="of:=1+1"/>
    <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
    <table:table-cell table:formula="of:=X" office:value-type="float" office:value="0"><text:p>Err:508</text:p></table:table-cell>
    <table:table-cell table:formula="of:=['file:///a.ods'#$S.A1]" office:value-type="float" office:value="7"/>)"),
            "A1 number 2 (formula)\nB1 formula (formula)\nC1 error #DIV/0! (formula)\nD1 error Err:508 (formula)\n"
            "E1 number 7 (formula) (external)\n");
}

TEST(Ods, text_in_paragraphs_and_runs) {
  EXPECT_EQ(cells(R"(<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>
      <text:p>one<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four</text:p><text:p>
        five <text:a>link</text:a>
      </text:p></table:table-cell>)"),
            "A1 text one  two\tthree\nfour\nfive link\n");
}

const char* const kStruck =
    R"(<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
  <style:style style:name="N" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
  <style:style style:name="P" style:family="table-cell"><style:text-properties style:text-line-through-type="single"/></style:style>
  <style:style style:name="C" style:family="table-cell" style:parent-style-name="P"/>)";

TEST(Ods, what_is_struck_out) {
  EXPECT_EQ(
      cells(
          R"(<table:table-cell office:value-type="string"><text:p><text:span text:style-name="S">12345</text:span>23456</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p><text:span text:style-name="S">12345</text:span></text:p></table:table-cell>
    <table:table-cell table:style-name="C" office:value-type="float" office:value="1"/>
    <table:table-cell table:style-name="C" office:value-type="string"><text:p>a<text:span text:style-name="N">b</text:span></text:p></table:table-cell>)",
          kStruck),
      "A1 text 23456 (partly struck)\nB1 text 12345 (struck)\nC1 number 1 (struck)\nD1 text b (partly struck)\n");
}

TEST(Ods, digits_off_the_line_are_no_digits_of_the_number) {
  const char* const styles =
      R"(<style:style style:name="U" style:family="text"><style:text-properties style:text-position="super 58%"/>
    </style:style><style:style style:name="O" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>)";
  EXPECT_EQ(
      cells(
          R"(<table:table-cell office:value-type="string"><text:p>12<text:span text:style-name="U">3</text:span></text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>12<text:span text:style-name="O">3</text:span></text:p></table:table-cell>)",
          styles),
      "A1 text 12³\nB1 text 123\n");
}

TEST(Ods, a_million_empty_rows_cost_nothing_and_repeated_cells_are_there_as_often) {
  const std::string empty =
      "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>";
  const std::string one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
  EXPECT_EQ(cells_of(ods("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>" + one +
                         " table:number-columns-repeated=\"2\"/></table:table-row>" + empty + "<table:table-row>" + one +
                         "/></table:table-row>")),
            "B1 number 1\nC1 number 1\nB2 number 1\nC2 number 1\nA1048573 number 1\n");
  EXPECT_EQ(cells_of(ods("<table:table-row table:number-rows-repeated=\"1000000\">" + one +
                         " table:number-columns-repeated=\"16384\"/></table:table-row>")),
            "fatal file.limit limit=[[limit.repeated_cells]] found=16383999999 expected=2000000\n")
      << "16,383 in the row, and the row 999,999 times more";
}

model::Workbook read_workbook(const std::string& bytes) {
  model::Diagnostics diagnostics;
  auto workbook = read(bytes, Limits{}, diagnostics);
  EXPECT_TRUE(workbook) << shown(model::Diagnostics{workbook.failure()});
  EXPECT_EQ(shown(diagnostics), "");
  return std::move(workbook).value();
}

TEST(Ods, merges_and_what_is_hidden) {
  const std::string bytes =
      ZipBytes(
          package(content(
              R"(<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>)",
              R"(<table:table table:name="T" table:style-name="hid"><table:table-column/><table:table-column-group><table:table-column
        table:visibility="collapse" table:number-columns-repeated="2"/></table:table-column-group>
      <table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"
        table:number-rows-spanned="3"><text:p>m</text:p></table:table-cell><table:covered-table-cell/><table:table-cell/>
        <table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table-header-rows>
      <table:table-row table:visibility="filter" table:number-rows-repeated="2"/><table:table-row><table:table-cell><text:p>e</text:p>
        </table:table-cell></table:table-row><table:table-row table:visibility="collapse" table:number-rows-repeated="1000000"/></table:table>
      <table:table table:name="'file:///b.ods'#$Other"><table:table-row/></table:table><table:table table:name="U"/>)")))
          .bytes();
  const model::Workbook workbook = read_workbook(bytes);
  ASSERT_EQ(workbook.grids.size(), 2u);
  const model::Grid& grid = workbook.grids[0];
  EXPECT_EQ(grid.name, "T");
  EXPECT_TRUE(grid.hidden);
  EXPECT_EQ(shown(grid), "A1 text m\nD1 text x\nA4 text e\n");
  ASSERT_EQ(grid.merges.size(), 1u);
  EXPECT_EQ(to_string(grid.merges[0]), "A1:B3");
  EXPECT_EQ(grid.hidden_rows, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(grid.hidden_columns, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(workbook.grids[1].name, "U");
  EXPECT_FALSE(workbook.grids[1].hidden);
}

// The code of the format of A1, with what it does.
std::string format_of(std::string_view data_style, std::string_view type = "float",
                      std::string_view value = "office:value=\"1\"") {
  const model::Workbook workbook = read_workbook(
      ods("<table:table-row><table:table-cell table:style-name=\"c\" office:value-type=\"" + std::string(type) + "\" " +
              std::string(value) + "/></table:table-row>",
          std::string(data_style) + R"(<style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>)"));
  const model::NumberFormat& format = workbook.formats[workbook.grids[0].cells[0].format];
  std::string shown = format.code;
  if (format.date) shown += " date";
  if (format.positive.percent) shown += " percent";
  if (format.positive.thousands > 0) shown += " thousands " + std::to_string(format.positive.thousands);
  if (!format.positive.behind.empty()) shown += " literal " + format.positive.behind;
  return shown;
}

TEST(Ods, number_formats) {
  EXPECT_EQ(
      format_of(R"(<number:number-style style:name="N"><number:number number:min-integer-digits="1"/></number:number-style>)"),
      "General");
  EXPECT_EQ(format_of(R"(<number:number-style style:name="N"><number:number number:decimal-places="2" number:grouping="true"
      number:display-factor="1000"/><number:text>万元</number:text></number:number-style>)"),
            "#,##0.00,\"万元\" thousands 1 literal 万元");
  EXPECT_EQ(
      format_of(R"(<number:percentage-style style:name="N"><number:number number:decimal-places="1"/><number:text>%</number:text>
      </number:percentage-style>)"),
      "0.0% percent");
  EXPECT_EQ(format_of("", "percentage"), "0.00% percent");
  EXPECT_EQ(
      format_of(
          R"(<number:date-style style:name="N"><number:year number:style="long"/><number:text>年</number:text><number:month/>
      </number:date-style>)",
          "date", "office:date-value=\"2026-03-08\""),
      "yyyy\"年\"m date");
  EXPECT_EQ(
      format_of(R"(<number:number-style style:name="N0"><number:number number:decimal-places="1"/><number:text>亿</number:text>
      </number:number-style><number:number-style style:name="N"><number:text>-</number:text><number:number number:decimal-places="0"/>
      <style:map style:condition="value()&gt;=0" style:apply-style-name="N0"/></number:number-style>)"),
      "0.0\"亿\";\"-\"0 literal 亿");
  EXPECT_EQ(format_of(
                R"(<number:number-style style:name="N"><number:number number:min-integer-digits="1"><number:embedded-text
      number:position="0">亿</number:embedded-text></number:number></number:number-style>)"),
            "0\"亿\"0");
}

TEST(Ods, a_flat_document_and_properties) {
  const std::string bytes = document(
      "document",
      R"(<office:meta><meta:user-defined meta:name="huibiao.kind">template</meta:user-defined></office:meta><office:body><office:spreadsheet>)" +
          table("<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>") +
          "</office:spreadsheet></office:body>");
  const model::Workbook workbook = read_workbook(bytes);
  EXPECT_EQ(shown(workbook.grids[0]), "A1 text a\n");
  EXPECT_EQ(workbook.properties, (std::vector<std::pair<std::string, std::string>>{{"huibiao.kind", "template"}}));
  EXPECT_EQ(cells_of(bytes.substr(0, bytes.size() - 18)),
            "fatal file.xml part=office:document found= expected=</office:document>\n");
}

TEST(Ods, other_prefixes) {
  const std::string space = "urn:oasis:names:tc:opendocument:xmlns:";
  EXPECT_EQ(
      cells_of(
          ZipBytes(
              package("<o:document-content xmlns:o=\"" + space + "office:1.0\"><o:body><o:spreadsheet><table xmlns=\"" + space +
                      "table:1.0\" name=\"T\"><table-row><table-cell o:value-type=\"float\" o:value=\"1\" "
                      "number-columns-repeated=\"2\"/>"
                      "<table-cell><p xmlns=\"" +
                      space + "text:1.0\">a</p></table-cell></table-row></table></o:spreadsheet></o:body></o:document-content>"))
              .bytes()),
      "A1 number 1\nB1 number 1\nC1 text a\n");
}

TEST(Ods, what_is_refused) {
  Parts parts = package(content("", table("")));
  parts.emplace_back("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>");
  EXPECT_EQ(cells_of(ZipBytes(parts).bytes()), "fatal file.encrypted kind=[[filekind.encrypted]]\n");
  EXPECT_EQ(cells_of(ZipBytes(Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}).bytes()),
            "fatal file.part-missing part=content.xml\n");
  EXPECT_EQ(cells_of(ZipBytes(package(document("document-content", ""))).bytes()),
            "fatal file.other-part part=content.xml found=document-content expected=office:spreadsheet\n");
  EXPECT_EQ(cells("<table:table-cell office:value-type=\"float\" office:value=\"x\"/>"),
            "A1 error x\nerror cell.no-number T A1 found=x\n");
}

}  // namespace
}  // namespace huibiao::workbook
