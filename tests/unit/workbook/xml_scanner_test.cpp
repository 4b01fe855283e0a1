// The text of an element in every way that XML lets it be cut up: a part of a number left out would be another number.
#include "workbook/xml_scanner.hpp"

#include <string>

#include <gtest/gtest.h>

namespace huibiao::workbook {
namespace {

std::uint32_t checksum_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

// The text of each child of the root, in brackets; behind them why the part could not be read, if so.
std::string texts_of(std::string_view xml) {
  ZipEntry entry;
  entry.name = "part.xml";
  entry.packed = xml;
  entry.packed_size = entry.size = xml.size();
  entry.checksum = checksum_of(xml);
  PartStream part;
  if (const auto opened = part.open(entry, Limits{}); !opened) return opened.failure().rule;
  XmlScanner scanner(part, 8);
  std::string texts;
  if (scanner.enter_root()) {
    while (scanner.next_child(1)) texts.append("[").append(scanner.text()).append("]");
  }
  scanner.finish();
  if (scanner.failure()) {
    texts += scanner.failure()->rule + " " + std::string(scanner.failure()->argument("found"));
  }
  return texts;
}

TEST(XmlScanner, text_goes_on_behind_a_comment_or_an_instruction) {
  EXPECT_EQ(texts_of("<r><v>12<!-- a note -->345</v><v>6<?x y?>7<!---->8</v></r>"), "[12345][678]");
}

TEST(XmlScanner, text_goes_on_behind_marked_sections) {
  EXPECT_EQ(texts_of("<r><v><![CDATA[1]]></v><v>1<![CDATA[2&3]]>4<![CDATA[]]>5</v></r>"), "[1][12&345]");
}

TEST(XmlScanner, text_within_other_elements_is_no_part_of_it) {
  EXPECT_EQ(texts_of("<r><v>1<x/><![CDATA[2]]><x>9<y/>9<![CDATA[9]]><!--9-->9</x>3</v><v>4</v></r>"), "[123][4]");
}

TEST(XmlScanner, references_and_line_ends_are_undone_once) {
  EXPECT_EQ(texts_of("<r><v>&#x31;&amp;lt;\r\n&#50;</v><v/><v></v></r>"), "[1&lt;\n2][][]");
}

TEST(XmlScanner, texts_longer_than_the_window_are_whole) {
  const std::string numbers(200'000, '7');
  std::string xml = "<r>";
  std::string expected;
  for (int i = 0; i < 16; ++i) {  // large enough to be streamed
    xml += "<v>" + numbers + "<!--" + numbers + "-->&#56;</v>";
    expected += "[" + numbers + "8]";
  }
  EXPECT_EQ(texts_of(xml + "</r>"), expected);
  EXPECT_EQ(texts_of(xml).substr(0, expected.size()), expected);
  EXPECT_EQ(texts_of(xml).substr(expected.size()), "file.xml ");
}

TEST(XmlScanner, what_is_not_well_formed_is_refused) {
  EXPECT_EQ(texts_of("<r><v>1</w></r>"), "[1]file.xml </w>");
  EXPECT_EQ(texts_of("<r><v>&nbsp;</v></r>"), "[]file.entity &nbsp;");
  EXPECT_EQ(texts_of("<r><v a=\"1\" a=\"2\"/></r>"), "file.xml <v a=\"1\" a=\"2\"/></r>");
  EXPECT_EQ(texts_of("<!DOCTYPE r []><r/>"), "file.dtd <!DOCTYPE r []><r/>");
  EXPECT_EQ(texts_of("<r/><r/>"), "file.xml <r>");
}

}  // namespace
}  // namespace huibiao::workbook
