#include <algorithm>

#include "catalogue/catalogue.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

constexpr const char* kPlainFiles[] = {
    "mappings/units.toml",     "mappings/schedule.toml", "templates/indicators.toml", "mappings/offices.toml",
    "mappings/registers.toml", "mappings/labels.toml",   "mappings/industries.csv",   "mappings/lexicon.toml",
    "mappings/schedule.csv",   "mappings/holidays.csv",  "mappings/scopes.toml",      "mappings/scopes.csv",
    "mappings/province.csv",   "mappings/targets.csv",   "mappings/answers.toml",     "mappings/unit_types.csv",
};

bool is_document(const std::string& relative) { return relative.ends_with(".md") || relative.ends_with(".txt"); }

void add(model::Diagnostics& diagnostics, const char* rule, std::string file) {
  model::Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.file = std::move(file);
  diagnostics.push_back(std::move(diagnostic));
}

bool lies_in(const model::Diagnostic& diagnostic, const std::filesystem::path& folder) {
  const std::filesystem::path file(diagnostic.file);
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

// Of what is wrong, what follows from something else that is said: references into a file that cannot be read, and what the
// installed files, right by themselves, miss because of a faulty overlay.
void leave_out_consequences(model::Diagnostics& diagnostics, std::size_t first, const std::filesystem::path& root,
                            const std::vector<std::filesystem::path>& overlays) {
  const auto begin = diagnostics.begin() + static_cast<std::ptrdiff_t>(first);
  const bool unread = std::any_of(begin, diagnostics.end(), [](const auto& each) { return each.rule == "catalogue.syntax"; });
  const bool overlay = std::any_of(begin, diagnostics.end(), [&](const model::Diagnostic& each) {
    return std::any_of(overlays.begin(), overlays.end(), [&](const auto& folder) { return lies_in(each, folder); });
  });
  const auto follows = [&](const model::Diagnostic& each) {
    return (unread && each.rule == "catalogue.unknown-reference") || (overlay && lies_in(each, root));
  };
  diagnostics.erase(std::remove_if(begin, diagnostics.end(), follows), diagnostics.end());
}

}  // namespace

const std::vector<SourceFile>& Loading::versions(const std::string& relative) {
  static const std::vector<SourceFile> none;
  const auto found = sources.find(relative);
  if (found != sources.end()) return found->second;
  add(diagnostics, "catalogue.missing-file", relative);
  return none;
}

void Loading::with_table(const std::string& relative, const std::function<void(TableReader&)>& read) {
  const std::vector<SourceFile>& all = versions(relative);
  if (all.empty()) return;
  const auto table = parse_toml(all.back().bytes, all.back().path, diagnostics);
  if (!table) return;
  TableReader reader(*table, all.back().path, diagnostics);
  read(reader);
  reader.finish();
}

void check_files(Loading& loading, const std::vector<std::string>& register_files) {
  for (const auto& [relative, versions] : loading.sources) {
    const bool known = std::find(std::begin(kPlainFiles), std::end(kPlainFiles), relative) != std::end(kPlainFiles) ||
                       std::find(register_files.begin(), register_files.end(), relative) != register_files.end() ||
                       is_form_path(relative) || is_check_path(relative) || is_report_path(relative) ||
                       is_evaluation_path(relative) || is_ledger_path(relative) || is_message_path(relative) ||
                       is_document(relative);
    if (!known) add(loading.diagnostics, "catalogue.unknown-file", versions.back().path);
  }
}

model::Result<model::Catalogue> load(const std::filesystem::path& root, const std::vector<std::filesystem::path>& overlays,
                                     model::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  const Sources sources = read_sources(root, overlays, diagnostics);
  model::Catalogue catalogue;
  catalogue.digest = digest_of(sources);
  Loading loading{sources, catalogue, diagnostics};
  read_messages(loading);
  read_lexicon(loading);
  read_units(loading);
  read_schedule(loading);
  read_indicators(loading);
  read_offices(loading);
  const std::vector<std::string> register_files = read_registers(loading);
  read_checks(loading);
  read_forms(loading);
  read_ledgers(loading);
  read_register_units(loading, register_files);
  read_scopes(loading);
  read_labels(loading);
  read_answers(loading);
  read_industries(loading);
  read_comparisons(loading);
  read_reports(loading);
  read_evaluations(sources, catalogue, diagnostics);  // for what is wrong with them: most commands have no use for them
  check_files(loading, register_files);
  if (diagnostics.size() == before) return catalogue;
  leave_out_consequences(diagnostics, before, root, overlays);
  return model::failure("catalogue.invalid", {{"errors", std::to_string(diagnostics.size() - before)}});
}

std::vector<model::EvaluationSystem> load_evaluations(const std::filesystem::path& root,
                                                      const std::vector<std::filesystem::path>& overlays,
                                                      const model::Catalogue& catalogue) {
  model::Diagnostics said;  // by load
  return read_evaluations(read_sources(root, overlays, said), catalogue, said);
}

model::Catalogue load_messages(const std::filesystem::path& root) {
  model::Diagnostics unheard;
  const Sources sources = read_sources(root, {}, unheard);
  model::Catalogue catalogue;
  Loading loading{sources, catalogue, unheard};
  read_messages(loading);
  return catalogue;
}

}  // namespace huibiao::catalogue
