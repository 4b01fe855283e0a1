// Every mistake that people make, put into a clean history many times: what is caught, by which check, and what is missed.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"
#include "validate/clean_history.hpp"
#include "validate/course.hpp"
#include "validate/filing.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;
using model::FiledForm;

constexpr int kTimes = 220;

// One form about to be spoilt, with what its park filed before and what other parks filed.
class Form {
 public:
  Form(FiledForm form, const std::vector<const FiledForm*>& park, const std::vector<const FiledForm*>& other,
       const Layout& layout, std::mt19937& draw)
      : form_(std::move(form)), park_(park), other_(other), layout_(layout), draw_(draw) {}

  const FiledForm& spoilt() const { return form_; }
  int month() const { return form_.period.last_month; }
  bool january() const { return month() == 1; }
  int measure(const char* id) const { return layout_.measure_place(id); }
  int indicator(const char* id) const { return layout_.indicator_place(id); }
  const Layout& layout() const { return layout_; }

  const Figure* find(int indicator, const char* measure_id, int item = 0) const {
    return form_.figures.find(indicator, item, measure(measure_id));
  }
  double value(int indicator, const char* measure_id, int item = 0) const {
    const Figure* figure = find(indicator, measure_id, item);
    return figure == nullptr ? 0 : figure->value;
  }
  void set(Figure figure, double value) {
    form_.figures.remove(figure.key);
    figure.value = value;
    figure.last_digit_exponent = std::round(value) == value ? 0 : std::round(value * 10) == value * 10 ? -1 : -4;
    form_.figures.put(figure);
  }
  void set(int indicator, const char* measure_id, double value, int item = 0) {
    if (const Figure* figure = find(indicator, measure_id, item)) set(*figure, value);
  }
  void take(const model::FigureKey& key) { form_.figures.remove(key); }
  void put(const Figure& figure) { form_.figures.put(figure); }
  std::vector<Figure> figures() const { return form_.figures.figures(); }

  // A row that the form fills whole, of those that fit; -1 where none does.
  int row(const std::function<bool(int)>& fits) {
    std::vector<int> rows;
    for (const Figure& figure : form_.figures.figures()) {
      const int one = figure.key.indicator;
      if (figure.key.item != 0 || figure.key.measure != measure("current") || figure.value == 0 || !fits(one)) continue;
      if (find(one, "ytd") != nullptr && find(one, "current_year_ago") != nullptr) rows.push_back(one);
    }
    return rows.empty() ? -1 : rows[pick(rows.size())];
  }
  int money_row() {
    return row([&](int one) { return layout_.is_money(one); });
  }
  int flow_row() {
    return row([&](int one) { return layout_.is_flow(one); });
  }
  // What the park itself filed that many months ago, or null.
  const FiledForm* before(int months) const { return filed(park_, months); }
  const FiledForm* of_other(int months) const { return filed(other_, months); }
  std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(draw_); }
  double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(draw_); }
  std::string digits(double value) const {
    char text[64];
    std::snprintf(text, sizeof text, "%.0f", std::abs(value));
    return text;
  }

 private:
  const FiledForm* filed(const std::vector<const FiledForm*>& forms, int months) const {
    for (const FiledForm* one : forms)
      if (one->source == "park" && month_number(one->period) == month_number(form_.period) - months) return one;
    return nullptr;
  }

  FiledForm form_;
  const std::vector<const FiledForm*>& park_;
  const std::vector<const FiledForm*>& other_;
  const Layout& layout_;
  std::mt19937& draw_;
};

using Spoil = std::function<bool(Form&)>;  // false: this form cannot be spoilt so

struct Mistake {
  std::string name;
  double reach;  // the share that has to be caught
  Spoil spoil;
};

const char* const kAll[] = {"current", "current_year_ago", "ytd", "ytd_year_ago"};
const char* const kThisYear[] = {"current", "ytd"};

bool slip_row(Form& form, double factor, bool this_year) {
  const int row = form.money_row();
  if (row < 0) return false;
  for (const char* measure : kAll)
    if (!this_year || std::find(std::begin(kThisYear), std::end(kThisYear), std::string(measure)) != std::end(kThisYear))
      form.set(row, measure, form.value(row, measure) * factor);
  return true;
}

bool slip_sheet(Form& form, double factor, bool this_year) {
  for (const Figure& figure : form.figures()) {
    const std::string& measure = form.layout().measure(figure.key.measure).id;
    if (form.layout().is_money(figure.key.indicator) && (!this_year || measure == "current" || measure == "ytd"))
      form.set(figure, figure.value * factor);
  }
  return true;
}

