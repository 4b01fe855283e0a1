#!/usr/bin/env python3
"""house.py CHECK ROOT — holds the tree itself against the house rules; prints every offence and exits 1 where there is one.

CHECK: includes   a room includes only the ground (model, text, digest) and itself; third-party headers stay in their room
       language   no Chinese character under src/: wording, labels and units are data
       messages   both message files say the same things, and word every rule that src/ names
       doors      README and CI lead to ./dev
       all        every one of them
"""
import re
import sys
import tomllib
from pathlib import Path

GROUND = {"model", "text", "digest"}
GROUND_MAY_INCLUDE = {"model": {"model"}, "text": {"text", "model"}, "digest": {"digest", "model"}}
CORRIDOR = {"pipeline", "cli"}  # these, and main.cpp among them, may open every door

# Third-party headers by the beginning of their name, and the only room that may include them.
THIRD_PARTY = {
    "unicode/": "text",
    "xlsxwriter": "report",
    "zip.h": "report",
    "soci": "store",
    "sqlite3": "store",
    "libpq-fe": "store",
    "toml++/": "catalogue",
    "toml.hpp": "catalogue",
    "libdeflate": "workbook",
    "isa-l": "workbook",
    "openssl/": "digest",
    "CLI/": "cli",
}
ANYWHERE = ("fmt/",)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
# CJK symbols and punctuation, kana, ideographs with extensions, compatibility and full-width forms.
CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
LITERAL = re.compile(r'"([^"\\\n]*)"')
COMMENT = re.compile(r"//.*")


def sources(root):
    return sorted(p for p in (root / "src").rglob("*") if p.suffix in (".cpp", ".hpp"))


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def room_of(root, path):
    return path.relative_to(root / "src").parts[0]


def offence_of_include(root, room, bracket, header):
    """What is wrong with that include in that room, or None."""
    if bracket == '"':
        other = header.split("/")[0]
        if not (root / "src" / header).is_file():
            return f'"{header}" is no header of this house (a third-party one is written <…>)'
        allowed = GROUND_MAY_INCLUDE.get(room, GROUND | {room})
        if room not in CORRIDOR and other not in allowed:
            return f'"{header}": {room}/ does not open into {other}/'
        return None
    for prefix, home in THIRD_PARTY.items():
        if header.startswith(prefix):
            return None if room == home else f"<{header}> belongs to {home}/ alone"
    if header.startswith(ANYWHERE):
        return f"<{header}>: model/ stands on the standard library alone" if room == "model" else None
    standard = re.fullmatch(r"[a-z_0-9]+|c[a-z]+|(sys/|linux/)?[a-z]+\.h", header)
    if not standard:
        return f"<{header}>: a third-party header without a room; say in tests/house/house.py which room is its own"
    if room == "model" and header.endswith(".h"):
        return f"<{header}>: model/ stands on the standard library alone"
    return None


def includes(root):
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            offence = offence_of_include(root, room_of(root, path), *match.groups())
            if offence:
                yield f"{path.relative_to(root)}:{line_of(text, match.start())}: {offence}"


def language(root):
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            found = CJK.search(line)
            if found:
                yield f"{path.relative_to(root)}:{number}: {found[0]!r}; put the words into templates/ or mappings/"


def words_of(messages):
    return {f"{area}.{key}" for area, table in messages.get("word", {}).items() for key in table}


def flattened(table, before=""):
    """Every key of a definition as its tables are written: sheet.title."""
    for key, value in table.items():
        yield before + key
        if isinstance(value, dict):
            yield from flattened(value, f"{before}{key}.")


def other_keys(root, said):
    """What looks like a rule id but is a word, or the key of a text in a report's definition."""
    keys = set().union(*(words_of(content) for content in said))
    for path in sorted((root / "templates" / "report").glob("*.toml")):
        definition = tomllib.loads(path.read_text(encoding="utf-8"))
        keys.update(flattened(definition), flattened(definition.get("text", {})))  # an edition has its texts in a table of their own
    return keys


def rules_in_sources(root, rules, others):
    """Every rule id that a source file names, with where: the literals of an area that has rules, or that failure() is given."""
    areas = {rule.split(".")[0] for rule in rules}
    for path in sources(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = COMMENT.sub("", line)
            for match in LITERAL.finditer(code):
                named = match[1].split(".")[0] in areas or code[:match.start()].endswith("failure(")
                if RULE.fullmatch(match[1]) and named and match[1] not in others:
                    yield match[1], f"{path.relative_to(root)}:{number}"


def messages(root):
    files = {language: root / "mappings" / f"messages.{language}.toml" for language in ("zh", "en")}
    said = {language: tomllib.loads(path.read_text(encoding="utf-8")) for language, path in files.items()}
    rules = {language: content.get("rule", {}) for language, content in said.items()}
    for one, other in (("zh", "en"), ("en", "zh")):
        for rule in sorted(rules[one].keys() - rules[other].keys()):
            yield f"messages.{other}.toml: rule {rule} is worded only in messages.{one}.toml"
        for word in sorted(words_of(said[one]) - words_of(said[other])):
            yield f"messages.{other}.toml: word {word} is only in messages.{one}.toml"
        for rule, wording in rules[one].items():
            for part in ("found", "expected", "action"):
                if not isinstance(wording.get(part), str):
                    yield f"messages.{one}.toml: rule {rule} has no {part}"
    for rule, where in rules_in_sources(root, rules["zh"], other_keys(root, said.values())):
        if rule not in rules["zh"]:
            yield f"{where}: rule {rule} is worded in no message file"


def doors(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    for command in ("./dev demo", "./dev test"):
        if command not in readme:
            yield f"README.md: does not show {command}"
    for picture in re.findall(r"\]\(([^)#:]+)\)", readme):
        if not (root / picture).exists():
            yield f"README.md: {picture} is not there"
    if "./dev test" not in (root / ".ci/run").read_text(encoding="utf-8"):
        yield ".ci/run: does not call ./dev test"


CHECKS = {"includes": includes, "language": language, "messages": messages, "doors": doors}


def main(check, root):
    chosen = CHECKS.values() if check == "all" else [CHECKS[check]]
    offences = [offence for one in chosen for offence in one(Path(root).resolve())]
    for offence in offences:
        print(offence)
    return 1 if offences else 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in (*CHECKS, "all"):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
