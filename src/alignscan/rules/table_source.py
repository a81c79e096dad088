"""AS0: what keeps a file from being read."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.READING)

SOURCE: tuple[Rule, ...] = (
    _rule(
        "AS001",
        "cannot-read",
        "The file cannot be read.",
        "The path is misspelt, is a folder, or you have no permission to read the file.",
        bad="alignscan check surveys.yaml    # the file is called survey.yaml",
        good="alignscan check survey.yaml",
    ),
    _rule(
        "AS002",
        "not-utf8",
        "The file is not text in UTF-8.",
        "In another encoding, letters such as ü would be read wrongly. Save the file as UTF-8.",
        bad="# saved as Windows-1252\norganization: Müller",
        good="# saved as UTF-8\norganization: Müller",
    ),
    _rule(
        "AS003",
        "control-character",
        "The file holds a control character.",
        "Such characters cannot be seen, often come from copying, and are not allowed in YAML.",
        bad="organization: Northwind<NUL>",
        good="organization: Northwind",
    ),
    _rule(
        "AS004",
        "too-large",
        "The file is larger than 5 MB, or holds too many values.",
        "Many answers belong in a responses file (CSV or XLSX), which may be of any size.",
        bad="answers: {direction: [4, 5, 3]}    # and a million more",
        good="responses: responses.csv",
    ),
    _rule(
        "AS005",
        "empty-file",
        "The file is empty.",
        "Nothing can be checked. `alignscan init` writes a survey file to start from.",
        bad="# (nothing)",
        good="format: alignscan/1\norganization: Northwind\nquestionnaire: self-check",
    ),
    _rule(
        "AS010",
        "yaml-syntax",
        "This is not YAML.",
        "A bracket or quote is left open, a colon is missing, or lines are indented unevenly.",
        bad="format: alignscan/1\norganization: Northwind\nquestionnaire: [self-check\nmode: self",
        good="format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\nmode: self",
    ),
    _rule(
        "AS011",
        "duplicate-key",
        "A key stands twice in one place.",
        "Only one of the two could count, and nobody would see which. For answers: write one "
        "list for each item, with one answer for each person.",
        bad="answers:\n  direction: 4\n  direction: 5",
        good="mode: confidential\nanswers:\n  direction: [4, 5]",
    ),
    _rule(
        "AS012",
        "alias",
        "Anchors (`&name`) and aliases (`*name`) are not used here.",
        "They make a file hard to read, and can be built so that reading never ends.",
        bad="targets:\n  goals: &same 4.0\n  systems: *same",
        good="targets:\n  goals: 4.0\n  systems: 4.0",
    ),
    _rule(
        "AS013",
        "merge-key",
        "The merge key (`<<`) is not used here.",
        "It is not part of YAML 1.2, and hides where a value comes from.",
        bad="targets:\n  <<: {goals: 4.0}\n  systems: 4.2",
        good="targets:\n  goals: 4.0\n  systems: 4.2",
    ),
    _rule(
        "AS014",
        "tag",
        "Tags (`!name`) are not used here.",
        "A value means what it says; if text looks like a tag, put it in quotes.",
        bad="title: !important Alignment scan",
        good='title: "!important Alignment scan"',
    ),
    _rule(
        "AS015",
        "second-document",
        "The file holds more than one document (`---`).",
        "One file is one survey. Put the second document in a file of its own.",
        bad="format: alignscan/1\norganization: Northwind\nquestionnaire: pulse\n---\ntitle: Two",
        good="format: alignscan/1\norganization: Northwind\nquestionnaire: pulse\ntitle: One",
    ),
    _rule(
        "AS016",
        "too-deep",
        "Lists or mappings are nested more than 64 deep.",
        "No file of this format needs that; a bracket is probably left open.",
        bad="notes: " + "[" * 70 + "]" * 70,
        good="notes: Asked in the spring retreat.",
    ),
    _rule(
        "AS017",
        "key-not-text",
        "A key is not text.",
        "A number or a list as a key is mostly a colon in the wrong place. Use quotes for a "
        "key that looks like a number.",
        bad="segments:\n  site:\n    map: {1: North, 2: South}",
        good='segments:\n  site:\n    map: {"1": North, "2": South}',
    ),
    _rule(
        "AS018",
        "number-too-large",
        "A number has too many digits.",
        "No number in a survey is that large. If it is a name, put it in quotes.",
        bad="targets: " + "4" * 5000,
        good="targets: 4",
    ),
    _rule(
        "AS019",
        "tab-indentation",
        "A line is indented with a tab.",
        "YAML allows only spaces there, since tabs are shown in different widths.",
        bad="targets:\n\tsystems: 4.2",
        good="targets:\n  systems: 4.2",
    ),
    _rule(
        "AS020",
        "yaml11-value",
        "Older tools read this value in another way.",
        "In YAML 1.2 `yes` is text, `012` is twelve and `1:30` is text; older tools read true, "
        "ten and ninety. Quotes, or the plain number, say what you mean.",
        bad="title: yes",
        good='title: "yes"',
        severity=Severity.WARNING,
    ),
    _rule(
        "AS021",
        "ignore-without-code",
        "A remark does not say which findings to ignore.",
        "It would hide mistakes that nobody has seen yet. Name the codes, or the names of rules.",
        bad="notes: Asked in spring.  # alignscan: ignore",
        good="title: yes  # alignscan: ignore[AS020]",
    ),
    _rule(
        "AS022",
        "unused-ignore",
        "A remark ignores a finding that is not there.",
        "The mistake was put right, or the remark is on the wrong line. Left in place it would "
        "hide the next mistake.",
        bad="title: Spring scan  # alignscan: ignore[AS020]",
        good="title: yes  # alignscan: ignore[AS020]",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS023",
        "ignore-of-unknown-rule",
        "A remark is to ignore something that is no rule.",
        "A misspelt code hides nothing; `alignscan explain` lists all codes.",
        bad="title: yes  # alignscan: ignore[AS999]",
        good="title: yes  # alignscan: ignore[yaml11-value]",
    ),
    _rule(
        "AS024",
        "wrong-setting",
        "A configuration file has a mistake.",
        "A setting that is misspelt would silently not count. `alignscan check --show-config` "
        "says each value and where it comes from.",
        bad='fail_on = "warning"',
        good='fail-on = "warning"',
    ),
)