// Changes one figure's digits; only changes by more than 30 % count.
bool slip_digit(Form& form, const std::function<std::string(std::string, std::size_t)>& change) {
  const int row = form.flow_row();
  if (row < 0) return false;
  const char* measure = kAll[form.pick(4)];
  const Figure* figure = form.find(row, measure);
  if (figure == nullptr || figure->value == 0) return false;
  const std::string digits = form.digits(figure->value);
  if (digits.size() < 2) return false;
  const std::string changed = change(digits, form.pick(digits.size() - 1));
  const double value = std::copysign(std::stod(changed), figure->value);
  if (std::abs(value / figure->value - 1) <= 0.3) return false;
  form.set(*figure, value);
  return true;
}

bool swap_columns(Form& form, const char* first, const char* second) {
  for (const Figure& figure : form.figures()) {
    if (figure.key.measure != form.measure(first)) continue;
    const Figure* other = form.find(figure.key.indicator, second, figure.key.item);
    if (other == nullptr) continue;
    const double value = other->value;
    form.set(*other, figure.value);
    form.set(figure, value);
  }
  return true;
}

bool shift_rows(Form& form, int by) {
  static const char* const kOrder[] = {"industrial_value_added",
                                       "hightech_value_added",
                                       "new_product_output",
                                       "profit_and_tax",
                                       "total_profit",
                                       "export_delivery_value",
                                       "fixed_asset_investment",
                                       "hightech_investment",
                                       "rd_expense",
                                       "patent_applications",
                                       "invention_patent_applications",
                                       "valid_patents",
                                       "valid_invention_patents"};
  std::vector<Figure> moved;
  for (const Figure& figure : form.figures()) {
    for (int at = 0; at < 13; ++at) {
      if (figure.key.indicator != form.indicator(kOrder[at])) continue;
      form.take(figure.key);
      if (at + by < 0 || at + by >= 13) continue;
      Figure there = figure;
      there.key.indicator = static_cast<std::int16_t>(form.indicator(kOrder[at + by]));
      moved.push_back(there);
    }
  }
  for (const Figure& figure : moved) form.put(figure);
  return true;
}

