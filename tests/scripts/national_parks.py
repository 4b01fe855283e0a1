"""National parks that file base variables of their own making, and the evaluation of 2021 calculated a second time, in a way of its own."""
import random
import tomllib
from pathlib import Path

from program import parks as register_of

TREE = Path(__file__).resolve().parents[2]
YEAR, DATA_YEAR = 2025, 2024
PARKS = 36
WITHOUT_EXPORTS, WITHOUT_ENERGY, WITH_NEGATIVE_BASE, WITH_LITTLE = 3, 4, 5, 6  # places among the parks

# What each formula of 国科发火〔2021〕106号 says, written down a second time. v: base variables by id; units as the indicator's name says.
FORMULAS = {
    "1.1": lambda v: v["ri_institute"] + v["ri_skl"] + v["ri_nctc"] * 3 + v["ri_pctc"] * 0.1 + v["ri_nerc"] + v["ri_netrc"] + v["ri_nel"]
    + v["ri_jerc"] + v["ri_pnew"] * 0.1 + v["ri_other"] + v["ri_branch"] * 0.1,
    "1.2": lambda v: v["rd_fte"] / v["emp_end"] * 100,
    "1.3": lambda v: v["rd_int"] / v["rev"] * 100,
    "1.4": lambda v: v["inv_grant"] / (v["emp_end"] / 1e4),
    "1.5": lambda v: v["inv_app"] / (v["rd_int"] / 1e4),
    "1.6": lambda v: v["sv_incub"] * 3 + sum(v["sv_" + kind] for kind in ("maker", "accel", "usp", "prod", "trans", "test")),
    "1.7": lambda v: v["newreg_n"],
    "1.8": lambda v: v["techsme_n"],
    "1.9": lambda v: v["inc_new_n"] + v["usp_new_n"] + v["acc_n"] - v["acc_n_prev"],
    "2.1": lambda v: v["rev_hts"] / v["rev"] * 100,
    "2.2": lambda v: (v["emp_bach"] + v["emp_grad"]) / v["emp_end"] * 100,
    "2.3": lambda v: v["tech_contract"] / 10 / v["emp_end"],
    "2.4": lambda v: (v["rev"] - v["rev_prev"]) / 1e5,
    "2.5": lambda v: v["net_profit"] / v["rev"] * 100,
    "2.6": lambda v: v["hte_n"] - v["hte_n_prev"],
    "2.7": lambda v: v["vc_n"],
    "2.8": lambda v: (v["inv_valid"] + v["tm_valid"]) / v["rev"] * 1e7,
    "2.9": lambda v: v["va"] / (v["giov_ind"] + v["rev_nonind"]) * 100,
    "3.1": lambda v: v["energy_ind"] / v["va_ind"] * 10,
    "3.2": lambda v: (v["co2"] / v["co2_prev"] - 1) * 100,
    "3.3": lambda v: v["green_area"] / v["park_area"] * 100,
    "3.4": lambda v: v["ed_keyhigh"] + (v["ed_mid"] + v["ed_prim"] + v["hs_other"]) / 3 + v["ed_intl"] + v["ed_bikg"] + v["hs_3a"],
    "3.5": lambda v: (v["emp_end"] - v["emp_prev"]) / 1e4,
    "3.6": lambda v: v["wage"] / v["va"] * 100,
    "3.7": lambda v: v["wage"] * 1000 / v["emp_end"] / 12 / v["house_price"],
    "3.8": lambda v: v["fiscal"],
    "4.1": lambda v: v["overseas_rd_n"],
    "4.2": lambda v: (v["rdx_inst"] + v["rdx_univ"] + v["rdx_ent"] + v["rdx_abroad"] + v["tech_import"] + v["tech_absorb"]) / v["rev"] * 100,
    "4.3": lambda v: v["ftm_n"] + v["finv_n"],
    "4.4": lambda v: v["istd_n"],
    "4.5": lambda v: v["tse"] / v["export_all"] * 100,
    "4.6": lambda v: v["export_hte"] / v["rev"] * 100,
    "4.7": lambda v: (v["emp_foreign"] + v["emp_returnee"]) / v["emp_end"] * 100,
    "5.1": lambda v: v["va_full"] / v["city_gdp"] * 100,
    "5.2": lambda v: (v["va"] / v["emp_end"] - v["va_prev"] / v["emp_prev"]) / (v["va_prev"] / v["emp_prev"]) * 100,
    "5.3": lambda v: v["rev_rd5"] / v["rev"] * 100,
    "5.4": lambda v: v["rev_digital"] / v["rev"] * 100,
    "5.5": lambda v: v["gazelle_new"],
    "5.6": lambda v: v["listed_new"],
    "5.7": lambda v: v["rd5_5yi_n"],
    "5.8": lambda v: v["nrd_firms_n"],
}
JUDGED = {"1.10": "judged_innovation_environment", "2.10": "judged_industry_policy", "3.9": "judged_city_integration",
          "5.9": "judged_governance", "5.10": "judged_reporting"}
