#!/usr/bin/python3
"""decisions_test.py HUIBIAO SOURCE_TREE — deadlines, what people decide, and what was known on a day."""
import csv
import filecmp
import io
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import openpyxl

HUIBIAO, TREE = Path(sys.argv.pop(1)).resolve(), Path(sys.argv.pop(1)).resolve()
PARK, NAME = "宁波高新区", "宁波高新技术产业开发区"
ROWS = {"营业收入": "operating_revenue", "固定资产投资": "fixed_asset_investment", "其中：高新技术产业投资": "hightech_investment",
        "利润总额": "total_profit"}
COLUMNS = {"current": 2, "current_year_ago": 3, "ytd": 4, "ytd_year_ago": 5}


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


class Decisions(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store = self.folder / "store.db"

    def huibiao(self, *arguments, codes=(0,), store=True):
        options = ("--store", self.store) if store else ()
        done = subprocess.run([HUIBIAO, *map(str, arguments), *options], capture_output=True, text=True)
        self.assertIn(done.returncode, codes, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done.stdout + (done.stderr if done.returncode else "")

    def form(self, period, figures, mark="", year=2026, kind="zj-monthly"):
        """A form with some figures: {label: {measure: value}}; mark goes into the file's name."""
        out = self.folder / f"blank-{period}-{kind}"
        if not out.exists():
            self.huibiao("template", "--year", year, "--period", period, "--form", kind, "--park", PARK, "--out", out, store=False)
        book = openpyxl.load_workbook(next(out.rglob("*.xlsx")))
        for line in book.active.iter_rows(min_col=1, max_col=6):
            for measure, value in figures.get(str(line[0].value or "").strip(), {}).items():
                line[COLUMNS[measure]].value = value
        path = self.folder / f"{PARK}{period}月报{mark}.xlsx"
        book.save(path)
        return path

    def ingest(self, path, day, codes=(0, 1)):
        return self.huibiao("ingest", path, "--received", day, codes=codes)

    def figures(self, *options):
        return {(r["indicator"], r["measure"]): (r["value"], r["status"], r["source"]) for r in rows(self.huibiao("export", "observations", *options))}

    def submission(self, mark="", *options):
        return next(r for r in rows(self.huibiao("export", "submissions", *options)) if mark in r["file"])

    def findings(self, *options):
        return {r["rule"] for r in rows(self.huibiao("export", "diagnostics", *options)) if r["severity"] != "info"}

    # ---- what people decide

    BROKEN = {"营业收入": {"current": 4000, "ytd": 9000}, "固定资产投资": {"current": 100}, "其中：高新技术产业投资": {"current": 160}}

    def test_accepting_lets_go_what_is_held_and_keeps_the_reason(self):
        self.ingest(self.form("2026-02", self.BROKEN), "2026-03-08")
        self.assertNotIn(("fixed_asset_investment", "current"), self.figures())
        sent = self.submission()
        self.assertEqual(sent["state"], "returned")
        self.huibiao("accept", sent["submission"], "--by", "经办人", "--reason", "", codes=(2,))
        self.huibiao("accept", "ffffffffffff", "--by", "经办人", "--reason", "查过", codes=(2,))
        said = self.huibiao("accept", sent["submission"][:6], "--by", "经办人", "--reason", "投资统计口径不同，已核实", "--on", "2026-03-12")
        self.assertIn(sent["submission"], said)
        self.assertEqual(self.figures()[("fixed_asset_investment", "current")], ("100", "effective", "park"))
        self.assertEqual(self.submission()["state"], "accepted")
        self.assertEqual(self.findings(), set())
        self.assertIn("2026-03-12", self.huibiao("explain", "2026-02", PARK, "fixed_asset_investment", "current"))
        self.assertIn("经办人", self.huibiao("explain", "2026-02", PARK, "fixed_asset_investment", "current"))
        self.huibiao("accept", sent["submission"], "--by", "经办人", "--reason", "再来一次", codes=(2,))
        # Before that day nobody had decided it.
        self.assertNotIn(("fixed_asset_investment", "current"), self.figures("--as-of", "2026-03-11"))
        self.assertEqual(self.submission("", "--as-of", "2026-03-11")["state"], "returned")
        self.assertEqual(self.findings("--as-of", "2026-03-11"), {"check.part-high-tech-investment"})

    def test_an_acceptance_settles_nothing_that_is_found_later(self):
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}, "固定资产投资": {"current": 100},
                                          "其中：高新技术产业投资": {"current": 160}}), "2026-03-08")
        self.huibiao("accept", self.submission()["submission"], "--by", "经办人", "--reason", "已核实")
        self.ingest(self.form("2026-01", {"营业收入": {"current": 6000, "ytd": 6000}}), "2026-03-20")
        self.assertIn("check.chain", self.findings(), "9000 is not 6000 + 4000")
        self.assertEqual(self.submission("2026-02")["state"], "questioned")

    def test_an_acceptance_may_be_about_one_indicator(self):
        self.ingest(self.form("2026-02", {**self.BROKEN, "营业收入": {"current": 4000, "ytd": 900}}), "2026-03-08")
        sent, before = self.submission()["submission"], self.findings()
        self.assertLessEqual({"check.part-high-tech-investment", "check.cumulative-below-month"}, before)
        refused = self.huibiao("accept", sent, "--by", "王", "--reason", "核实过", "--indicator", "工业总产值", codes=(2,))
        self.assertIn("gross_industrial_output", refused)
        self.huibiao("accept", sent, "--by", "王", "--reason", "核实过", "--indicator", "营业收入", codes=(0, 1))
        self.assertEqual(before - self.findings(), {"check.cumulative-below-month"})

    def test_returning_marks_it_until_it_is_accepted(self):
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}}), "2026-03-08", codes=(0,))
        sent = self.submission()["submission"]
        self.huibiao("return", sent, "--by", "复核人", "--reason", "缺少盖章件")
        self.assertEqual(self.submission()["state"], "returned")
        self.assertIn("缺少盖章件", self.huibiao("export", "diagnostics"))
        self.assertIn("退回", self.huibiao("status", "--period", "2026-02"))
        self.huibiao("accept", sent, "--by", "复核人", "--reason", "已补")
        self.assertEqual(self.submission()["state"], "accepted")

    def test_a_correction_stands_above_what_was_received(self):
        self.ingest(self.form("2026-02", self.BROKEN), "2026-03-08")
        self.huibiao("correct", "2026-02", PARK, "固定资产投资", "本月", "20万元", "--by", "经办人", "--reason", "电话核实", "--on", "2026-03-10")
        everything = rows(self.huibiao("export", "observations", "--all"))
        layers = [r for r in everything if (r["indicator"], r["measure"]) == ("fixed_asset_investment", "current")]
        self.assertEqual([(r["value"], r["status"], r["source"], r["raw"], r["raw_unit"], r["cell"], r["submission"]) for r in layers[:1]],
                         [("200", "effective", "correction", "20万元", "万元", "", "correction-1")])
        self.assertEqual([(r["value"], r["status"], r["source"]) for r in layers[1:]], [("100", "superseded", "park")])
        self.assertEqual(self.figures()[("hightech_investment", "current")][:2], ("160", "effective"), "160 is no more than 200")
        explained = self.huibiao("explain", "2026-02", PARK, "fixed_asset_investment", "current")
        for word in ("经办人", "2026-03-10", "电话核实", "20万元", "人工更正"):
            self.assertIn(word, explained)
        self.ingest(self.form("2026-02", {"固定资产投资": {"current": 300}}, mark="（更正）"), "2026-03-15")
        self.assertEqual(self.figures()[("fixed_asset_investment", "current")][0], "200")
        self.assertIn("standing.later-than-correction", self.findings())
        self.assertEqual(self.figures("--as-of", "2026-03-09").get(("fixed_asset_investment", "current")), None)
        for wrong in (("2026-02", PARK, "固定资产投资", "本月", "很多"), ("2026-02", PARK, "主导产业产值", "本月", "5"), ("2026-13", PARK, "利润总额", "本月", "5")):
            self.huibiao("correct", *wrong, "--by", "经办人", "--reason", "电话核实", codes=(2,))
        self.huibiao("correct", "2026-02", PARK, "利润总额", "本月", "-5", "--by", "经办人", "--reason", "亏损")
        self.assertEqual(self.figures()[("total_profit", "current")][0], "-5")

    def test_what_comes_after_closing_is_held_until_it_is_reopened(self):
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}}), "2026-03-08", codes=(0,))
        self.huibiao("close", "2026-02", "--by", "负责人", "--on", "2026-03-31")
        self.huibiao("close", "2026-02", "--by", "负责人", codes=(2,))
        self.huibiao("correct", "2026-02", PARK, "营业收入", "本月", "5", "--by", "负责人", "--reason", "改", codes=(2,))
        late = self.form("2026-02", {"营业收入": {"current": 4100, "ytd": 9100}}, mark="（更正）")
        self.ingest(late, "2026-04-02", codes=(1,))
        self.assertEqual(self.figures()[("operating_revenue", "current")][0], "4000")
        self.assertEqual(self.submission("更正")["state"], "held")
        self.assertIn("decision.period-closed", self.findings())
        self.assertNotIn("改后重报", self.huibiao("status", "--period", "2026-02"), "the department has closed it, the park is asked for nothing")
        self.huibiao("report", "--period", "2026-02", "--out", self.folder / "out")
        self.assertEqual(list((self.folder / "out").rglob("*退回修改.xlsx")), [])
        standing = self.huibiao("status", "--period", "2026-02", "--as-of", "2026-05-01")
        self.assertIn("已定案　第 1 号决定，负责人，2026-03-31", standing)
        self.assertNotIn("催报（", standing, "a closed period is not waited for")
        self.huibiao("reopen", "2026-02", "--by", "负责人", "--on", "2026-04-05")
        self.assertIn("催报（", self.huibiao("status", "--period", "2026-02", "--as-of", "2026-05-01"))
        self.assertEqual(self.figures()[("operating_revenue", "current")][0], "4100")
        self.assertEqual(self.submission("更正")["state"], "accepted")
        self.assertEqual(self.figures("--as-of", "2026-04-04")[("operating_revenue", "current")][0], "4000")
        self.huibiao("reopen", "2026-02", "--by", "负责人", codes=(2,))

    def test_a_late_one_may_be_accepted_into_a_closed_period(self):
        self.huibiao("ingest", self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}}), "--received", "2026-03-08")
        self.huibiao("close", "2026-02", "--by", "负责人", "--on", "2026-03-31")
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4100, "ytd": 9100}}, mark="（更正）"), "2026-04-02", codes=(1,))
        self.huibiao("accept", self.submission("更正")["submission"], "--by", "负责人", "--reason", "省局同意")
        self.assertEqual(self.figures()[("operating_revenue", "current")][0], "4100")
        self.assertEqual(self.submission("更正")["state"], "accepted")

    def test_a_month_that_the_quarter_overrules_asks_for_no_decision(self):
        monthly = self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 12000}})  # nobody is asked for the monthly form of March
        self.huibiao("ingest", monthly, "--received", "2026-04-08", "--period", "2026-03", codes=(0, 1))
        self.ingest(self.form("2026-03", {"营业收入": {"current": 4100, "ytd": 12100}}, "季报", kind="zj-quarterly"), "2026-04-09")
        said = self.huibiao("explain", "2026-03", PARK, "operating_revenue", "current")
        self.assertRegex(said, r"有效　4100 千元")
        self.assertRegex(said, r"暂挂，有效的是同一期的另一张表　4000 千元")

    def test_accepted_findings_are_exported_with_all(self):
        self.ingest(self.form("2026-02", self.BROKEN), "2026-03-09")
        self.huibiao("accept", self.submission()["submission"], "--by", "王", "--reason", "核实过", "--on", "2026-03-12", codes=(0, 1))
        everything = rows(self.huibiao("export", "diagnostics", "--all"))
        accepted = {r["rule"] for r in everything if "（王 2026-03-12 认可：核实过）" in r["message"]}
        self.assertIn("check.part-high-tech-investment", accepted)
        self.assertFalse(accepted & self.findings(), "without --all they are left out")

    def test_diff_lists_the_versions(self):
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}}), "2026-03-08")
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4100, "ytd": 9000}}, mark="（更正）"), "2026-03-10")
        self.huibiao("correct", "2026-02", PARK, "营业收入", "本月", "4150", "--by", "经办人", "--reason", "电话核实")
        said = self.huibiao("diff", PARK, "2026-02")
        line = next(line for line in said.splitlines() if "->" in line)
        self.assertRegex(line, r"营业收入 本月：\[1\] 4000 \w+ 被替代 -> \[2\] 4100 \w+ 被替代 -> \[3\] 4150 有效")
        self.assertEqual(said.count("->"), 2, "the cumulative is the same in both")
        self.assertNotIn("更正", self.huibiao("diff", PARK, "2026-02", "--as-of", "2026-03-09"))
        self.huibiao("diff", PARK, "2030-01", codes=(2,))

    def test_one_reason_settles_a_base_for_the_year(self):
        base = {"营业收入": {"current": 1000, "ytd": 1000}}
        self.ingest(self.form("2025-01", base, year=2025), "2025-02-08")
        self.ingest(self.form("2025-02", {"营业收入": {"current": 1000, "ytd": 2000}}, year=2025), "2025-03-08")
        self.ingest(self.form("2026-01", {"营业收入": {"current": 1100, "current_year_ago": 1500, "ytd": 1100, "ytd_year_ago": 1500}}), "2026-02-08")
        asked = [r for r in rows(self.huibiao("export", "diagnostics")) if r["rule"] == "check.base-altered"]
        self.assertEqual([r["period"] for r in asked], ["2026-01"])
        self.huibiao("accept", self.submission("2026-01")["submission"], "--by", "经办人", "--reason", "名录调整")
        said = self.ingest(self.form("2026-02", {"营业收入": {"current": 1100, "current_year_ago": 1500, "ytd": 2200, "ytd_year_ago": 3000}}), "2026-03-08")
        self.assertNotIn("check.base-altered", self.findings())
        self.assertEqual(self.submission("2026-02")["state"], "accepted")
        self.assertIn("通过 1 份", said, "the run says what the export says")
        self.assertNotIn("核实意见", said)
        explained = self.huibiao("explain", "2026-01", PARK, "operating_revenue", "current_year_ago")
        self.assertIn("+50.0%", explained)
        self.assertIn("2025-01", explained)

    def test_ratios_keep_to_one_scope(self):
        self.ingest(self.form("2026-02", {"营业收入": {"ytd": 100000}, "工业总产值": {"ytd": 900000}}), "2026-03-08")
        self.assertEqual(self.findings(), {"check.revenue-against-output"})
        overlay = self.folder / "overlay/mappings"
        overlay.mkdir(parents=True)
        for revenue, expected in (("full", {"check.revenue-against-output"}), ("four-above", set())):
            (overlay / "scopes.csv").write_text(f"park,indicator,scope,from,to,note\n{NAME},gross_industrial_output,full,,,\n"
                                                f"{NAME},operating_revenue,{revenue},2026-01,,\n", encoding="utf-8")
            self.store = self.folder / f"{revenue}.db"
            self.huibiao("ingest", self.form("2026-02", {"营业收入": {"ytd": 100000}, "工业总产值": {"ytd": 900000}}),
                         "--received", "2026-03-08", "--catalogue", overlay.parent)
            self.assertEqual(self.findings(), expected, revenue)

    # ---- what was known

    def test_a_day_gives_what_was_known_then_byte_for_byte(self):
        season = TREE / "samples/inbox"
        half, rest = self.folder / "half", self.folder / "rest"
        for index, file in enumerate(sorted((season / "2026-03").iterdir()) + sorted((season / "2026-02").iterdir())):
            target = (rest if index % 3 == 0 else half) / file.parent.name
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        shutil.copytree(season / "2026-01", rest / "2026-01")  # what checks look back on comes last
        self.huibiao("ingest", half, "--received", "2026-04-20", codes=(0, 1))
        self.huibiao("report", "--period", "2026-03", "--out", self.folder / "then")
        exports = [("export", what, *more) for what in ("observations", "diagnostics", "submissions") for more in ((), ("--period", "2026-03"))]
        then = [self.huibiao(*export) for export in exports]
        self.huibiao("ingest", rest, "--received", "2026-05-20", codes=(0, 1))
        questioned = next(r for r in rows(self.huibiao("export", "submissions")) if r["state"] == "questioned")
        self.huibiao("accept", questioned["submission"], "--by", "经办人", "--reason", "已核实", "--on", "2026-05-21")
        self.huibiao("correct", "2026-03", PARK, "营业收入", "累计", "1", "--by", "经办人", "--reason", "试", "--on", "2026-05-22")
        self.huibiao("close", "2026-03", "--by", "经办人", "--on", "2026-05-23")
        self.assertNotEqual([self.huibiao(*export) for export in exports], then)
        self.assertEqual([self.huibiao(*export, "--as-of", "2026-04-25") for export in exports], then)
        self.huibiao("report", "--period", "2026-03", "--out", self.folder / "again", "--as-of", "2026-04-25")
        files = sorted(p.relative_to(self.folder / "then") for p in (self.folder / "then").rglob("*") if p.is_file())
        self.assertGreater(len(files), 3)
        self.assertEqual(files, sorted(p.relative_to(self.folder / "again") for p in (self.folder / "again").rglob("*") if p.is_file()))
        self.assertEqual(filecmp.cmpfiles(self.folder / "then", self.folder / "again", files, shallow=False)[1:], ([], []))

    # ---- deadlines

    def test_the_schedule_that_ships_is_what_the_rule_drafts(self):
        lines = (TREE / "mappings/schedule.csv").read_text(encoding="utf-8").splitlines()
        drafted = []
        for year in (2025, 2026):
            drafted += self.huibiao("schedule", "--year", year, store=False).splitlines()[1:]
        self.assertEqual([line for line in lines if line[:2] == "20"], drafted)
        due = {(r["period"], r["batch"]): r["due"] for r in rows("\n".join(line for line in lines if not line.startswith("#")))}
        self.assertEqual(due[("2026-08", "financial")], "2026-09-28", "the 25th is Mid-Autumn Day")
        self.assertEqual(due[("2026-12", "production")], "2027-01-10")
        done = subprocess.run([HUIBIAO, "schedule", "--year", "2027"], capture_output=True, text=True)
        self.assertIn("2027", done.stderr)
        self.assertEqual(len(rows(done.stdout)), 12 * 2 + 4, "two batches of every month, one of every quarter")

    def test_status_reminds_and_counts(self):
        self.ingest(self.form("2026-02", {"营业收入": {"current": 4000, "ytd": 9000}}), "2026-03-08")
        said = self.huibiao("status", "--period", "2026-02", "--as-of", "2026-03-20")
        reminders = said[said.index("催报"):].splitlines()[1:]
        self.assertEqual(len([line for line in reminders if line.startswith(NAME)]), 1)
        self.assertIn("2026-03-10", next(line for line in reminders if line.startswith(NAME)))
        self.assertIn("未收盖章件", said)
        year = self.huibiao("status", "--period", "2026", "--as-of", "2026-03-20")
        self.assertIn("及时率", year)
        self.assertIn("2026-01", year, "nothing was received of January, which was due")
        overlay = self.folder / "overlay/mappings"
        overlay.mkdir(parents=True)
        (overlay / "schedule.csv").write_text("period,batch,due,note\n2026-02,production,2026-03-31,\n", encoding="utf-8")
        moved = self.huibiao("status", "--period", "2026-02", "--as-of", "2026-03-20", "--catalogue", overlay.parent)
        self.assertIn("2026-03-31", moved)
        self.assertNotIn("催报", moved, "production is not due, and the financial rows are due on the 25th")
        self.assertNotIn("2026-02-10", self.huibiao("status", "--as-of", "2026-03-20"), "nobody reported January")

    def test_what_was_sent_again_is_not_reminded_of(self):
        self.ingest(self.form("2026-02", self.BROKEN), "2026-03-08")
        self.assertIn("改后重报", self.huibiao("status", "--period", "2026-02"))
        self.ingest(self.form("2026-02", {"固定资产投资": {"current": 200}}, mark="（更正）"), "2026-03-12")
        self.assertNotIn("改后重报", self.huibiao("status", "--period", "2026-02"))

    def test_january_and_february_may_be_laid_down_together(self):
        overlay = self.folder / "overlay/mappings"
        overlay.mkdir(parents=True)
        (overlay / "schedule.csv").write_text("period,batch,due,note\n2026-01~02,production,2026-03-10,\n2026-01~02,financial,2026-03-25,\n", encoding="utf-8")
        self.ingest(self.form("2026-02", {"营业收入": {"ytd": 9000}}), "2026-03-08")
        said = self.huibiao("status", "--period", "2026", "--as-of", "2026-03-20", "--catalogue", overlay.parent)
        self.assertIn("2026-01~02", said)
        self.assertNotIn("2026-01　", said)
        self.assertNotIn("2026-02　", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
