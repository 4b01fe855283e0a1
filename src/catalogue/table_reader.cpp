#include "catalogue/table_reader.hpp"

#include <cmath>

#include "model/decimal.hpp"

namespace huibiao::catalogue {

const toml::node* TableReader::find(std::string_view key, bool needed) {
  asked_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr && needed) report("catalogue.missing-key", {{"key", std::string(key)}}, line());
  return node;
}

void TableReader::report(std::string rule, model::Arguments arguments, int line) {
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.arguments = std::move(arguments);
  diagnostic.file = *file_;
  diagnostic.line = line;
  diagnostics_->push_back(std::move(diagnostic));
}

void TableReader::report_type(std::string_view key, const toml::node& node, std::string_view wanted) {
  report("catalogue.wrong-type", {{"key", std::string(key)}, {"wanted", "[[toml." + std::string(wanted) + "]]"}},
         static_cast<int>(node.source().begin.line));
}

void TableReader::report_unknown(std::string_view key, std::string_view value, std::string_view kind, int line) {
  report("catalogue.unknown-reference",
         {{"key", std::string(key)}, {"value", std::string(value)}, {"kind", "[[kind." + std::string(kind) + "]]"}}, line);
}

int TableReader::line_of(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node == nullptr ? line() : static_cast<int>(node->source().begin.line);
}

std::string TableReader::text(std::string_view key) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return {};
  const auto* value = node->as_string();
  if (value == nullptr || (*value)->empty()) {
    report_type(key, *node, "filled-text");
    return {};
  }
  return value->get();
}

std::string TableReader::optional_text(std::string_view key) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return {};
  const auto* value = node->as_string();
  if (value == nullptr) {
    report_type(key, *node, "text");
    return {};
  }
  return value->get();
}

int TableReader::integer(std::string_view key) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return 0;
  const auto* value = node->as_integer();
  if (value == nullptr || value->get() > 1'000'000 || value->get() < -1'000'000) {
    report_type(key, *node, "integer");
    return 0;
  }
  return static_cast<int>(value->get());
}

int TableReader::optional_integer(std::string_view key, int otherwise) {
  return find(key, false) == nullptr ? otherwise : integer(key);
}

double TableReader::optional_number(std::string_view key) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return 0;
  const auto value = node->value<double>();
  if (!value || !node->is_number() || !std::isfinite(*value)) {
    report_type(key, *node, "number");
    return 0;
  }
  return *value;
}

std::string TableReader::needed_number_text(std::string_view key) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return "0";
  return model::plain_decimal(optional_number(key));
}

std::map<std::string, double, std::less<>> TableReader::numbers(std::string_view key) {
  std::map<std::string, double, std::less<>> all;
  const toml::node* node = find(key, false);
  if (node == nullptr) return all;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    report_type(key, *node, "number");
    return all;
  }
  for (const auto& [name, element] : *table) {
    const auto value = element.value<double>();
    if (!value || !element.is_number())
      report_type(key, element, "number");
    else
      all.emplace(std::string(name.str()), *value);
  }
  return all;
}

bool TableReader::flag(std::string_view key) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return false;
  const auto* value = node->as_boolean();
  if (value == nullptr) report_type(key, *node, "flag");
  return value != nullptr && value->get();
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> all;
  const toml::node* node = find(key, false);
  if (node == nullptr) return all;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    report_type(key, *node, "texts");
    return all;
  }
  for (const toml::node& element : *array) {
    const auto* value = element.as_string();
    if (value == nullptr || (*value)->empty()) {
      report_type(key, element, "filled-text");
    } else {
      all.push_back(value->get());
    }
  }
  return all;
}

std::vector<int> TableReader::integers(std::string_view key) {
  std::vector<int> all;
  const toml::node* node = find(key, true);
  if (node == nullptr) return all;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    report_type(key, *node, "integers");
    return all;
  }
  for (const toml::node& element : *array) {
    const auto* value = element.as_integer();
    if (value == nullptr || value->get() > 1'000'000 || value->get() < -1'000'000) {
      report_type(key, element, "integer");
    } else {
      all.push_back(static_cast<int>(value->get()));
    }
  }
  return all;
}

model::Wording TableReader::wording(std::string_view key) {
  model::Wording wording;
  const toml::node* node = find(key, true);
  if (node == nullptr) return wording;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    report_type(key, *node, "wording");
    return wording;
  }
  TableReader reader(*table, *file_, *diagnostics_);
  wording.zh = reader.text("zh");
  wording.en = reader.text("en");
  reader.finish();
  return wording;
}

void TableReader::each(std::string_view key, bool needed, const std::function<void(TableReader&)>& read) {
  const toml::node* node = find(key, needed);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_homogeneous<toml::table>()) return report_type(key, *node, "tables");
  for (const toml::node& element : *array) {
    TableReader reader(*element.as_table(), *file_, *diagnostics_);
    read(reader);
    reader.finish();
  }
}

void TableReader::part(std::string_view key, const std::function<void(TableReader&)>& read) {
  const toml::node* node = find(key, true);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return report_type(key, *node, "tables");
  TableReader reader(*table, *file_, *diagnostics_);
  read(reader);
  reader.finish();
}

void TableReader::finish() {
  for (const auto& [key, value] : *table_) {
    if (asked_.contains(key.str())) continue;
    report("catalogue.unknown-key", {{"key", std::string(key.str())}}, static_cast<int>(key.source().begin.line));
  }
}

void Definitions::define(TableReader& reader, const std::string& id) {
  if (id.empty()) return;
  const auto [at, fresh] = lines_.emplace(id, reader.line());
  if (fresh) return;
  reader.report("catalogue.twice", {{"kind", "[[kind." + kind_ + "]]"}, {"value", id}, {"first", std::to_string(at->second)}},
                reader.line());
}

std::optional<toml::table> parse_toml(const std::string& bytes, const std::string& file, model::Diagnostics& diagnostics) {
  try {
    return toml::parse(std::string_view(bytes), std::string_view(file));
  } catch (const toml::parse_error& error) {
    model::Diagnostic diagnostic;
    diagnostic.rule = "catalogue.syntax";
    diagnostic.arguments = {{"reason", std::string(error.description())}};
    diagnostic.file = file;
    diagnostic.line = static_cast<int>(error.source().begin.line);
    diagnostics.push_back(std::move(diagnostic));
    return std::nullopt;
  }
}

}  // namespace huibiao::catalogue
