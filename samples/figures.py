"""Invented figures of a half-year that hang together: cumulative = sum of the months, a part is at most its whole, a year-ago figure
stands beside every current one. Money in 千元, as exact decimals; nothing depends on clock or chance."""
import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

YEAR = 2026
MONTHS = range(1, 7)
MEASURES = ("current", "current_year_ago", "ytd", "ytd_year_ago")
STOCKS = ("valid_patents", "valid_invention_patents")
COUNTS = ("patent_applications", "invention_patent_applications", *STOCKS)
SEASON = {1: 0.93, 2: 0.74, 3: 1.12, 4: 1.03, 5: 1.06, 6: 1.15}

# indicator: (its whole, lowest share of it, highest share); the first one is a share of the park's monthly size.
SHARES = {
    "operating_revenue": (None, 0.95, 1.05),
    "hightech_enterprise_revenue": ("operating_revenue", 0.48, 0.62),
    "gross_industrial_output": ("operating_revenue", 0.70, 0.88),
    "industrial_value_added": ("gross_industrial_output", 0.19, 0.24),
    "hightech_value_added": ("industrial_value_added", 0.58, 0.76),
    "new_product_output": ("gross_industrial_output", 0.33, 0.47),
    "profit_and_tax": ("operating_revenue", 0.085, 0.11),
    "total_profit": ("profit_and_tax", 0.55, 0.66),
    "export_delivery_value": ("gross_industrial_output", 0.09, 0.18),
    "fixed_asset_investment": ("operating_revenue", 0.05, 0.08),
    "hightech_investment": ("fixed_asset_investment", 0.42, 0.66),
    "rd_expense": ("gross_industrial_output", 0.022, 0.034),
}
ITEM_SHARES = (0.27, 0.19, 0.11)


@dataclass(frozen=True)
class Profile:
    """What a park is like: its monthly revenue in 亿元, its growth on the year before, the decimals it keeps, its industries."""
    size: float
    growth: float
    decimals: int
    industries: tuple[str, str, str]


def rounded(value, decimals):
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


class Figures:
    """The figures of one park: figures[month, indicator, item, measure], a Decimal in 千元 or 件."""

    def __init__(self, park, profile, overrides=()):
        self._random = random.Random(f"huibiao {park}")
        self._values = {}
        self._shares = {indicator: self._random.uniform(low, high) for indicator, (_, low, high) in SHARES.items()}
        self._drifts = {indicator: self._random.uniform(0.97, 1.03) for indicator in SHARES}  # of the share, since a year ago
        flows = {}
        for month in MONTHS:
            for year_ago in (False, True):
                flows[month, year_ago] = self._month(profile, month, year_ago)
        for (month, year_ago, indicator), value in overrides:
            flows[month, year_ago][indicator, ""] = Decimal(value)
        for month in MONTHS:
            for year_ago in (False, True):
                self._keep(flows, month, year_ago)

    def __getitem__(self, key):
        return self._values[key]

    def keys(self):
        return self._values.keys()

    def _month(self, profile, month, year_ago):
        """The flows and stocks of one month."""
        draw = self._random
        size = profile.size * 100_000 * SEASON[month] / (1 + profile.growth if year_ago else 1)
        values = {}
        for indicator, (whole, _, _) in SHARES.items():
            base = size if whole is None else float(values[whole, ""])
            share = self._shares[indicator] * (self._drifts[indicator] if year_ago else 1) * draw.uniform(0.975, 1.025)
            values[indicator, ""] = rounded(base * share, profile.decimals)
        for name, share in zip(profile.industries, ITEM_SHARES):
            output = float(values["gross_industrial_output", ""])
            values["dominant_industry_output", name] = rounded(output * share * draw.uniform(0.97, 1.03), profile.decimals)
        applications = max(6, round(profile.size * 1.9 * SEASON[month] * draw.uniform(0.96, 1.04) / (1.08 if year_ago else 1)))
        stock = round(profile.size * 130 * (1 + 0.008 * month) / (1.11 if year_ago else 1)) + 40
        values["patent_applications", ""] = Decimal(applications)
        values["invention_patent_applications", ""] = Decimal(round(applications * draw.uniform(0.43, 0.47)))
        values["valid_patents", ""] = Decimal(stock)
        values["valid_invention_patents", ""] = Decimal(round(stock * 0.31))
        return values

    def _keep(self, flows, month, year_ago):
        current, cumulative = ("current_year_ago", "ytd_year_ago") if year_ago else ("current", "ytd")
        for (indicator, item), value in flows[month, year_ago].items():
            total = value if indicator in STOCKS else sum(flows[m, year_ago][indicator, item] for m in MONTHS if m <= month)
            self._values[month, indicator, item, current] = value
            self._values[month, indicator, item, cumulative] = total
