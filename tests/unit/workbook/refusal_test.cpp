// What is refused, and the whole of what is said about it.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

const char* const kRow = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
TEST(Refused, is_what_is_no_workbook) {
  using namespace std::string_literals;
  EXPECT_EQ(cells_of(""s), "fatal file.empty\n");
  EXPECT_EQ(cells_of("%PDF-1.7\n"s), "fatal file.not-a-workbook kind=[[filekind.pdf]]\n");
  EXPECT_EQ(cells_of("\x89PNG\r\n\x1a\n...."s), "fatal file.not-a-workbook kind=[[filekind.picture]]\n");
  EXPECT_EQ(cells_of("\x01\x02\x03\0\x04"s), "fatal file.not-a-workbook kind=[[filekind.unknown]]\n");
  EXPECT_EQ(cells_of("Rar!\x1a\x07\x01"s), "fatal file.archive kind=[[archive.rar]]\n");
  EXPECT_EQ(cells_of(ZipBytes(Parts{{"杭州.xlsx", "x"}, {"宁波.xlsx", "y"}}).bytes()),
            "fatal file.archive kind=[[filekind.zip]]\n");
}

TEST(Refused, is_a_truncated_file) {
  const std::string bytes = Xlsx(kRow).bytes();
  for (const std::size_t size : {std::size_t{40}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_EQ(cells_of(bytes.substr(0, size)), "fatal file.truncated found=" + std::to_string(size) + "\n");
  }
}

TEST(Refused, is_a_part_with_a_wrong_checksum) {
  std::string bytes = Xlsx(kRow).bytes();
  bytes[bytes.find("<v>1</v>") + 3] = '9';
  EXPECT_TRUE(cells_of(bytes).starts_with("fatal file.checksum part=xl/worksheets/sheet1.xml found=")) << cells_of(bytes);
}

TEST(Refused, are_packed_parts_that_cannot_be_unpacked_or_are_longer_than_they_say) {
  std::string broken = Xlsx(kRow).bytes(ZipStyle::deflated);
  broken[broken.find("_rels/.rels") + 11] = 7;  // a block of a type that there is not
  EXPECT_EQ(cells_of(broken), "fatal file.inflate part=_rels/.rels found=245 expected=deflate\n");
  std::string lying = Xlsx(kRow).bytes(ZipStyle::deflated);
  for (std::size_t at = 0; (at = lying.find(number(240, 4), at)) != std::string::npos; ++at) lying.replace(at, 4, number(239, 4));
  EXPECT_EQ(cells_of(lying), "fatal file.size-mismatch part=_rels/.rels found=> 239 expected=239\n");
}

TEST(Refused, is_a_directory_that_says_other_than_the_file) {
  const ZipBytes zip(Parts{{"xl/a.xml", "0123456789"}});
  std::string size = zip.bytes(), method = zip.bytes(), name = zip.bytes();
  size[22] = 11;  // in the local header
  method[8] = 8;
  name[30] = 'X';
  EXPECT_EQ(cells_of(size), "fatal file.zip-damaged part=xl/a.xml found=11 expected=10\n");
  EXPECT_EQ(cells_of(method), "fatal file.zip-damaged part=xl/a.xml found=8 expected=0\n");
  EXPECT_EQ(cells_of(name), "fatal file.zip-damaged part=xl/a.xml found=Xl/a.xml expected=xl/a.xml\n");
}

TEST(Refused, are_parts_that_lie_over_each_other) {
  const ZipBytes zip(Parts{{"xl/a.xml", "0123456789"}});
  std::string directory = zip.bytes().substr(zip.directory_offset(), 46 + 8);
  std::string bytes = zip.bytes().substr(0, zip.directory_offset());
  bytes += directory + directory + "PK\5\6" + number(0, 4) + number(2, 2) + number(2, 2) + number(directory.size() * 2, 4) +
           number(zip.directory_offset(), 4) + number(0, 2);
  EXPECT_EQ(cells_of(bytes), "fatal file.overlap part=xl/a.xml found=xl/a.xml\n");
}

TEST(Refused, is_a_part_that_is_there_twice) {
  EXPECT_EQ(cells_of(Xlsx(kRow).add("XL/workbook.xml", "x")), "fatal file.part-twice part=xl/workbook.xml\n");
}

TEST(Refused, is_a_workbook_without_its_sheet) {
  EXPECT_EQ(cells_of(Xlsx(kRow).remove("xl/worksheets/sheet1.xml")), "fatal file.part-missing part=xl/worksheets/sheet1.xml\n");
}

TEST(Refused, are_encrypted_parts_and_unknown_compression) {
  std::string encrypted = Xlsx(kRow).bytes(), odd = encrypted;
  for (std::size_t at = 0; (at = encrypted.find("PK\1\2", at)) != std::string::npos; ++at) encrypted[at + 8] = 1;
  for (std::size_t at = 0; (at = encrypted.find("PK\3\4", at)) != std::string::npos; ++at) encrypted[at + 6] = 1;
  EXPECT_EQ(cells_of(encrypted), "fatal file.encrypted kind=[[filekind.encrypted]]\n");
  for (std::size_t at = 0; (at = odd.find("PK\1\2", at)) != std::string::npos; ++at) odd[at + 10] = 12;
  for (std::size_t at = 0; (at = odd.find("PK\3\4", at)) != std::string::npos; ++at) odd[at + 8] = 12;
  EXPECT_EQ(cells_of(odd), "fatal file.compression part=_rels/.rels found=12 expected=0, 8\n");
}

TEST(Refused, are_dtds_and_entities) {
  const std::string sheet = Xlsx::root("worksheet", "<sheetData><row><c t=\"str\"><v>&evil;</v></c></row></sheetData>");
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", sheet)),
            "fatal file.entity part=xl/worksheets/sheet1.xml found=&evil; expected=&amp; &lt; &gt; &quot; &apos; &#…;\n");
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY evil \"1\">]><worksheet/>")),
            "fatal file.dtd part=xl/worksheets/sheet1.xml found=<!DOCTYPE x [<!ENTITY evil \"1\">]><worksheet/> expected=\n");
}

