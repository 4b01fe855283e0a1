#include <algorithm>
#include <filesystem>
#include <span>

#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "model/edition_keys.hpp"
#include "model/evaluation_keys.hpp"
#include "model/health_keys.hpp"
#include "model/place_report_keys.hpp"
#include "model/report_keys.hpp"
#include "model/template_keys.hpp"

namespace huibiao::catalogue {
namespace {

constexpr std::string_view kMessages = "mappings/messages.";
constexpr std::string_view kReports = "templates/report/";
constexpr std::string_view kToml = ".toml";
constexpr std::string_view kRegister = "register";  // a reader's edition says whose it is
constexpr std::string_view kLayout = "layout";      // reports of another kind say of which
constexpr std::string_view kTexts = "text";         // and has its texts in a table of their own

// The tables under a key, each with its name: [rule."unit.unknown"], [word.cli].
template <class Read>
void each_named(const toml::table& top, std::string_view key, const SourceFile& file, model::Diagnostics& diagnostics,
                Read read) {
  const toml::node* node = top.get(key);
  if (node == nullptr) return;
  TableReader outer(top, file.path, diagnostics);
  const toml::table* tables = node->as_table();
  if (tables == nullptr) {
    outer.report("catalogue.wrong-type", {{"key", std::string(key)}, {"wanted", "[[toml.tables]]"}}, outer.line_of(key));
    return;
  }
  for (const auto& [name, value] : *tables) {
    if (const toml::table* table = value.as_table(); table != nullptr) {
      TableReader reader(*table, file.path, diagnostics);
      read(std::string(name.str()), *table, reader);
    } else {
      outer.report("catalogue.wrong-type", {{"key", std::string(name.str())}, {"wanted", "[[toml.tables]]"}},
                   static_cast<int>(value.source().begin.line));
    }
  }
}

void read_language(const SourceFile& file, const std::string& language, Loading& loading) {
  const auto table = parse_toml(file.bytes, file.path, loading.diagnostics);
  if (!table) return;
  auto& rules = loading.catalogue.rule_wordings[language];
  auto& words = loading.catalogue.words[language];
  each_named(*table, "rule", file, loading.diagnostics, [&](const std::string& id, const toml::table&, TableReader& reader) {
    rules[id] = {reader.text("found"), reader.optional_text("expected"), reader.optional_text("action"),
                 reader.optional_text("told"), reader.optional_text("asked")};
    reader.finish();
  });
  each_named(*table, "word", file, loading.diagnostics,
             [&](const std::string& area, const toml::table& entries, TableReader& reader) {
               for (const auto& [key, value] : entries) {
                 std::string name(key.str());
                 std::string text = reader.optional_text(name);
                 words[area + "." + name] = std::move(text);
               }
             });
  TableReader top(*table, file.path, loading.diagnostics);
  for (const auto& [key, value] : *table) {
    if (key.str() != "rule" && key.str() != "word")
      top.report("catalogue.unknown-key", {{"key", std::string(key.str())}}, static_cast<int>(key.source().begin.line));
  }
}

bool is_wording(const toml::table& table) { return table.contains("zh") || table.contains("en"); }

// toml++ sorts keys: their places in the file tell the order of writing. A plain text is the same in both languages.
void flatten(const toml::table& table, const std::string& prefix, const SourceFile& file, model::Diagnostics& diagnostics,
             std::vector<std::pair<toml::source_position, std::pair<std::string, model::Wording>>>& texts) {
  TableReader reader(table, file.path, diagnostics);
  for (const auto& [key, value] : table) {
    const std::string name = prefix + std::string(key.str());
    const toml::table* inner = value.as_table();
    if (const auto* plain = value.as_string(); plain != nullptr) {
      texts.push_back({key.source().begin, {name, {plain->get(), plain->get()}}});
    } else if (inner == nullptr) {
      reader.report("catalogue.wrong-type", {{"key", name}, {"wanted", "[[toml.wording]]"}},
                    static_cast<int>(key.source().begin.line));
    } else if (is_wording(*inner)) {
      texts.push_back({key.source().begin, {name, reader.wording(key.str())}});
    } else {
      flatten(*inner, name + ".", file, diagnostics, texts);
    }
  }
}

}  // namespace

bool is_message_path(const std::string& relative) { return relative.starts_with(kMessages) && relative.ends_with(kToml); }
bool is_report_path(const std::string& relative) { return relative.starts_with(kReports) && relative.ends_with(kToml); }

void read_lexicon(Loading& loading) {
  loading.with_table("mappings/lexicon.toml", [&](TableReader& reader) {
    for (const model::LexiconList& list : model::kLexiconLists) {
      if (reader.contains(list.name)) {
        loading.catalogue.lexicon.lists.emplace(list.name, reader.texts(list.name));
      } else {
        reader.report("catalogue.missing-list", {{"key", std::string(list.name)}, {"holds", std::string(list.holds)}}, 0);
      }
    }
  });
}

void read_messages(Loading& loading) {
  for (const auto& [relative, versions] : loading.sources) {
    if (!is_message_path(relative)) continue;
    const std::size_t length = relative.size() - kMessages.size() - kToml.size();
    read_language(versions.back(), relative.substr(kMessages.size(), length), loading);
  }
}

namespace {

model::ReportDefinition texts_of(const toml::table& table, const SourceFile& file, Loading& loading) {
  std::vector<std::pair<toml::source_position, std::pair<std::string, model::Wording>>> texts;
  flatten(table, "", file, loading.diagnostics, texts);
  std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  model::ReportDefinition report;
  report.id = file.relative.substr(kReports.size(), file.relative.size() - kReports.size() - kToml.size());
  for (auto& entry : texts) report.texts.push_back(std::move(entry.second));
  return report;
}

void require(const model::ReportDefinition* definition, std::span<const std::string_view> keys, const std::string& id,
             Loading& loading) {
  for (const std::string_view key : keys) {
    if (definition != nullptr && definition->has(key)) continue;
    model::Diagnostic missing;
    missing.rule = "catalogue.missing-report-text";
    missing.file = std::string(kReports) + id + std::string(kToml);
    missing.arguments = {{"key", std::string(key)}};
    loading.diagnostics.push_back(std::move(missing));
  }
}

}  // namespace

void read_reports(Loading& loading) {
  for (const auto& [relative, versions] : loading.sources) {
    if (!is_report_path(relative)) continue;
    const SourceFile& file = versions.back();
    const auto table = parse_toml(file.bytes, file.path, loading.diagnostics);
    if (!table) continue;
    if (!table->contains(kRegister)) {
      loading.catalogue.reports.push_back(texts_of(*table, file, loading));
      continue;
    }
    const toml::table* texts = table->at_path(kTexts).as_table();
    TableReader reader(*table, file.path, loading.diagnostics);
    reader.leave(kTexts);
    model::ReportDefinition own = texts_of(texts == nullptr ? toml::table() : *texts, file, loading);
    if (table->contains(kLayout)) {
      require(&own, model::kPlaceReportKeys, own.id, loading);
      read_place_report(reader, loading, std::move(own));
    } else {
      require(&own, model::kEditionKeys, own.id, loading);
      read_edition(reader, loading, std::move(own));
    }
    reader.finish();
  }
  require(loading.catalogue.report(model::kReportDefinition), model::kReportKeys, model::kReportDefinition, loading);
  require(loading.catalogue.report(model::kEvaluationDefinition), model::kEvaluationKeys, model::kEvaluationDefinition, loading);
  require(loading.catalogue.report(model::kTargetDefinition), model::kTargetKeys, model::kTargetDefinition, loading);
  require(loading.catalogue.report(model::kHealthDefinition), model::kHealthKeys, model::kHealthDefinition, loading);
  require(loading.catalogue.report(model::kTemplateDefinition), model::kTemplateKeys, model::kTemplateDefinition, loading);
}

}  // namespace huibiao::catalogue
