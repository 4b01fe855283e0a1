#include "workbook/relationships.hpp"

#include <algorithm>

#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char folded = static_cast<char>(c | 0x20);
  return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

// Targets are URIs: a space in a part's name is written %20.
std::string without_percent_coding(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      plain += text[i];
    } else {
      plain += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return plain;
}

std::string relationships_part(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : part.substr(0, slash + 1));
  const std::string name(slash == std::string_view::npos ? part : part.substr(slash + 1));
  return folder + "_rels/" + name + ".rels";
}

}  // namespace

std::string resolve_target(std::string_view part, std::string_view target) {
  std::string path = without_percent_coding(target);
  std::replace(path.begin(), path.end(), '\\', '/');
  if (!path.starts_with('/')) {
    const std::size_t slash = part.rfind('/');
    if (slash != std::string_view::npos) path = std::string(part.substr(0, slash + 1)) + path;
  }
  std::vector<std::string> steps;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string step = path.substr(start, end - start);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    start = end + 1;
  }
  std::string resolved;
  for (const std::string& step : steps) resolved += (resolved.empty() ? "" : "/") + step;
  return resolved;
}

model::Result<std::vector<Relationship>> read_relationships(const ZipDirectory& zip, std::string_view part, PartStream& stream,
                                                            const Limits& limits, RelationshipMemory& memory) {
  std::vector<Relationship> relationships;
  const ZipEntry* entry = zip.find(relationships_part(part));
  if (!entry) return relationships;
  if (const auto* known = memory.find(*entry, part, limits)) return *known;
  if (const auto opened = stream.open(*entry, limits); !opened) return opened.failure();
  XmlScanner scanner(stream, limits.nesting);
  if (scanner.enter_root()) {
    while (scanner.next_child(1)) {
      if (!scanner.is("Relationship")) continue;
      Relationship relationship;
      relationship.id = scanner.attribute("Id");
      const std::string_view type = scanner.attribute("Type");
      relationship.kind = type.substr(type.rfind('/') + 1);
      if (scanner.attribute("TargetMode") != "External") relationship.target = resolve_target(part, scanner.attribute("Target"));
      relationships.push_back(std::move(relationship));
    }
  }
  if (scanner.failure()) return *scanner.failure();
  memory.keep(*entry, part, limits, relationships);
  return relationships;
}

}  // namespace huibiao::workbook