GROUPS = {"1": 20, "2": 20, "3": 15, "4": 15, "5": 30}
WEIGHTS = {"1.1": 0.8, "1.2": 1.2}  # all others 1
LOWER_IS_BETTER = ("3.1", "3.2")
EAST = "北京 天津 河北 上海 江苏 浙江 福建 山东 广东 海南".split()
WEST = "内蒙古 广西 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆".split()
COEFFICIENTS = {"1.8": (1, 1.05, 1.1), "2.6": (1, 1.05, 1.1), "4.5": (1, 1.05, 1.1), "5.6": (1, 1.05, 1.1), "3.1": (1.1, 1, 0.9)}


def register():
    """[(name, province)] of the national parks of the data's year, in official order."""
    return [(park["name"], park["province"]) for park in register_of(TREE) if park["level"] == "国家级" and park["valid_from"] <= f"{DATA_YEAR}-12-31"]


def form_rows():
    return tomllib.loads((TREE / "templates/torch-annual/2020.toml").read_text(encoding="utf-8"))["table"][0]["row"]


def figures_of(chance):
    """Base variables of a park that go together."""
    staff = chance.randint(20_000, 600_000)
    revenue = staff * chance.randint(800, 3000)
    share = lambda whole, low, high: round(whole * chance.uniform(low, high))
    some = lambda most: chance.randint(1, most)
    v = {row["indicator"]: some(40) for row in form_rows()}
    v |= {"emp_end": staff, "emp_prev": share(staff, 0.9, 1.05), "rd_fte": share(staff, 0.03, 0.2), "rev": revenue,
          "rev_prev": share(revenue, 0.85, 1.05), "rd_int": share(revenue, 0.01, 0.08), "inv_grant": some(4000), "inv_app": some(9000),
          "rev_hts": share(revenue, 0.05, 0.5), "emp_bach": share(staff, 0.2, 0.4), "emp_grad": share(staff, 0.02, 0.1),
          "tech_contract": share(revenue, 0.01, 0.1), "net_profit": share(revenue, -0.02, 0.1), "hte_n": some(3000), "hte_n_prev": some(2500),
          "inv_valid": some(20000), "tm_valid": some(30000), "va": share(revenue, 0.15, 0.3), "va_ind": share(revenue, 0.05, 0.14),
          "va_prev": share(revenue, 0.14, 0.28), "giov_ind": share(revenue, 0.4, 0.7), "rev_nonind": share(revenue, 0.3, 0.5),
          "energy_ind": some(900_000), "wage": share(revenue, 0.05, 0.12), "export_all": share(revenue, 0.1, 0.2),
          "tse": share(revenue, 0.001, 0.02), "export_hte": share(revenue, 0.02, 0.1), "emp_foreign": some(300), "emp_returnee": some(3000),
          "rev_rd5": share(revenue, 0.05, 0.4), "rev_digital": share(revenue, 0.05, 0.6), "co2": some(4_000_000) + 10_000,
          "co2_prev": some(4_000_000) + 10_000, "green_area": some(900), "park_area": some(9000) + 1000, "house_price": some(40_000) + 4000,
          "fiscal": some(9_000_000), "va_full": share(revenue, 0.2, 0.4), "city_gdp": revenue * some(9)}
    for kind in ("rdx_inst", "rdx_univ", "rdx_ent", "rdx_abroad", "tech_import", "tech_absorb"):
        v[kind] = share(revenue, 0.0001, 0.003)
    return v


