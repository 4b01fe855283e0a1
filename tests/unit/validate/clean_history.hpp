// An invented province whose figures hang together: seasons, lumpy investment, losses, a new panel each January that shifts the
// bases of the year before, offices that fill their own rows, and parks that report January and February in their own ways.
// Seeded.
#pragma once

#include <array>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "model/submission.hpp"

namespace huibiao::tests {

inline constexpr int kFirstYear = 2023;

struct CleanRow {
  const char* indicator;
  double share;         // of the park's size
  double noise;         // of a month, as a logarithm
  const char* part_of;  // whose noise and season it shares; "" none
  bool exempt;          // a cumulative series: revised within its sum
  bool stock;
  bool count;
  const char* source;
  bool quarterly;
};

inline const std::vector<CleanRow>& clean_rows() {
  static const std::vector<CleanRow> rows = {
      {"operating_revenue", 1.25, 0.03, "", false, false, false, "park", false},
      {"hightech_enterprise_revenue", 0.62, 0.03, "operating_revenue", true, false, false, "science-department", true},
      {"gross_industrial_output", 1, 0.03, "", false, false, false, "park", false},
      {"industrial_value_added", 0.22, 0.03, "gross_industrial_output", false, false, false, "statistics-bureau", false},
      {"hightech_value_added", 0.14, 0.03, "gross_industrial_output", false, false, false, "statistics-bureau", false},
      {"new_product_output", 0.4, 0.04, "gross_industrial_output", false, false, false, "statistics-bureau", false},
      {"profit_and_tax", 0.13, 0.10, "", true, false, false, "park", false},
      {"total_profit", 0.08, 0.06, "profit_and_tax", true, false, false, "park", false},
      {"export_delivery_value", 0.2, 0.06, "", false, false, false, "park", false},
      {"fixed_asset_investment", 0.1, 0.35, "", true, false, false, "park", false},
      {"hightech_investment", 0.045, 0.05, "fixed_asset_investment", true, false, false, "park", false},
      {"rd_expense", 0.03, 0.05, "", true, false, false, "park", false},
      {"patent_applications", 6e-5, 0.08, "", false, false, true, "park", false},
      {"invention_patent_applications", 2.8e-5, 0.06, "patent_applications", false, false, true, "park", false},
      {"valid_patents", 3e-3, 0.001, "", false, true, true, "park", false},
      {"valid_invention_patents", 1e-3, 0.001, "", false, true, true, "park", false},
  };
  return rows;
}

class CleanHistory {
 public:
  CleanHistory(int parks, int months, unsigned seed) : parks_(parks), months_(months) {
    std::mt19937 draw(seed);
    for (int park = 0; park < parks; ++park) invent(park, draw);
  }

  std::string park_name(int park) const { return "园区" + std::to_string(park + 1); }
  const std::vector<model::Submission>& submissions() const { return submissions_; }
  int months() const { return months_; }
  int parks() const { return parks_; }

 private:
  using Series = std::map<int, double>;  // by month, from -12

  static double whole_noise(const CleanRow& part) {
    for (const CleanRow& row : clean_rows())
      if (std::string(row.indicator) == part.part_of) return row.noise;
    return 0;
  }

  static double rounded(double value, bool count) { return count ? std::round(value) : std::round(value * 10) / 10; }

  struct Filed {
    Series current, base, ytd, ytd_base;
  };

  Filed invent_row(const CleanRow& row, double size, double share, double growth, const Series& shared, Series& own_noise,
                   std::mt19937& draw) {
    static const std::array<double, 12> season = {0.93, 0.74, 1.12, 1.03, 1.06, 1.15, 0.98, 1.0, 1.1, 1.04, 1.08, 1.21};
    std::normal_distribution<double> normal(0, 1);
    std::uniform_real_distribution<double> panel(-0.08, 0.08);
    const bool investment = row.noise > 0.3 || std::string(row.part_of) == "fixed_asset_investment";
    Filed filed;
    double level = size * share;
    double this_panel = 1;
    for (int month = -12; month < months_; ++month) {
      const int of_year = (month + 12) % 12;
      if (of_year == 0 && month >= 0) {
        this_panel = 1 + panel(draw);
        level *= this_panel;
      }
      const double noise = shared.empty() ? own_noise[month] = normal(draw) : 0;
      const double moved = shared.empty() ? row.noise * noise : 0;
      const double inherited = shared.empty() ? 0 : shared.at(month) * whole_noise(row) + row.noise / 3 * normal(draw);
      double value = level * std::pow(1 + growth, month / 12.0) * std::exp(moved + inherited);
      if (!row.stock) value *= season[static_cast<std::size_t>(of_year)] * (investment && of_year == 11 ? 1.8 : 1);
      filed.current[month] = rounded(value, row.count);
      if (month < 0) continue;
      filed.base[month] = rounded(filed.current[month - 12] * this_panel, row.count);
      if (row.stock) {
        filed.ytd[month] = filed.current[month];
        filed.ytd_base[month] = filed.base[month];
        continue;
      }
      const auto add_up = [&](Series& sums, double step) {
        const bool january = of_year == 0;
        const double before = january ? 0 : sums[month - 1];
        const double revised = row.exempt && !january ? before * (1 + 0.002 * normal(draw)) : before;
        sums[month] = rounded(revised + step, row.count);
      };
      add_up(filed.ytd, filed.current[month]);
      add_up(filed.ytd_base, filed.base[month]);
    }
    return filed;
  }

