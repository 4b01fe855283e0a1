#!/usr/bin/python3
"""official_text_test.py HUIBIAO SOURCE_TREE — indicators, weights, coefficients and targets as the workbooks print them, against the official texts,
which stand here as they were published: 国科发火〔2021〕106号 and 国科发火〔2013〕388号 with its two annexes."""
import re
import sys
import tomllib
import unittest
from pathlib import Path

import openpyxl

TREE = Path(sys.argv[2]).resolve()
sys.path.insert(0, str(TREE / "tests/scripts"))
from blank_forms import blank_forms, fill  # noqa: E402
from program import EvaluationCase, Program  # noqa: E402

PARK = "杭州高新技术产业开发区"

# 国科发火〔2021〕106号: groups with the weights of the first level, indicators by their headings; * has a coefficient by region.
TORCH_2021 = """
（一）创新能力和创业活跃度 20
1.1国家级和省级研发机构数
1.2从业人员中研发人员全时当量数占比
1.3研发经费内部支出占营业收入比例
1.4每万人当年发明专利授权数
1.5当年每千万研发经费支出的发明专利申请数
1.6国家级创业服务机构数
1.7当年新注册企业数
1.8当年登记入信息库的科技型中小企业数
1.9当年孵化器、加速器和大学科技园内新增在孵企业数
1.10园区管委会营造创新创业环境及发展导向符合国家总体要求评价
（二）结构优化和产业价值链 20
2.1营业收入中高技术服务业营收占比
2.2从业人员中本科及以上学历人员占比
2.3人均技术合同成交额
2.4当年净增营业收入
2.5企业利润率
2.6当年净增高新技术企业数
2.7当年获得风险投资的企业数
2.8企业每100亿元营业收入所含有效发明专利数和注册商标数
2.9企业增加值率
2.10园区推动产业技术创新、自立自强、保证供应链自主可控的政策措施和成效评价
（三）绿色发展和宜居包容性 15
3.1单位增加值综合能耗
3.2园区二氧化碳排放量增长率
3.3园区总绿地率
3.4园区各级医院和各类学校数
3.5当年净增从业人员数
3.6单位增加值中从业人员工资性收入占比
3.7从业人员平均月工资性收入与当地每平米房价的比例
3.8园区管委会当年可支配财力
3.9园区促进产城融合、以人为本、共享发展与生态环保、绿色发展、引领示范作用评价
（四）开放创新和国际竞争力 15
4.1设立境外研发机构（含境外孵化器）的内资控股企业数
4.2企业引进技术、消化吸收再创新和境内外产学研合作经费支出总额占营业收入比例
4.3当年获得境外注册商标或境外发明专利授权的内资控股企业数
4.4当年新增主导制定国际标准的内资控股企业数
4.5出口总额中技术服务出口占比
4.6营业收入中高新技术企业的出口总额占比
4.7从业人员中外籍常驻人员和留学归国人员占比
（五）综合质效和持续创新力 30
5.1园区全口径增加值占所在城市GDP比例
5.2全员劳动生产率的增长率
5.3当年内部研发投入强度达5%企业的营收合计占营业收入比例
5.4营业收入中数字产业相关企业营收合计占比
5.5当年新晋高成长（瞪羚企业）企业数
5.6当年在境内外上市（不含新三板）企业数
5.7当年内部研发投入强度达5%且营业收入超过5亿元的企业数
5.8拥有国家级研发机构的企业数
5.9园区抓党建守规矩、权责健全，体制机制创新、先行先试以及依法施政、严管安全生产、建设平安社区评价
5.10园区参与评价所报数据和相关材料的及时性、准确性以及重视火炬统计工作的评价
"""
COEFFICIENTS_2021 = {"创新指标": (1, 1.05, 1.1), "绿色发展指标": (1.1, 1.0, 0.9)}  # 东部、中部和东北、西部
STARRED_2021 = {"1.8": "创新指标", "2.6": "创新指标", "3.1": "绿色发展指标", "4.5": "创新指标", "5.6": "创新指标"}