def parks():
    """{name: (province, base variables)} of the parks that filed: all over the country, Zhejiang among them."""
    chance = random.Random(106)
    all_parks = register()
    chosen = all_parks[:: len(all_parks) // (PARKS - 1)][:PARKS]
    filed = {name: (province, figures_of(chance)) for name, province in chosen}
    for place, name in enumerate(filed):
        v = filed[name][1]
        for judged in JUDGED.values():
            v[judged] = chance.randint(50, 100)
        if place == WITHOUT_EXPORTS:
            v["export_all"] = v["tse"] = v["export_hte"] = 0
        if place == WITHOUT_ENERGY:
            del v["energy_ind"], v["judged_reporting"]
        if place == WITH_NEGATIVE_BASE:
            v["va_prev"] = -v["va_prev"]
        if place == WITH_LITTLE:
            for key in [key for key in v if key.startswith(("ri_", "sv_", "rd_"))]:
                del v[key]
    return filed


def earlier(filed):
    """What these parks filed a year before: everything a tenth less, and the order of some of it turned round."""
    chance = random.Random(2023)
    whole = lambda key, x: x if key in JUDGED.values() else round(x * 0.9) if chance.random() < 0.7 else round(x * 0.6)
    return {park: (province, {key: whole(key, x) for key, x in v.items()}) for park, (province, v) in filed.items()}


def value(indicator, v):
    """The indicator's value, or the word that stands for none."""
    if indicator in JUDGED:
        return v.get(JUDGED[indicator], "缺数")
    if indicator == "5.2" and v["va_prev"] <= 0:
        return "无定义"
    try:
        return FORMULAS[indicator](v)
    except KeyError:
        return "缺数"
    except ZeroDivisionError:
        return "无定义"


def in_order(indicator):
    return tuple(int(part) for part in indicator.split("."))


INDICATORS = sorted([*FORMULAS, *JUDGED], key=in_order)


def mean(pairs):
    """The weighted mean of what is there; None with less than 60 % of the weight."""
    present = sum(weight for points, weight in pairs if points is not None)
    if present < 0.6 * sum(weight for _, weight in pairs) - 1e-9:
        return None
    return sum(points * weight for points, weight in pairs if points is not None) / present


def expected_scores(filed, weights=WEIGHTS):
    """{park: (points by indicator, groups, total, rank)}, in a way of its own."""
    values = {park: {i: value(i, v) for i in INDICATORS} for park, (_, v) in filed.items()}
    points = {park: {} for park in filed}
    for indicator in INDICATORS:
        known = [values[park][indicator] for park in filed if not isinstance(values[park][indicator], str)]
        low, high = (0, 100) if indicator in JUDGED else (min(known), max(known))
        for park, (province, _) in filed.items():
            x = values[park][indicator]
            if isinstance(x, str):
                points[park][indicator] = None
                continue
            way = 1 - (x - low) / (high - low) if indicator in LOWER_IS_BETTER else (x - low) / (high - low)
            region = 0 if province in EAST else 2 if province in WEST else 1
            points[park][indicator] = 100 * way * COEFFICIENTS.get(indicator, (1, 1, 1))[region]
    scores = {}
    for park in filed:
        groups = {g: mean([(points[park][i], weights.get(i, 1)) for i in INDICATORS if i.split(".")[0] == g]) for g in GROUPS}
        scores[park] = [points[park], groups, mean([(groups[g], GROUPS[g]) for g in GROUPS])]
    for park in filed:
        scores[park].append(1 + sum(other[2] > scores[park][2] + 1e-9 for other in scores.values()))
    return scores


def parts(score):
    """Of one of expected_scores: what each indicator adds to the total, None where it has no points."""
    points, groups, total, _ = score
    there = {g: [i for i in INDICATORS if i.split(".")[0] == g and points[i] is not None] for g in GROUPS}
    whole = sum(GROUPS[g] for g in GROUPS if groups[g] is not None)
    found = dict.fromkeys(INDICATORS)
    for g in GROUPS:
        for i in there[g] if groups[g] is not None and total is not None else ():
            found[i] = points[i] * WEIGHTS.get(i, 1) / sum(WEIGHTS.get(j, 1) for j in there[g]) * GROUPS[g] / whole
    return found
