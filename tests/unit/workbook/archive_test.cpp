// A zip of received files: names and bytes.
#include "workbook/archive.hpp"

#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

// One line a file: its name and its bytes, or why there are none.
std::string files_of(const std::string& bytes, const Limits& limits = {}) {
  auto archive = Archive::open(bytes, limits);
  if (!archive) return shown(model::Diagnostics{archive.failure()});
  std::string lines;
  for (const ArchivedFile& file : archive->files()) {
    const auto content = archive->bytes(file);
    lines += file.name + ": " + (content ? *content + "\n" : shown(model::Diagnostics{content.failure()}));
  }
  return lines;
}

TEST(Archive, names_in_any_encoding_that_lead_nowhere) {
  const Parts parts{
      {"三月/表.xlsx", "a"}, {"\xb1\xed.xlsx", "b"}, {"../../etc\\C:\\x.csv", "c"}, {"/./a\x01.txt", "d"}, {"folder/", ""}};
  EXPECT_EQ(files_of(ZipBytes(parts).bytes()), "三月/表.xlsx: a\n表.xlsx: b\netc/x.csv: c\na\xEF\xBF\xBD.txt: d\n");
  ZipEntry entry;
  entry.name = "a";
  const std::string field = number(0x7075, 2) + number(8, 2) + "\1" + number(0xE8B7BE43, 4) + "表";  // the CRC-32 of "a"
  entry.extra = field;
  EXPECT_EQ(archived_name(entry), "表");
  entry.name = "b";
  EXPECT_EQ(archived_name(entry), "b") << "the field belongs to another name";
}

TEST(Archive, what_cannot_be_unpacked) {
  EXPECT_EQ(files_of(ZipBytes(Parts{}).bytes()), "fatal file.archive-empty\n");
  std::string damaged = ZipBytes(Parts{{"a.csv", "content"}}).bytes();
  damaged[damaged.find("content")] = 'C';
  EXPECT_TRUE(files_of(damaged).starts_with("a.csv: fatal file.checksum part=a.csv")) << files_of(damaged);
  Limits limits;
  limits.file_bytes = 3;
  EXPECT_EQ(files_of(ZipBytes(Parts{{"a", "1234"}, {"b", "1"}}).bytes(), limits),
            "a: fatal file.limit limit=[[limit.file_bytes]] found=4 expected=3\nb: 1\n");
}

}  // namespace
}  // namespace huibiao::workbook
