#include "extract/ledger_findings.hpp"

#include "text/text.hpp"

namespace huibiao::extract {

LedgerFinding& LedgerFindings::add(const char* rule, model::Severity severity, std::size_t sheet,
                                   std::optional<std::uint32_t> group, int column, model::CellAddress place,
                                   std::string_view text) {
  LedgerFinding& finding = found_[{sheet, group ? static_cast<int>(*group) : -1, column, std::string_view(rule)}];
  if (finding.count++ == 0) {
    finding.rule = rule;
    finding.severity = severity;
    finding.sheet = sheet;
    finding.group = group;
    finding.column = column;
    finding.text = text::truncate(text::printable(text), 40);
  }
  if (finding.places.size() < kMostPlaces) finding.places.push_back(place);
  return finding;
}

std::vector<LedgerFinding> LedgerFindings::take() {
  std::vector<LedgerFinding> all;
  for (auto& [key, finding] : found_) all.push_back(std::move(finding));
  return all;
}

const char* rule_of(CreditCodeFault fault) {
  switch (fault) {
    case CreditCodeFault::length:
      return "ledger.code-length";
    case CreditCodeFault::alphabet:
      return "ledger.code-alphabet";
    default:
      return "ledger.code-check-character";
  }
}

}  // namespace huibiao::extract