std::vector<Mistake> mistakes() {
  std::vector<Mistake> all;
  for (const int power : {1, 3, 4, 5})
    for (const int sign : {1, -1})
      for (const bool this_year : {false, true}) {
        const double factor = std::pow(10.0, sign * power);
        const std::string name =
            std::string("unit x10^") + (sign > 0 ? "" : "-") + std::to_string(power) + (this_year ? ", this year's columns" : "");
        all.push_back({name + ", one row", 0.99, [=](Form& form) { return slip_row(form, factor, this_year); }});
        all.push_back({name + ", sheet", 1, [=](Form& form) { return slip_sheet(form, factor, this_year); }});
      }
  const auto part_above = [](const char* part, const char* whole) {
    return [=](Form& form) {
      const int row = form.indicator(part);
      const char* measure = kAll[form.pick(4)];
      if (form.find(row, measure) == nullptr) return false;
      form.set(row, measure, std::round(form.value(form.indicator(whole), measure) * form.between(1.05, 1.5) + 1));
      return true;
    };
  };
  all.push_back({"part above whole: investment", 1, part_above("hightech_investment", "fixed_asset_investment")});
  all.push_back({"part above whole: inventions", 1, part_above("invention_patent_applications", "patent_applications")});
  all.push_back({"part above whole: valid inventions", 1, part_above("valid_invention_patents", "valid_patents")});
  all.push_back({"industry above output", 1, [](Form& form) {
                   for (const Figure& figure : form.figures())
                     if (figure.key.item != 0 && figure.key.measure == form.measure("ytd")) {
                       form.set(figure, std::round(form.value(form.indicator("gross_industrial_output"), "ytd") * 1.1));
                       return true;
                     }
                   return false;
                 }});
  all.push_back({"digit doubled (>30 %)", 0.95, [](Form& form) {
                   return slip_digit(form, [](std::string digits, std::size_t at) { return digits.insert(at, 1, digits[at]); });
                 }});
  all.push_back({"digit dropped (>30 %)", 0.95, [](Form& form) {
                   return slip_digit(form, [](std::string digits, std::size_t at) { return digits.erase(at, 1); });
                 }});
  all.push_back({"digits transposed (>30 %)", 0.95, [](Form& form) {
                   return slip_digit(form, [](std::string digits, std::size_t at) {
                     std::swap(digits[at], digits[at + 1]);
                     return digits;
                   });
                 }});
  all.push_back({"sign lost", 1, [](Form& form) {
                   const char* measure = kThisYear[form.pick(2)];
                   const Figure* figure = form.find(form.indicator("total_profit"), measure);
                   if (figure == nullptr || figure->value >= 0) return false;
                   form.set(*figure, -figure->value);
                   return true;
                 }});
  all.push_back({"cumulative not added (last month's)", 1, [](Form& form) {
                   const int row = form.flow_row();
                   const FiledForm* before = form.before(1);
                   if (row < 0 || form.january() || before == nullptr) return false;
                   const Figure* last = before->figures.find(row, 0, form.measure("ytd"));
                   if (last == nullptr) return false;
                   form.set(row, "ytd", last->value);
                   return true;
                 }});
  all.push_back({"month = cumulative in a row", 1, [](Form& form) {
                   const int row = form.flow_row();
                   if (row < 0 || form.month() < 2 || form.value(row, "current") == form.value(row, "ytd")) return false;
                   form.set(row, "current", form.value(row, "ytd"));
                   return true;
                 }});
  all.push_back({"cumulative = month in a row", 1, [](Form& form) {
                   const int row = form.flow_row();
                   if (row < 0 || form.month() < 2 || form.value(row, "current") == form.value(row, "ytd")) return false;
                   form.set(row, "ytd", form.value(row, "current"));
                   return true;
                 }});
  all.push_back({"year-ago altered", 1, [](Form& form) {
                   const int row = form.flow_row();
                   if (row < 0) return false;
                   const char* measure = form.pick(2) == 0 ? "current_year_ago" : "ytd_year_ago";
                   const double factor = form.pick(2) == 0 ? form.between(1.2, 1.6) : form.between(0.5, 0.8);
                   const double value = form.value(row, measure), altered = std::round(value * factor);
                   if (std::abs(altered / value - 1) < 0.15) return false;
                   form.set(row, measure, altered);
                   return true;
                 }});
  all.push_back({"year-ago altered, both columns", 1, [](Form& form) {
                   const int row = form.flow_row();
                   if (row < 0 || form.january()) return false;
                   const double factor = form.between(1.2, 1.6);
                   for (const char* measure : {"current_year_ago", "ytd_year_ago"})
                     form.set(row, measure, std::round(form.value(row, measure) * factor));
                   return true;
                 }});
  all.push_back({"growth rate in year-ago", 1, [](Form& form) {
                   bool any = false;
                   for (const Figure& figure : form.figures()) {
                     if (figure.key.measure != form.measure("current") || !form.layout().is_money(figure.key.indicator)) continue;
                     const Figure* base = form.find(figure.key.indicator, "current_year_ago", figure.key.item);
                     if (base == nullptr || base->value == 0) continue;
                     form.set(*base, std::round(1000 * (figure.value / base->value - 1)) / 10);
                     any = true;
                   }
                   return any;
                 }});
  all.push_back({"growth rate in year-ago, one row", 1, [](Form& form) {
                   const int row = form.money_row();
                   if (row < 0) return false;
                   form.set(row, "ytd_year_ago",
                            std::round(1000 * (form.value(row, "ytd") / form.value(row, "ytd_year_ago") - 1)) / 10);
                   return true;
                 }});
  const auto copy_to_base = [](int months, bool one_row) {
    return [=](Form& form) {
      const FiledForm* before = form.before(months);
      if (before == nullptr) return false;
      const int only = form.flow_row();
      bool moved = false;
      for (const Figure& figure : form.figures()) {
        if (figure.key.measure != form.measure("current_year_ago") || figure.key.item != 0) continue;
        if (!form.layout().is_flow(figure.key.indicator) || (one_row && figure.key.indicator != only)) continue;
        const Figure* copied = before->figures.find(figure.key.indicator, 0, form.measure("current"));
        if (copied == nullptr || std::abs(copied->value / figure.value - 1) < 0.01) continue;
        moved = moved || form.layout().is_money(figure.key.indicator);
        form.set(figure, copied->value);
      }
      return moved;
    };
  };
  all.push_back({"last month in year-ago", 1, copy_to_base(1, false)});
  all.push_back({"last month in year-ago, one row", 1, copy_to_base(1, true)});
  all.push_back({"published base in year-ago, one row", 1, copy_to_base(12, true)});
  all.push_back({"0 for not yet", 1, [](Form& form) {
                   bool any = false;
                   for (const char* id : {"profit_and_tax", "total_profit", "rd_expense"})
                     for (const char* measure : kThisYear)
                       if (const Figure* figure = form.find(form.indicator(id), measure)) {
                         form.set(*figure, 0);
                         any = true;
                       }
                   return any;
                 }});
  all.push_back({"0 in one cell", 1, [](Form& form) {
                   const int row = form.money_row();
                   if (row < 0) return false;
                   form.set(row, kThisYear[form.pick(2)], 0);
                   return true;
                 }});
  all.push_back({"rows shifted down from office rows on", 1, [](Form& form) { return shift_rows(form, 1); }});
  all.push_back({"rows shifted up from office rows on", 1, [](Form& form) { return shift_rows(form, -1); }});
  all.push_back({"month and cumulative swapped", 1, [](Form& form) {
                   return form.month() > 1 && form.before(1) != nullptr && swap_columns(form, "current", "ytd");
                 }});
  all.push_back({"month and year-ago swapped", 1, [](Form& form) { return swap_columns(form, "current", "current_year_ago"); }});
  all.push_back({"cumulative and year-ago swapped", 1, [](Form& form) { return swap_columns(form, "ytd", "ytd_year_ago"); }});
  all.push_back({"last month sent again", 1, [](Form& form) {
                   const FiledForm* before = form.before(1);
                   if (before == nullptr) return false;
                   for (const Figure& figure : form.figures()) {
                     const Figure* last = before->figures.find(figure.key.indicator, figure.key.item, figure.key.measure);
                     if (last != nullptr) form.set(figure, last->value);
                   }
                   return true;
                 }});
  all.push_back({"another park's file", 1, [](Form& form) {
                   const FiledForm* other = form.of_other(0);
                   if (other == nullptr) return false;
                   for (const Figure& figure : form.figures()) {
                     const Figure* theirs = other->figures.find(figure.key.indicator, figure.key.item, figure.key.measure);
                     if (theirs == nullptr)
                       form.take(figure.key);
                     else
                       form.set(figure, theirs->value);
                   }
                   return true;
                 }});
  all.push_back(
      {"granted for applications", 1, [](Form& form) {
         const double factor = form.between(0.4, 0.6);
         for (const char* id : {"patent_applications", "invention_patent_applications"}) {
           const int row = form.indicator(id);
           if (form.value(row, "current") < 20) return false;
           const FiledForm* before = form.before(1);
           const Figure* last = form.january() || before == nullptr ? nullptr : before->figures.find(row, 0, form.measure("ytd"));
           const double month = std::round(form.value(row, "current") * factor);
           form.set(
               row, "ytd",
               form.january() ? month : std::round((last == nullptr ? form.value(row, "ytd") : last->value) * factor) + month);
           form.set(row, "current", month);
         }
         return true;
       }});
  all.push_back({"new for valid patents", 1, [](Form& form) {
                   for (const char* id : {"valid_patents", "valid_invention_patents"})
                     for (const char* measure : kThisYear)
                       form.set(form.indicator(id), measure, std::round(form.value(form.indicator(id), measure) * 0.02));
                   return true;
                 }});
  all.push_back({"profit and tax = profit", 1, [](Form& form) {
                   if (form.find(form.indicator("total_profit"), "current") == nullptr) return false;
                   for (const char* measure : kThisYear)
                     form.set(form.indicator("profit_and_tax"), measure, form.value(form.indicator("total_profit"), measure));
                   return true;
                 }});
  all.push_back({"industries rotated", 1, [](Form& form) {
                   std::vector<int> items;
                   for (const Figure& figure : form.figures())
                     if (figure.key.item != 0 && figure.key.measure == form.measure("ytd")) items.push_back(figure.key.item);
                   if (items.size() != 3 || form.before(3) == nullptr) return false;
                   const int row = form.indicator("dominant_industry_output");
                   for (const char* measure : kAll) {
                     const double first = form.value(row, measure, items[0]);
                     form.set(row, measure, form.value(row, measure, items[1]), items[0]);
                     form.set(row, measure, form.value(row, measure, items[2]), items[1]);
                     form.set(row, measure, first, items[2]);
                   }
                   return true;
                 }});
  all.push_back({"cumulative below month", 1, [](Form& form) {
                   const int row = form.row(
                       [&](int one) { return form.layout().is_flow(one) && !form.layout().indicator(one).may_be_negative; });
                   if (row < 0 || form.january()) return false;
                   form.set(row, "ytd", std::floor(form.value(row, "current") * form.between(0.3, 0.95)));
                   return true;
                 }});
  return all;
}

