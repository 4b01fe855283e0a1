// How the parts of an office document refer to each other (ECMA-376 part 2, 6.5): never by fixed names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.hpp"
#include "workbook/part_memory.hpp"
#include "workbook/part_stream.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {

struct Relationship {
  std::string id;
  std::string kind;    // the last word of its type: "worksheet", the same in the transitional and the strict format
  std::string target;  // part name without a leading slash; "" where it lies outside of the file
};

using RelationshipMemory = PartMemory<std::vector<Relationship>>;

// The relationships of a part ("" for the package itself); none where it has none.
model::Result<std::vector<Relationship>> read_relationships(const ZipDirectory& zip, std::string_view part, PartStream& stream,
                                                            const Limits& limits, RelationshipMemory& memory);

// "../worksheets\sheet1.xml" seen from "xl/workbook.xml" is "worksheets/sheet1.xml".
std::string resolve_target(std::string_view part, std::string_view target);

}  // namespace huibiao::workbook