# 附2 国家高新区评价指标体系（修订版）: 一级指标、二级指标、赋权、来源.
MOST_2013 = """
知识创造和技术创新能力30%	1.1万人拥有本科（含）学历以上人数	1.0	统计
	1.2企业万元销售收入中R&D经费支出	1.1	统计
	1.3国家级研发机构数	0.9	统计
	1.4 国家级孵化器数	0.8	统计
	1.5内资控股企业万人当年新增发明专利授权数	1.1	统计
	1.6管委会当年财政支出中对科技的投入额	0.8	统计
	1.7人均技术合同交易额	1.0	统计
	1.8工业增加值率	1.1	统计
	1.9企业利润率	1.1	统计
	1.10园区管委会的体制机制创新和有效运作评价	1.0	调查
	1.11园区发展符合国家导向评价	1.0	定性
产业升级和结构优化能力30%	2.1营业收入超30亿元高新技术企业数	0.8	统计
	2.2服务收入占营业总收入比例	1.1	统计
	2.3人均增加值	1.1	统计
	2.4高新技术企业数占企业总数比例	1.0	统计
	2.5国家级产业服务促进机构数	0.8	统计
	2.6万人当年新增的知识产权数（含注册商标）	1.0	统计
	2.7万人拥有的上市企业数量	1.0	统计
	2.8企业净资产利润率	1.1	统计
	2.9从业人员人均工资性收入占人均增加值比例	1.1	统计
	2.10园区科技金融发展状况评价	1.0	调查
	2.11园区战略性新兴产业和创新型集群培育和发展状况评价	1.0	定性
国际化和参与全球竞争能力20%	3.1海外留学归国人员和外籍常驻人员占从业人员的比例	1.0	统计
	3.2高新技术企业出口额占园区营业收入的比例	1.1	统计
	3.3技术服务出口额占出口总额的比例	1.0	统计
	3.4企业设立的境外分支机构数	0.8	统计
	3.5万人当年新增欧美日注册商标数	1.1	统计
	3.6万人当年新增欧美日专利授权数	1.1	统计
	3.7企业累计参与制定产业国际标准数	0.9	统计
	3.8当年内资控股企业的海外直接投资额	0.8	统计
	3.9园区实施人才战略与政策的绩效评价	1.1	调查
	3.10园区宜居性和城市服务功能的完善程度评价	1.1	定性
高新区可持续发展能力20%	4.1从业人员数增长率	1.1	统计
	4.2从业人员中硕士和博士占比	1.0	统计
	4.3企业数量增长率	1.1	统计
	4.4企业上缴税收总额增长率	1.0	统计
	4.5当年新增投资总额	0.8	统计
	4.6单位增加值综合能耗	1.0	统计
	4.7园区“政产学研资介用”合作互动与知识产权保护评价	0.9	调查
	4.8园区参与评价工作所报数据的客观性、准确性和完整性评价	1.1	定性
"""

# 附1 “三类园区”战略提升行动目标要点: 序号、指标、要求; behind | the condition as this test reads it.
TARGETS_2013 = """
世界一流高科技园区
1	企业研发投入占销售收入比例	8% | 8
2	从业人员中硕士和博士占比	20% | 20
3	从业人员中归国留学人员和外籍常住人员占比	3% | 3
4	国家级研发机构数	100 | 100
5	万人年新增发明专利授权	40 | 40
6	国家级创新服务机构数	100 | 100
7	服务收入占营业收入比例	50% | 50
8	产业集群与巨型企业数	2个以上具有国际影响力的创新型产业集群，2家超千亿企业或4家超500亿企业 | 具有国际影响力的创新型产业集群数 2 1000亿 2 500亿 4
9	从业人员人均增加值	70万/人 | 70
10	高企出口额占营业收入比例	15% | 15
创新型科技园区
1	从业人员中硕士和博士占比	8% | 8
2	国家级研发机构数	50 | 50
3	万人年新增发明专利授权	25 | 25
4	国家级创新服务机构数	50 | 50
5	经认定高新技术企占企业总数比例	35% | 35
6	服务收入占营业收入比例	35% | 35
7	产业集群与巨型企业数	2个国内领先的创新型产业集群，2家超300亿或4家超100亿的企业 | 国内领先的创新型产业集群数 2 300亿 2 100亿 4
8	从业人员人均增加值	50万/人 | 50
9	高企出口额占营业收入比例	10% | 10
10	营业收入利润率	8% | 8
创新型特色园区
1	从业人员中本科以上占比	25% | 25
2	国家级研发机构数	20 | 20
3	国家级创新服务机构数	20 | 20
4	经认定高新技术企占企业总数比例	30% | 30
5	服务收入占营业收入比例	25% | 25
6	产业集群与巨型企业数	2个在国内有重要影响力的产业集群，2家超100亿或4家超50亿的企业 | 在国内有重要影响力的产业集群数 2 100亿 2 50亿 4
7	从业人员人均增加值	40万/人 | 40
8	出口额占营业收入比例	10% | 10
9	营业收入利润率	7% | 7
"""


def lines(text):
    return [line for line in text.split("\n") if line.strip()]


huibiao = Program(sys.argv[1])