struct Tally {
  std::size_t injected = 0, caught = 0, held = 0;
  std::map<std::string, std::size_t> by;
  std::string missed;  // the first one
};

TEST(SeededErrors, AreCaught) {
  const tests::CleanHistory province(60, 36, 7);
  const Checker checker(tests::real_catalogue());
  Filing filing(checker.layout());
  for (const model::Submission& submission : province.submissions()) filing.add(submission);
  const auto parks = filing.by_park();
  std::vector<std::vector<const FiledForm*>> forms;
  std::vector<History> histories;
  for (const auto& [park, filed] : parks) {
    forms.push_back(filed);
    histories.push_back(filed_history(filed, checker.layout()));
  }
  std::vector<const History*> everybody;
  for (const History& history : histories) everybody.push_back(&history);
  const Peers peers = [&](int) -> const std::vector<const History*>& { return everybody; };

  std::mt19937 draw(11);
  bool first = true;
  for (const Mistake& mistake : mistakes()) {
    Tally tally;
    for (int attempt = 0; attempt < 40 * kTimes && tally.injected < kTimes; ++attempt) {
      const std::size_t park = draw() % forms.size();
      const std::size_t other = (park + 1 + draw() % (forms.size() - 1)) % forms.size();
      const FiledForm* chosen = forms[park][draw() % forms[park].size()];
      if (chosen->source != "park" || month_number(chosen->period) < tests::kFirstYear * 12 + 14) continue;
      Form form(*chosen, forms[park], forms[other], checker.layout(), draw);
      if (!mistake.spoil(form)) continue;
      ++tally.injected;
      std::vector<const FiledForm*> course;
      for (const FiledForm* one : forms[park])
        if (one->period <= chosen->period) course.push_back(one == chosen ? &form.spoilt() : one);
      std::set<std::pair<std::string, int>> usual;
      const auto said = [&](const std::vector<const FiledForm*>& filed, const FiledForm* about) {
        std::vector<Finding> findings;
        for (CheckedForm& checked : check_course(filed, month_number(chosen->period), checker, filing.names(), peers))
          if (checked.form == about) findings = std::move(checked.findings);
        return findings;
      };
      std::vector<const FiledForm*> clean;
      for (const FiledForm* one : forms[park])
        if (one->period <= chosen->period) clean.push_back(one);
      for (const Finding& finding : said(clean, chosen)) usual.emplace(finding.check->id, finding.figures.front().key.indicator);
      std::set<std::string> by;
      bool held = false;
      for (const Finding& finding : said(course, &form.spoilt())) {
        if (finding.severity == model::Severity::info) continue;
        if (usual.count({finding.check->id, finding.figures.empty() ? -1 : finding.figures.front().key.indicator}) > 0) continue;
        by.insert(finding.check->id.substr(6));
        held = held || finding.severity == model::Severity::error;
      }
      if (!by.empty()) {
        ++tally.caught;
        tally.held += held;
      } else if (tally.missed.empty()) {
        tally.missed = form.spoilt().submission;
      }
      for (const std::string& check : by) ++tally.by[check];
    }
    std::vector<std::pair<std::size_t, std::string>> by;
    for (const auto& [check, count] : tally.by) by.emplace_back(count, check);
    std::sort(by.rbegin(), by.rend());
    std::string checks;
    for (std::size_t i = 0; i < by.size() && i < 4; ++i)
      checks += (i == 0 ? "" : ", ") + by[i].second + " " + std::to_string(by[i].first);
    if (first) std::printf("%-46s %8s %7s %7s %6s  %s\n", "mistake", "injected", "caught", "missed", "held", "by");
    first = false;
    std::printf("%-46s %8zu %7zu %7zu %6zu  %s%s\n", mistake.name.c_str(), tally.injected, tally.caught,
                tally.injected - tally.caught, tally.held, checks.c_str(),
                tally.missed.empty() ? "" : ("  [missed: " + tally.missed + "]").c_str());
    EXPECT_GE(tally.injected, 200u) << mistake.name;
    EXPECT_GE(static_cast<double>(tally.caught), mistake.reach * static_cast<double>(tally.injected)) << mistake.name;
    if (mistake.name.ends_with("sheet")) {
      EXPECT_EQ(tally.by["unit-sheet"], tally.injected) << mistake.name;
    }
  }
}

}  // namespace
}  // namespace huibiao::validate