TEST(Refused, is_broken_xml) {
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", "<worksheet><sheetData></worksheet>")),
            "fatal file.xml part=xl/worksheets/sheet1.xml found=</worksheet> expected=</sheetData>\n");
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", Xlsx::root("worksheet", "<sheetData/>") + "<more/>")),
            "fatal file.xml part=xl/worksheets/sheet1.xml found=<more> expected=\n");
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>12")),
            "fatal file.xml part=xl/worksheets/sheet1.xml found=12 expected=</v>\n");
  EXPECT_EQ(cells_of(Xlsx().set("xl/worksheets/sheet1.xml", "<?xml version=\"1.0\" encoding=\"GB2312\"?><worksheet/>")),
            "fatal file.encoding part=xl/worksheets/sheet1.xml found=GB2312 expected=UTF-8, UTF-16\n");
}

TEST(Refused, is_what_goes_beyond_a_limit) {
  Limits limits;
  limits.cells = 1;
  EXPECT_EQ(cells_of(Xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>"), limits),
            "fatal file.limit limit=[[limit.cells]] found=> 1 expected=1\n");
  limits = {};
  limits.file_bytes = 10;
  const Xlsx xlsx(kRow);
  EXPECT_EQ(cells_of(xlsx, limits),
            "fatal file.limit limit=[[limit.file_bytes]] found=" + std::to_string(xlsx.bytes().size()) + " expected=10\n");
  limits = {};
  limits.entries = 3;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit limit=[[limit.entries]] found=6 expected=3\n");
  limits = {};
  limits.nesting = 3;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit part=xl/styles.xml limit=[[limit.nesting]] found=> 3 expected=3\n");
  limits = {};
  limits.sheets = 0;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit limit=[[limit.sheets]] found=1 expected=0\n");
  limits = {};
  limits.part_bytes = 100;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit part=_rels/.rels limit=[[limit.part_bytes]] found=240 expected=100\n");
  limits = {};
  limits.inflated_bytes = 300;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit limit=[[limit.inflated_bytes]] found=630 expected=300\n");
  limits = {};
  limits.string_bytes = 0;
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit limit=[[limit.string_bytes]] found=1 expected=0\n");
}

TEST(Refused, is_a_long_string_shown_in_many_cells) {
  Limits limits;
  limits.string_bytes = 100;
  const Xlsx xlsx =
      Xlsx(R"(<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>)").strings("<si><t>" + std::string(60, 'x') + "</t></si>");
  EXPECT_EQ(cells_of(xlsx, limits), "fatal file.limit limit=[[limit.string_bytes]] found=101 expected=100\n");
}

TEST(Refused, is_every_prefix_and_every_flipped_byte_or_it_reads_the_same) {
  const std::string bytes = Xlsx(kRow).bytes(), whole = cells_of(bytes);
  ASSERT_EQ(whole, "A1 number 1\n");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    EXPECT_TRUE(cells_of(bytes.substr(0, at)).starts_with("fatal ")) << at;
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    const std::string seen = cells_of(flipped);
    EXPECT_TRUE(seen == whole || seen.starts_with("fatal ")) << at << ": " << seen;
  }
}

TEST(Said, is_what_is_no_utf8) {
  EXPECT_EQ(cells_of(Xlsx("<row><c t=\"str\"><v>\xB9\xFE</v></c></row>")),
            "A1 text ??\nwarning file.not-utf8 part=xl/worksheets/sheet1.xml count=2\n");
}

}  // namespace
}  // namespace huibiao::workbook