class OfficialText(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for form, label in (("torch-annual", "企业营业收入"), ("most-annual", "国家级研发机构数"), ("most-targets-annual", "国家级研发机构数")):
            huibiao("template", "--year", 2024, "--form", form, "--park", PARK, "--out", cls.folder / form)
            fill(blank_forms(cls.folder / form)[PARK], {label: 1}, cls.folder / f"{form}.xlsx")
            huibiao("ingest", cls.folder / f"{form}.xlsx", "--store", cls.store)

    def rows(self, system, sheet):
        out = self.folder / system
        huibiao("evaluate", system, "--year", 2025, "--store", self.store, "--out", out)
        name = tomllib.loads((TREE / f"templates/evaluation/{system}.toml").read_text(encoding="utf-8"))["name"]["zh"]
        book = out / f"2025年度{name}.xlsx"
        return list(openpyxl.load_workbook(book, data_only=True)[sheet].iter_rows(values_only=True))

    def test_the_46_indicators_of_2021(self):
        groups, indicators = [], []
        for line in lines(TORCH_2021):
            if line.startswith("（"):
                name, weight = re.fullmatch(r"（.）(.*) (\d+)", line).groups()
                groups.append((str(len(groups) + 1), int(weight), name))
            else:
                number, name = re.fullmatch(r"(\d\.\d+)(.*)", line).groups()
                indicators.append((number, str(len(groups)), name))
        self.assertEqual((len(indicators), sum(weight for _, weight, _ in groups)), (46, 100))
        rows = self.rows("torch-2021", "权重和设置")
        self.assertEqual([row[:3] for row in rows if row[0] in list("12345")], groups)
        found = [row for row in rows if row[0] and re.fullmatch(r"\d\.\d+", row[0])]
        self.assertEqual([row[:3] for row in found], indicators)
        self.assertEqual({row[0]: row[10] for row in found if row[10]}, STARRED_2021)
        self.assertEqual({row[0]: row[1:4] for row in rows if row[0] in COEFFICIENTS_2021}, COEFFICIENTS_2021)
        self.assertEqual([row[0] for row in found if row[4] == "越低越好"], ["3.1", "3.2"])

    def test_the_40_weights_of_2013(self):
        groups, indicators = [], []
        for line in lines(MOST_2013):
            group, indicator, weight, source = line.split("\t")
            if group:
                name, share = re.fullmatch(r"(.*?)(\d+)%", group).groups()
                groups.append((str(len(groups) + 1), int(share), name))
            number, name = re.fullmatch(r"(\d\.\d+) ?(.*)", indicator).groups()
            indicators.append((number, str(len(groups)), name, float(weight), source == "统计"))
        self.assertEqual((len(indicators), sum(share for _, share, _ in groups)), (40, 100))
        rows = self.rows("most-2013", "权重和设置")
        self.assertEqual([row[:3] for row in rows if row[0] in list("1234")], groups)
        found = [row for row in rows if row[0] and re.fullmatch(r"\d\.\d+", row[0])]
        self.assertEqual([(*row[:3], row[5], row[3] != "分") for row in found], indicators)
        self.assertEqual({row[6] for row in found}, {"公布"})
        self.assertEqual([row[0] for row in found if row[4] == "越低越好"], ["4.6"])
        for row in found:  # what a weight comes to in the total
            of_group = sum(other[3] for other in indicators if other[1] == row[1])
            share = next(share for number, share, _ in groups if number == row[1])
            self.assertAlmostEqual(row[7], share * row[5] / of_group, 9, row[0])

    def test_the_29_targets_of_2013(self):
        wanted, kinds = [], []
        for line in lines(TARGETS_2013):
            if "\t" not in line:
                kinds.append(line)
                continue
            number, name, rest = line.split("\t")
            requirement, reading = rest.split(" | ")
            wanted.append((kinds[-1], f"{len(kinds)}.{number}", name, requirement, reading.split(" ")))
        self.assertEqual((len(wanted), len(kinds)), (29, 3))
        found = []
        for row in self.rows("most-2013-targets", "目标和判断条件")[4:]:
            if row[1]:
                found.append([*row[:4], [row[4]], [row[6]]])
            elif row[2] and "年份" not in row[2]:  # a part of the one above
                found[-1][5].append((row[2], row[6]))
        self.assertEqual([tuple(row[:4]) for row in found], [row[:4] for row in wanted])
        for (_, number, name, _, reading), row in zip(wanted, found):
            condition = row[4][0]
            if len(reading) == 1:
                self.assertEqual(row[5], [float(reading[0])], number)
                self.assertRegex(condition, rf" ≥ {reading[0]}(%|个|件/万人|万元/人)$", number)
                continue
            clusters, least, larger, of_larger, smaller, of_smaller = reading
            self.assertEqual(row[5][1:], [(clusters, float(least)), (f"营业收入超{larger}元的企业数", float(of_larger)),
                                          (f"营业收入超{smaller}元的企业数", float(of_smaller))], number)
            self.assertEqual(condition, f"{clusters} ≥ {least}个，并且（营业收入超{larger}元的企业数 ≥ {of_larger}家 或者 "
                                        f"营业收入超{smaller}元的企业数 ≥ {of_smaller}家）", number)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
