#!/usr/bin/python3
"""catalogue_test.py HUIBIAO SOURCE_TREE — what a clerk is told of a mistake in templates and mappings of their own: in words, with the file and
the line, and without what only follows from it. Nothing is read meanwhile."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HUIBIAO, TREE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()


class Catalogue(unittest.TestCase):
    maxDiff = None

    def told(self, file, text, language="zh"):
        """What is said of that file of an overlay, its folder as OWN."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "mappings", file)
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
            asked = subprocess.run([HUIBIAO, "check", "--lang", language, "--catalogue", folder, TREE / "samples/inbox"], capture_output=True, text=True)
            self.assertEqual((asked.returncode, asked.stdout), (2, ""))
            return asked.stderr.replace(folder, "OWN").splitlines()

    def test_a_file_that_cannot_be_read(self):
        self.assertEqual(self.told("units.toml", "[[unit]]\nid = 万元\n"), [
            "错误 OWN/mappings/units.toml 第 2 行：TOML 写法有误：Error while parsing value: could not determine value type；合乎 TOML 写法的文件；"
            "请对照同一文件夹里的其他文件改正这一行 [catalogue.syntax]",
            "拒收 表式和对照表里有 1 处错误；全部读通才开始处理来件；请按上面各条改正后再运行 [catalogue.invalid]"])

    def test_a_wording_that_is_spelt_wrong(self):
        self.assertEqual(self.told("messages.zh.toml", '[rule."format.unit"]\nfoud = "单位不同"\n', "en"), [
            "error OWN/mappings/messages.zh.toml:1: found is missing; the entry states found; add it [catalogue.missing-key]",
            "error OWN/mappings/messages.zh.toml:2: unknown key foud; one of the keys that the notes list; check the spelling, or take it out "
            "[catalogue.unknown-key]",
            "refused errors in the templates and mappings: 2; everything is read without error before any workbook is touched; correct what is "
            "listed above and run again [catalogue.invalid]"])

    def test_what_others_miss_because_of_a_file_that_is_right_by_itself(self):
        told = self.told("units.toml", '[[unit]]\nid = "盏"\ndimension = "lamps"\nexponent = 0\n')
        self.assertIn(f"错误 {TREE}/templates/indicators.toml 第 12 行：unit 写的“千元”不存在；已经定义的计量单位；请检查是否拼错，或先定义它 "
                      "[catalogue.unknown-reference]", told)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
