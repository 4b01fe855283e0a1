#include <algorithm>
#include <array>

#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "text/text.hpp"

namespace huibiao::catalogue {
namespace {

// A later entry for the same wording under the same whole replaces an overlaid one, and is an error within one file.
void keep_alias(TableReader& reader, model::LabelAlias alias, std::size_t overlaid, std::vector<model::LabelAlias>& aliases) {
  const std::string key = text::compact(alias.text);
  const auto same = [&](const model::LabelAlias& known) {
    return known.part_of == alias.part_of && text::compact(known.text) == key;
  };
  const auto found = std::find_if(aliases.begin(), aliases.end(), same);
  if (found == aliases.end()) {
    aliases.push_back(std::move(alias));
  } else if (static_cast<std::size_t>(found - aliases.begin()) < overlaid) {
    *found = std::move(alias);
  } else {
    reader.report("catalogue.alias-of-two", {{"value", alias.text}, {"first", found->indicator}, {"second", alias.indicator}},
                  reader.line());
  }
}

void keep_industry(const std::string& file, const CsvLine& line, std::size_t overlaid, Loading& loading) {
  model::Industry industry{line.fields[0], split_values(line.fields[1])};
  auto& industries = loading.catalogue.industries;
  const auto found = std::find_if(industries.begin(), industries.end(),
                                  [&](const model::Industry& known) { return known.name == industry.name; });
  if (!industry.name.empty() && found == industries.end()) {
    industries.push_back(std::move(industry));
  } else if (!industry.name.empty() && static_cast<std::size_t>(found - industries.begin()) < overlaid) {
    *found = std::move(industry);
  } else {
    model::Diagnostic diagnostic;
    diagnostic.rule = industry.name.empty() ? "catalogue.missing-key" : "catalogue.twice";
    diagnostic.arguments = {{"key", "name"}, {"kind", "[[kind.industry]]"}, {"value", industry.name}, {"first", "?"}};
    diagnostic.file = file;
    diagnostic.line = line.line;
    loading.diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace

void read_labels(Loading& loading) {
  auto& aliases = loading.catalogue.label_aliases;
  for (const SourceFile& file : loading.versions("mappings/labels.toml")) {
    const auto table = parse_toml(file.bytes, file.path, loading.diagnostics);
    if (!table) continue;
    TableReader top(*table, file.path, loading.diagnostics);
    const std::size_t overlaid = aliases.size();
    top.each("alias", false, [&](TableReader& reader) {
      model::LabelAlias alias;
      alias.indicator = reader.text("indicator");
      alias.text = reader.text("text");
      alias.part_of = reader.optional_text("part_of");
      reader.check_known("indicator", alias.indicator, "indicator", loading.catalogue.indicator(alias.indicator));
      reader.check_known("part_of", alias.part_of, "indicator", loading.catalogue.indicator(alias.part_of));
      keep_alias(reader, std::move(alias), overlaid, aliases);
    });
    top.finish();
  }
}

void read_answers(Loading& loading) {
  auto& answers = loading.catalogue.answers;
  loading.with_table("mappings/answers.toml", [&](TableReader& top) {
    Definitions codes("answer");
    top.each("answer", true, [&](TableReader& reader) {
      model::AnswerWords answer;
      answer.code = reader.text("code");
      answer.words = reader.texts("words");
      answer.doubts = reader.texts("doubts");
      answer.wants_reason = reader.flag("wants_reason");
      answer.runs_on = reader.flag("runs_on");
      codes.define(reader, answer.code);
      answers.push_back(std::move(answer));
    });
    for (const model::Indicator& indicator : loading.catalogue.indicators) {
      for (const std::string& code : indicator.codes) {
        const bool known =
            std::any_of(answers.begin(), answers.end(), [&](const model::AnswerWords& answer) { return answer.code == code; });
        if (!known) top.report_unknown("codes", code, "answer", top.line());
      }
    }
  });
}

void read_industries(Loading& loading) {
  constexpr std::array<std::string_view, 2> kColumns = {"name", "aliases"};
  for (const SourceFile& file : loading.versions("mappings/industries.csv")) {
    const std::size_t overlaid = loading.catalogue.industries.size();
    for (const CsvLine& line : read_csv(file.bytes, file.path, kColumns, loading.diagnostics))
      keep_industry(file.path, line, overlaid, loading);
  }
}

}  // namespace huibiao::catalogue
