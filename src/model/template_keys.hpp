// Every text that blank forms ask for beside those of report_keys.hpp, in templates/report/template.toml.
#pragma once

#include <string_view>

namespace huibiao::model {

inline constexpr const char* kTemplateDefinition = "template";

inline constexpr std::string_view kTemplateKeys[] = {"file.year-workbook",
                                                     "file.archive",
                                                     "file.no-city",
                                                     "sheet.instructions",
                                                     "sheet.month",
                                                     "margin.checks",
                                                     "margin.all-well",
                                                     "margin.open-before",
                                                     "margin.open-behind",
                                                     "check.finding",
                                                     "check.separator",
                                                     "check.not-a-number",
                                                     "severity.error",
                                                     "severity.warning",
                                                     "severity.info",
                                                     "validation.title",
                                                     "validation.number",
                                                     "validation.whole",
                                                     "validation.answer-title",
                                                     "validation.answer",
                                                     "validation.item-title",
                                                     "validation.item",
                                                     "validation.item-choices",
                                                     "instructions.title",
                                                     "instructions.changes",
                                                     "instructions.deadlines",
                                                     "instructions.due",
                                                     "instructions.deadline-and",
                                                     "instructions.deadline",
                                                     "instructions.rules",
                                                     "instructions.notes",
                                                     "instructions.indicators",
                                                     "instructions.indicator",
                                                     "instructions.unit",
                                                     "instructions.scope",
                                                     "instructions.source",
                                                     "instructions.batch",
                                                     "instructions.explanation",
                                                     "instructions.stock",
                                                     "instructions.may-be-negative",
                                                     "instructions.may-be-blank"};

}  // namespace huibiao::model
