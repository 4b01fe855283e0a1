// What a file is, by its first bytes.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_literals;

std::string_view kind_of(const std::string& bytes) { return to_string(detect(bytes)); }

std::string zip_of(const Parts& parts) { return ZipBytes(parts).bytes(); }

// A compound file of one sector of streams' names, empty ones (MS-CFB 2.2 and 2.6.1).
std::string compound_of(const std::vector<std::string>& streams) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(16, '\0');
  bytes += number(0x3E, 2) + number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2);
  bytes += std::string(10, '\0') + number(1, 4) + number(1, 4) + number(0, 4) + number(4096, 4);
  bytes += number(0xFFFFFFFE, 4) + number(0, 4) + number(0xFFFFFFFE, 4) + number(0, 4);
  bytes += number(0, 4);
  while (bytes.size() < 512) bytes += '\xFF';
  bytes += number(0xFFFFFFFD, 4) + number(0xFFFFFFFE, 4);
  while (bytes.size() < 1024) bytes += '\xFF';
  const auto entry = [&](const std::string& name, char type, std::size_t right, std::size_t child) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    const std::size_t size = wide.empty() ? 0 : wide.size() + 2;
    wide.resize(64);
    bytes += wide + number(size, 2) + type + '\1' + number(0xFFFFFFFF, 4) + number(right, 4) + number(child, 4) +
             std::string(36, '\0') + number(0xFFFFFFFE, 4) + number(0, 4) + number(0, 4);
  };
  const std::size_t none = 0xFFFFFFFF;
  entry("Root Entry", '\5', none, 1);
  for (std::size_t i = 1; i <= streams.size(); ++i) entry(streams[i - 1], '\2', i < streams.size() ? i + 1 : none, none);
  while (bytes.size() < 1536) bytes += '\0';
  return bytes;
}

TEST(Detect, knows_zips_by_what_is_in_them) {
  EXPECT_EQ(kind_of(Xlsx().bytes()), "xlsx");
  EXPECT_EQ(kind_of(zip_of(Parts{{"[Content_Types].xml", ""}, {"word/document.xml", ""}})), "word");
  const std::string main = Xlsx::relations({{"a", "officeDocument", "main.xml"}});
  EXPECT_EQ(kind_of(zip_of(Parts{{"_rels/.rels", main}, {"main.xml", "<workbook/>"}})), "xlsx");
  EXPECT_EQ(kind_of(zip_of(Parts{{"_rels/.rels", main}, {"main.xml", "<document/>"}})), "word");
  EXPECT_EQ(kind_of(zip_of(Parts{{"_rels/.rels", main}, {"main.xml", "<presentation/>"}})), "zip");
  EXPECT_EQ(kind_of(zip_of(Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", ""}})), "ods");
  EXPECT_EQ(kind_of(zip_of(Parts{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", ""}})), "word");
  EXPECT_EQ(kind_of(zip_of(Parts{{"OFD.xml", ""}, {"Doc_0/Document.xml", ""}})), "ofd");
  EXPECT_EQ(kind_of(zip_of(Parts{{"a.xlsx", "x"}})), "zip");
  EXPECT_EQ(kind_of("PK\5\6"s + std::string(18, '\0')), "zip");
  EXPECT_EQ(kind_of(Xlsx().bytes().substr(0, 600)), "xlsx");
}

TEST(Detect, knows_compound_files_by_their_streams) {
  EXPECT_EQ(kind_of(compound_of({"Workbook"})), "xls");
  EXPECT_EQ(kind_of(compound_of({"Book"})), "xls");
  EXPECT_EQ(kind_of(compound_of({"EncryptionInfo", "EncryptedPackage"})), "encrypted");
  EXPECT_EQ(kind_of(compound_of({"WordDocument"})), "word");
  EXPECT_EQ(kind_of(compound_of({"PowerPoint Document"})), "unknown");
}

TEST(Detect, knows_others_by_their_first_bytes) {
  EXPECT_EQ(kind_of("\x09\x08\x10\0\0\6\5\0"s), "xls");
  EXPECT_EQ(kind_of("%PDF-1.4"s), "pdf");
  EXPECT_EQ(kind_of("\x89PNG\r\n\x1a\n"s), "picture");
  EXPECT_EQ(kind_of("\xFF\xD8\xFF\xE0"s), "picture");
  EXPECT_EQ(kind_of("GIF89a"s), "picture");
  EXPECT_EQ(kind_of("7z\xBC\xAF\x27\x1C"s), "archive");
  EXPECT_EQ(kind_of("Rar!\x1A\7"s), "archive");
  EXPECT_EQ(kind_of("\x1F\x8B\x08"s), "archive");
  EXPECT_EQ(kind_of("{\\rtf1"s), "word");
  EXPECT_EQ(kind_of(""s), "empty");
  EXPECT_EQ(kind_of("\0\0\0\0"s), "unknown");
}

TEST(Detect, knows_text_of_every_kind) {
  EXPECT_EQ(kind_of("指标名称,计量单位\n营业收入,千元\n"s), "delimited-text");
  EXPECT_EQ(kind_of("\xEF\xBB\xBF指标\t1\n"s), "delimited-text");
  EXPECT_EQ(kind_of("\xD6\xB8\xB1\xEA,1\r\n"s), "delimited-text");
  EXPECT_EQ(kind_of("\xFF\xFE"
                    "a\0,\0"
                    "1\0"s),
            "delimited-text");
  EXPECT_EQ(kind_of("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>"s), "html");
  EXPECT_EQ(kind_of("\n <TABLE border=1><tr><td>1</td></tr></TABLE>"s), "html");
  EXPECT_EQ(
      kind_of(
          "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"s),
      "spreadsheetml");
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?><other/>"s), "unknown");
}

}  // namespace
}  // namespace huibiao::workbook
