#!/usr/bin/env python3
"""The checks of house.py see what they are there to see: each is tried on a small house with exactly one fault."""
import tempfile
import unittest
from pathlib import Path

import house

SOUND = {
    "README.md": "Run `./dev demo`, then `./dev test`.\n",
    ".ci/run": "exec ./dev test\n",
    "mappings/messages.zh.toml": '[rule."unit.unknown"]\nfound = "a"\nexpected = "b"\naction = "c"\n[word.cli]\ndone = "d"\n',
    "mappings/messages.en.toml": '[rule."unit.unknown"]\nfound = "a"\nexpected = "b"\naction = "c"\n[word.cli]\ndone = "d"\n',
    "src/model/unit.hpp": "#include <string>\n",
    "src/text/text.cpp": '#include "model/unit.hpp"\n#include <unicode/uchar.h>\n',
    "src/store/store.cpp": '#include "model/unit.hpp"\n#include <soci/soci.h>\n#include <fmt/format.h>\n',
    "src/report/report.cpp": '#include <xlsxwriter.h>\nreturn failure("unit.unknown", {});\n',
    "src/report/report.hpp": "",
    "src/pipeline/corridor.cpp": '#include "report/report.hpp"\n',
}


def offences(check, **faults):
    """What the check says of the sound house with these files replaced."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in {**SOUND, **faults}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return list(house.CHECKS[check](root))


class House(unittest.TestCase):
    def test_sound_house_is_sound(self):
        for check in house.CHECKS:
            self.assertEqual(offences(check), [], check)

    def test_a_room_that_opens_into_another(self):
        self.assertEqual(offences("includes", **{"src/store/store.cpp": '\n#include "report/report.hpp"\n'}),
                         ['src/store/store.cpp:2: "report/report.hpp": store/ does not open into report/'])

    def test_ground_that_leans_on_a_room(self):
        self.assertEqual(offences("includes", **{"src/text/text.cpp": '#include "report/report.hpp"\n'}),
                         ['src/text/text.cpp:1: "report/report.hpp": text/ does not open into report/'])
        self.assertEqual(offences("includes", **{"src/model/unit.hpp": "#include <fmt/format.h>\n"}),
                         ["src/model/unit.hpp:1: <fmt/format.h>: model/ stands on the standard library alone"])

    def test_a_third_party_header_outside_its_room(self):
        self.assertEqual(offences("includes", **{"src/store/store.cpp": "#include <xlsxwriter.h>\n"}),
                         ["src/store/store.cpp:1: <xlsxwriter.h> belongs to report/ alone"])
        self.assertIn("without a room", offences("includes", **{"src/store/store.cpp": "#include <boost/any.hpp>\n"})[0])

    def test_a_header_that_is_not_there(self):
        self.assertIn("no header of this house", offences("includes", **{"src/store/store.cpp": '#include "zip.h"\n'})[0])

    def test_chinese_in_the_source(self):
        self.assertEqual(offences("language", **{"src/store/store.cpp": "\n// 高新区\n"}),
                         ["src/store/store.cpp:2: '高'; put the words into templates/ or mappings/"])
        self.assertEqual(len(offences("language", **{"src/store/store.cpp": 'auto colon = "：";\n'})), 1)

    def test_messages_in_one_language_only(self):
        more = SOUND["mappings/messages.zh.toml"] + '[rule."park.unknown"]\nfound = "a"\nexpected = "b"\naction = "c"\n'
        self.assertEqual(offences("messages", **{"mappings/messages.zh.toml": more}),
                         ["messages.en.toml: rule park.unknown is worded only in messages.zh.toml"])
        more = SOUND["mappings/messages.en.toml"] + 'extra = "e"\n'
        self.assertEqual(offences("messages", **{"mappings/messages.en.toml": more}),
                         ["messages.zh.toml: word cli.extra is only in messages.en.toml"])

    def test_a_rule_without_advice(self):
        less = SOUND["mappings/messages.en.toml"].replace('action = "c"\n', "")
        self.assertEqual(offences("messages", **{"mappings/messages.en.toml": less}),
                         ["messages.en.toml: rule unit.unknown has no action"])

    def test_a_rule_that_nobody_worded(self):
        self.assertEqual(offences("messages", **{"src/store/store.cpp": 'return failure("store.locked", {});\n'}),
                         ["src/store/store.cpp:1: rule store.locked is worded in no message file"])
        self.assertEqual(len(offences("messages", **{"src/store/store.cpp": 'found.rule = "unit.odd";\n'})), 1)
        self.assertEqual(offences("messages", **{"src/store/store.cpp": 'word("unit.heading");  // "unit.odd"\n',
                                                 "templates/report/a.toml": '[unit]\nheading = "u"\n'}), [])

    def test_doors_that_lead_nowhere(self):
        self.assertEqual(offences("doors", **{"README.md": "./dev test ![](docs/x.png)"}),
                         ["README.md: does not show ./dev demo", "README.md: docs/x.png is not there"])
        self.assertEqual(offences("doors", **{".ci/run": "make"}), [".ci/run: does not call ./dev test"])


if __name__ == "__main__":
    unittest.main()
