// Every text that the reports ask for, in templates/report/summary.toml. Which arguments a text may use, in braces, is said
// there.
#pragma once

#include <string_view>

namespace huibiao::model {

inline constexpr const char* kReportDefinition = "summary";

inline constexpr std::string_view kReportKeys[] = {
    // typefaces, file names, periods, signs
    "font.body", "font.heading", "page.footer", "file.folder", "file.summary", "file.detail", "file.filled-folder", "file.filled",
    "file.template-folder", "file.template", "file.template-annual", "file.returned-folder", "file.returned", "file.returned-nth",
    "period.month", "period.range", "period.whole-year", "period.months-to", "sign.no-meaning", "sign.list",
    // words for what is no rate of growth, for states
    "change.turned-to-profit", "change.broke-even", "change.turned-to-loss", "change.loss-reduced", "change.loss-increased",
    "change.loss-unchanged", "severity.info", "severity.warning", "severity.error", "severity.fatal", "status.effective",
    "status.provisional", "state.reported", "state.late", "state.partly", "state.missing", "state.not_due",
    // names of the sheets, and what each is for
    "sheet.cover", "sheet.totals", "sheet.parks", "sheet.items", "sheet.quality", "sheet.figures", "sheet.previous",
    "sheet.detail", "contents.cover", "contents.totals", "contents.parks", "contents.items", "contents.quality",
    "contents.figures", "contents.previous", "contents.detail", "contents.detail-file", "sheet.contribution-levels",
    "sheet.contribution-cities", "sheet.contribution-parks", "sheet.concentration", "sheet.questions",
    "contents.contribution-levels", "contents.contribution-cities", "contents.contribution-parks", "contents.concentration",
    "contents.questions",
    // cover
    "cover.title", "cover.subtitle", "cover.coverage", "cover.batch", "cover.due", "cover.expected", "cover.reported",
    "cover.late", "cover.missing", "cover.sources", "cover.source", "cover.files", "cover.parks", "cover.figures",
    "cover.provisional", "cover.findings", "cover.severity", "cover.count", "cover.ties", "cover.ties-of", "cover.contents",
    "cover.notes-title", "cover.notes",
    // totals
    "totals.title", "totals.left", "totals.right", "totals.indicator", "totals.unit", "totals.remark", "totals.items",
    "totals.parks", "totals.growth", "totals.rate", "totals.count", "totals.change-of-growth", "totals.points",
    "totals.provisional", "totals.notes",
    // parks
    "parks.title", "parks.left", "parks.right", "parks.number", "parks.name", "parks.city", "parks.level-name", "parks.mark",
    "parks.indicator", "parks.level", "parks.rate", "parks.rank", "parks.total", "parks.subtotal", "parks.not-reported",
    "parks.office-only", "parks.returned", "parks.provisional", "parks.notes",
    // observed figures, and the sums below them
    "figures.title", "figures.left", "figures.indicator", "figures.indicator-before", "previous.title", "previous.left",
    "items.title", "items.left", "items.item", "items.share", "items.notes", "sums.sum", "sums.count", "sums.paired-sum",
    "sums.paired-count", "sums.common", "sums.common-before", "sums.common-count", "sums.common-change",
    "sums.common-change-before",
    // contributions, concentration, open questions
    "contribution.levels-title", "contribution.cities-title", "contribution.parks-title", "contribution.left",
    "contribution.right", "contribution.name", "contribution.parks", "contribution.level", "contribution.share",
    "contribution.both", "contribution.now", "contribution.base", "contribution.growth", "contribution.of-growth",
    "contribution.points", "contribution.verdict", "contribution.sum", "contribution.agrees", "contribution.differs",
    "contribution.notes", "concentration.title", "concentration.left", "concentration.count", "concentration.sum",
    "concentration.whole", "concentration.share", "concentration.largest", "concentration.least", "concentration.most",
    "concentration.notes", "questions.title", "questions.left", "questions.filed", "questions.expected", "questions.at-stake",
    "questions.total", "questions.impact", "questions.explanation", "questions.none", "questions.notes",
    // quality
    "quality.title", "quality.left", "quality.reporting", "quality.findings", "quality.number", "quality.park", "quality.form",
    "quality.batch", "quality.due", "quality.state", "quality.missing", "quality.file", "quality.place", "quality.indicator",
    "quality.severity", "quality.explained", "quality.message", "quality.between", "quality.days-late", "quality.none-late",
    "quality.none-found",
    // detail
    "detail.title", "detail.left", "detail.park", "detail.indicator", "detail.item", "detail.measure", "detail.value",
    "detail.unit", "detail.source", "detail.status", "detail.form", "detail.file", "detail.sheet", "detail.cell", "detail.raw",
    "detail.raw-unit", "detail.submission",
    // official forms
    "form.heading", "form.period", "form.period-annual", "form.period-open", "form.provisional",
    // returned copies
    "sheet.problems", "returned.form-notes", "returned.converted", "returned.raw-with-unit", "returned.unit-unsettled",
    "returned.or", "returned.comment", "returned.more-cells", "returned.original-place", "problems.title", "problems.left",
    "problems.number", "problems.cell", "problems.indicator", "problems.reported", "problems.found", "problems.expected",
    "problems.severity", "problems.explanation", "problems.item", "problems.subject", "problems.notes"};

}  // namespace huibiao::model