  void invent(int park, std::mt19937& draw) {
    std::uniform_real_distribution<double> logarithm(std::log(8e5), std::log(8e6)), factor(0.75, 1.25), trend(-0.04, 0.14);
    const double size = std::exp(logarithm(draw)), growth = trend(draw);
    const bool losses = park % 10 == 7;
    const int style = park % 10 == 3   ? 1
                      : park % 10 == 6 ? 2
                                       : 0;  // 1: exempt rows blank in January; 2: February is January and February
    std::map<std::string, Filed> rows;
    std::map<std::string, Series> noises;
    for (const CleanRow& row : clean_rows()) {
      const bool sharing = *row.part_of != '\0';
      double share = row.share * (sharing || row.stock ? 1 : factor(draw));
      if (losses && std::string(row.indicator) == "total_profit") share = -0.02;
      rows[row.indicator] = invent_row(row, size, share, growth + (row.stock ? 0.05 : 0),
                                       sharing ? noises[row.part_of] : Series{}, noises[row.indicator], draw);
    }
    static const std::array<const char*, 3> names = {"新材料", "高端装备制造", "生物医药"};
    const CleanRow item{"dominant_industry_output", 0, 0.05, "gross_industrial_output", true, false, false, "park", true};
    std::array<double, 3> shares = {0.28, 0.2, 0.13};
    std::array<Filed, 3> items;
    for (std::size_t i = 0; i < 3; ++i) {
      Series none;
      items[i] = invent_row(item, size, shares[(i + static_cast<std::size_t>(park)) % 3] * factor(draw) * 0.9 + 0.02, growth,
                            noises["gross_industrial_output"], none, draw);
    }
    for (int month = 0; month < months_; ++month) {
      for (const char* source : {"statistics-bureau", "science-department", "park"}) {
        model::Submission submission = blank(park, month, source);
        const bool quarter = month % 3 == 2;
        for (const CleanRow& row : clean_rows()) {
          if (std::string(row.source) != source || (row.quarterly && !quarter)) continue;
          put(submission, row, "", rows[row.indicator], month, style);
          if (quarter && std::string(row.indicator) == "gross_industrial_output")
            for (std::size_t i = 0; i < 3; ++i) put(submission, item, names[i], items[i], month, 0);
        }
        if (!submission.observations.empty()) submissions_.push_back(std::move(submission));
      }
    }
  }

  model::Submission blank(int park, int month, const std::string& source) const {
    model::Submission submission;
    submission.id = std::to_string(park) + "-" + std::to_string(month) + "-" + source;
    submission.source = source;
    submission.form = source != "park" ? "office-crosstab" : month % 3 == 2 ? "zj-quarterly" : "zj-monthly";
    submission.precedence = source != "park" ? 0 : month % 3 == 2 ? 20 : 10;
    submission.park = park_name(park);
    submission.period = model::Period::month(kFirstYear + month / 12, month % 12 + 1);
    submission.file = submission.id + ".xlsx";
    submission.intake = 1;
    return submission;
  }

  static void put(model::Submission& submission, const CleanRow& row, const std::string& item, const Filed& filed, int month,
                  int style) {
    const bool january = month % 12 == 0, february = month % 12 == 1;
    if (style == 1 && row.exempt && january) return;
    const auto add = [&](const char* measure, const Series& series, std::uint32_t column) {
      model::Observation observation;
      observation.key = {*submission.period, submission.park, row.indicator, item, measure};
      observation.value = series.at(month);
      observation.last_digit_exponent = row.count || std::round(series.at(month)) == series.at(month) ? 0 : -1;
      observation.source = submission.source;
      observation.sheet = "Sheet1";
      observation.cell = {static_cast<std::uint32_t>(submission.observations.size() / 4) + 3, column};
      submission.observations.push_back(observation);
    };
    const bool whole = style == 2 && february && !row.stock;
    if (!(style == 1 && row.exempt && february)) {
      add("current", whole ? filed.ytd : filed.current, 2);
      add("current_year_ago", whole ? filed.ytd_base : filed.base, 3);
    }
    add("ytd", filed.ytd, 4);
    add("ytd_year_ago", filed.ytd_base, 5);
  }

  int parks_, months_;
  std::vector<model::Submission> submissions_;
};

}  // namespace huibiao::tests
