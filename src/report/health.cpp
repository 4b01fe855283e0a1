#include "report/health.hpp"

#include <set>

#include "model/evaluation_keys.hpp"
#include "model/health_keys.hpp"
#include "model/utf8.hpp"
#include "report/evaluation_book.hpp"
#include "report/health_page.hpp"
#include "text/text.hpp"

namespace huibiao::report {
namespace {

enum ListColumn : std::uint32_t { kRank, kPark, kRegion, kTotal, kGrade, kPage };
constexpr double kListWidths[] = {8, 34, 20, 12, 12, 26};
constexpr std::uint32_t kLinkColumn = kHealthColumns;  // beside the page: back to the list

// A sheet's name by Excel's rules: without []:*?/\ and no apostrophe at an end, at most 31 characters, different from all others
// without regard to case.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
  constexpr std::size_t kMostCharacters = 31;
  std::string plain;
  for (const char letter : text::printable(wanted))
    plain += std::string_view("[]:*?/\\'").find(letter) == std::string_view::npos ? letter : '_';
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : " " + std::to_string(number);
    std::string name;
    std::size_t characters = suffix.size();
    for (std::size_t at = 0; at < plain.size(); ++at) {
      if (!model::continues_character(plain[at]) && ++characters > kMostCharacters) break;
      name += plain[at];
    }
    name += suffix;
    if (taken.insert(text::fold(name)).second) return name;
  }
}

class HealthBook {
 public:
  HealthBook(const HealthReport& report, const model::Catalogue& catalogue, const Words& words, const Words& evaluation,
             Book& book)
      : report_(report), catalogue_(catalogue), words_(words), evaluation_(evaluation), list_(book.sheet(words("sheet.list"))) {
    const model::EvaluationResult& result = report.evaluation.result;
    arguments_ = evaluation_arguments(report.evaluation.system, result, words);
    arguments_.emplace_back("cut_off", to_string(report.evaluation.cut_off));
    std::set<std::string> taken = {text::fold(words("sheet.list"))};
    for (const model::EvaluatedUnit& unit : result.units) pages_.push_back(&book.sheet(sheet_name(unit.short_name, taken)));
  }

  void draw() {
    write_list();
    for (std::size_t unit = 0; unit < pages_.size(); ++unit) write_page(unit);
  }

 private:
  void write_list() {
    const model::EvaluationSystem& system = report_.evaluation.system;
    const bool graded = !system.grades.empty();
    write_heading(list_, {words_("list.title", arguments_), words_("list.left", arguments_), words_("list.right", arguments_)},
                  kPage + 1);
    write_banner(list_, simulation_banner(system, report_.evaluation.result.complete(), evaluation_, arguments_));
    std::uint32_t row = kHeadingRows + 1;
    write_headers(list_, row++,
                  {evaluation_("common.rank"), evaluation_("common.unit"), evaluation_("common.region"),
                   evaluation_("ranks.total"), graded ? evaluation_("ranks.grade") : "", words_("list.page")});
    for (std::uint32_t column = 0; column <= kPage; ++column) list_.width(column, kListWidths[column]);
    list_.freeze(row, kPark + 1);
    list_.repeat_rows(row - 1, row - 1);
    const Style centred = styles::body().aligned(Align::center);
    for (std::size_t place = 0; place < pages_.size(); ++place, ++row) {
      const model::EvaluatedUnit& unit = report_.evaluation.result.units[place];
      if (unit.rank)
        list_.number({row, kRank}, *unit.rank, centred.formatted("0"));
      else
        list_.text({row, kRank}, words_("sign.none"), centred);
      list_.text({row, kPark}, unit.name, styles::body());
      list_.text({row, kRegion}, region_of(system, unit, words_), styles::body());
      if (unit.total)
        list_.number({row, kTotal}, *unit.total, styles::number().formatted(kTwoDecimalsFormat));
      else
        list_.text({row, kTotal}, words_("sign.none"), styles::number());
      if (graded)
        list_.text({row, kGrade}, unit.grade ? words_.in(system.grades[*unit.grade].name) : evaluation_("ranks.no-grade"),
                   centred);
      list_.link({row, kPage}, *pages_[place], {0, 0});
      list_.text({row, kPage}, pages_[place]->name(), styles::body().aligned(Align::center));
    }
    close_table(list_, row, kPage + 1);
    list_.page(Orientation::portrait);
    list_.print_area({{0, 0}, {row, kPage}});
  }

  void write_page(std::size_t place) {
    const HealthPage page{report_, catalogue_, words_, evaluation_, arguments_, place};
    HealthLayout layout(*pages_[place]);
    write_health_head(layout, page);
    write_health_groups(layout, page);
    write_strengths_and_weaknesses(layout, page);
    write_health_targets(layout, page);
    write_data_quality(layout, page);
    write_health_foot(layout, page);
    pages_[place]->link({0, kLinkColumn}, list_, {0, 0});
    pages_[place]->text({0, kLinkColumn}, words_("page.back"), styles::caption());
    pages_[place]->text({0, kDataColumn}, words_("charts.data"), styles::caption());
    layout.finish();
  }

  const HealthReport& report_;
  const model::Catalogue& catalogue_;
  const Words &words_, &evaluation_;
  Sheet& list_;
  std::vector<Sheet*> pages_;  // parallel to the result's units
  model::Arguments arguments_;
};

}  // namespace

model::Result<model::WrittenFile> write_health(const HealthReport& report, const model::Catalogue& catalogue,
                                               std::string_view language, const std::filesystem::path& out) {
  const Words evaluation(*catalogue.report(model::kEvaluationDefinition), language);
  const EvaluationReport& whole = report.evaluation;
  return write_evaluation_book(
      {whole.system, whole.result.year, whole.cut_off, model::kHealthDefinition, "file.health"}, catalogue, language, out,
      [&](Book& book, const Words& words) { HealthBook(report, catalogue, words, evaluation, book).draw(); });
}

}  // namespace huibiao::report
