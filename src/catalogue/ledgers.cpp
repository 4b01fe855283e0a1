// templates/ledger/<id>.toml: ledgers of enterprises.
#include <algorithm>

#include "catalogue/aggregate_parser.hpp"
#include "catalogue/check_reader.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

using model::LedgerColumn;
using model::LedgerColumnType;

constexpr std::string_view kFolder = "templates/ledger/";
constexpr std::string_view kToml = ".toml";

LedgerColumnType type_of(TableReader& reader) {
  constexpr std::pair<std::string_view, LedgerColumnType> kTypes[] = {{"number", LedgerColumnType::number},
                                                                      {"flag", LedgerColumnType::flag},
                                                                      {"code", LedgerColumnType::code},
                                                                      {"text", LedgerColumnType::text},
                                                                      {"date", LedgerColumnType::date}};
  const std::string text = reader.text("type");
  for (const auto& [name, type] : kTypes)
    if (text == name) return type;
  if (!text.empty())
    reader.report("catalogue.not-allowed", {{"key", "type"}, {"value", text}, {"allowed", "number, flag, code, text, date"}},
                  reader.line_of("type"));
  return LedgerColumnType::text;
}

class LedgerFileReader {
 public:
  LedgerFileReader(TableReader& top, const model::Catalogue& catalogue, model::LedgerDefinition& ledger)
      : top_(top), catalogue_(catalogue), ledger_(ledger) {}

  void read() {
    ledger_.id = top_.text("id");
    ledger_.name = top_.wording("name");
    ledger_.register_id = top_.text("register");
    ledger_.source = top_.text("source");
    top_.check_known("register", ledger_.register_id, "register", catalogue_.register_of(ledger_.register_id));
    top_.check_known("source", ledger_.source, "office", catalogue_.office(ledger_.source));
    ledger_.yes = top_.texts("yes");
    ledger_.no = top_.texts("no");
    top_.each("column", true, [&](TableReader& reader) { column(reader); });
    ledger_.code = place("code", LedgerColumnType::code);
    ledger_.unit = place("unit", LedgerColumnType::text);
    ledger_.enterprise = place("enterprise", LedgerColumnType::text);
    top_.each("aggregate", true, [&](TableReader& reader) { aggregate(reader); });
  }

 private:
  void column(TableReader& reader) {
    LedgerColumn column;
    column.id = reader.text("id");
    column.label = reader.text("label");
    column.aliases = reader.texts("aliases");
    column.type = type_of(reader);
    const bool number = column.type == LedgerColumnType::number;
    column.unit = number ? reader.text("unit") : "";
    column.integer = number && reader.flag("integer");
    column.may_be_negative = number && reader.flag("may_be_negative");
    reader.check_known("unit", column.unit, "unit", catalogue_.unit(column.unit));
    columns_.define(reader, column.id);
    ledger_.columns.push_back(std::move(column));
  }

  // Of the column that the key names, which has to be of that type.
  int place(std::string_view key, LedgerColumnType type) {
    const std::string id = top_.text(key);
    const int place = ledger_.place_of(id);
    if (id.empty()) return place;
    if (place < 0 || ledger_.columns[static_cast<std::size_t>(place)].type != type) top_.report_unknown(key, id, "column");
    return place;
  }

  void aggregate(TableReader& reader) {
    model::LedgerAggregate aggregate;
    aggregate.indicator = reader.text("indicator");
    const std::string text = reader.text("value");
    ExpressionError error;
    if (!text.empty() && !parse_aggregate(text, ledger_.columns, aggregate, error))
      report_expression(reader, text, error, reader.line_of("value"));
    reader.check_known("indicator", aggregate.indicator, "indicator", catalogue_.indicator(aggregate.indicator));
    indicators_.define(reader, aggregate.indicator);
    ledger_.aggregates.push_back(std::move(aggregate));
  }

  TableReader& top_;
  const model::Catalogue& catalogue_;
  model::LedgerDefinition& ledger_;
  Definitions columns_{"column"}, indicators_{"indicator"};
};

}  // namespace

bool is_ledger_path(const std::string& relative) { return relative.starts_with(kFolder) && relative.ends_with(kToml); }

void read_ledgers(Loading& loading) {
  for (const auto& [relative, versions] : loading.sources) {
    if (!is_ledger_path(relative)) continue;
    const SourceFile& file = versions.back();
    const auto table = parse_toml(file.bytes, file.path, loading.diagnostics);
    if (!table) continue;
    TableReader reader(*table, file.path, loading.diagnostics);
    model::LedgerDefinition& ledger = loading.catalogue.ledgers.emplace_back();
    LedgerFileReader(reader, loading.catalogue, ledger).read();
    reader.finish();
    const std::string wanted = std::string(kFolder) + ledger.id + std::string(kToml);
    if (!ledger.id.empty() && wanted != relative) reader.report("catalogue.misplaced-form", {{"wanted", wanted}}, reader.line());
  }
}

}  // namespace huibiao::catalogue
