import time
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.source.strategies import data, leaves

from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import Text
from alignscan.source.yaml import Document, load_yaml, peek_format


def load(content: str) -> Document:
    return load_yaml(Text("survey.yaml", content))


def problems(content: str) -> list[Finding]:
    with pytest.raises(SourceError) as caught:
        load(content)
    return list(caught.value.findings)


def places(content: str) -> list[tuple[str, int, int]]:
    found = problems(content)
    return [(item.code, item.span.line, item.span.column) for item in found if item.span]


@pytest.mark.parametrize(
    ("plain", "value", "warned"),
    [
        ("yes", "yes", True),
        ("No", "No", True),
        ("ON", "ON", True),
        ("off", "off", True),
        ("y", "y", False),
        ("012", 12, True),
        ("08", 8, True),
        ("07", 7, False),
        ("0", 0, False),
        ("-7", -7, False),
        ("+7", 7, False),
        ("0o14", 12, True),
        ("0x1F", 31, False),
        ("0b11", "0b11", True),
        ("1:30", "1:30", True),
        ("12:30:45", "12:30:45", True),
        ("1_000", "1_000", True),
        ("1e3", 1000.0, True),
        ("1.5e+3", 1500.0, False),
        (".5", 0.5, False),
        ("1.", 1.0, False),
        ("4,5", "4,5", False),
        ("2024-01-15", "2024-01-15", False),
        ("=", "=", False),
        ("-", "-", False),
        ("1.2.3", "1.2.3", False),
        ("+", "+", False),
        ("true", True, False),
        ("FALSE", False, False),
        ("tRue", "tRue", False),
        ("null", None, False),
        ("~", None, False),
        ("", None, False),
        ("'yes'", "yes", False),
        ('"012"', "012", False),
        ("999999999999999999", 999999999999999999, False),
    ],
)
def test_plain_scalars_are_yaml_1_2(plain: str, value: object, warned: bool) -> None:
    if plain == "-":
        plain = "'-'"
    document = load(f"a: {plain}\n")
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)
    assert [item.code for item in document.findings] == ["AS020"] * warned
    assert all(item.hint and "quotes" in item.hint for item in document.findings)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("AS011", 3, 1)]),
        ("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3", [("AS011", 2, 1), ("AS011", 3, 11), ("AS011", 4, 1)]),
        ("'a': 1\n\"a\": 2\n", [("AS011", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("AS012", 1, 4), ("AS012", 2, 4)]),
        ("*x : 1\nb: 2\n", [("AS012", 1, 1)]),
        ("a: *\n", [("AS012", 1, 4)]),
        ("<<: {a: 1}\n", [("AS013", 1, 1)]),
        ("a: !foo bar\n", [("AS014", 1, 4)]),
        ("a: !!str 1\n!x b: 2", [("AS014", 1, 4), ("AS014", 2, 1)]),
        ("- ! a\n", [("AS014", 1, 3)]),
        ("a: !e!x 1\n", [("AS014", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("AS015", 2, 1)]),
        ("a: " + "[" * 64, [("AS016", 1, 67)]),
        ("- " * 65 + "a", [("AS016", 1, 129)]),
        ("1: a\n~: b\n? \n: c\n", [("AS017", 1, 1), ("AS017", 2, 1), ("AS017", 3, 2)]),
        ("[a]: 1\n{b}: 2\n", [("AS017", 1, 1), ("AS017", 2, 1)]),
        ("? - a\n: 1\n", [("AS017", 1, 3)]),
        ("a: 1234567890123456789\n", [("AS018", 1, 4)]),
        ("a: " + "9" * 9000, [("AS018", 1, 4)]),
        ("a: 0x" + "f" * 9000, [("AS018", 1, 4)]),
        (
            "a: 1e999\nb: [.inf, -.INF, .nan]\n",
            [("AS018", 1, 4)] + [("AS018", 2, c) for c in (5, 11, 18)],
        ),
        ("a: 1\n\tb: 2\n", [("AS019", 2, 1)]),
        ("a:\n\t- b\n", [("AS019", 2, 1)]),
        ("a: b\u2028c: d\n", [("AS003", 1, 5)]),
    ],
)
def test_what_is_refused_is_located(content: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(content)[: len(expected)] == expected
    assert all(item.message and item.path == "survey.yaml" for item in problems(content))


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("a: b: c\n", 1, 5, "colon"),
        ("a:1\nb: 2\n", 1, 2, "space is missing"),
        ("a: 1\nb:2\nc: 3\n", 2, 2, "space is missing"),
        ("a: 1\n  b: 2\n", 2, 4, "deeper"),
        ("a:\n    b: 1\n  c: 2\n", 3, 3, "indentation"),
        ("a: 1\nb\nc: 2\n", 2, 1, "no colon"),
        ('a: "x\nb: 1\n', 1, 4, "quote"),
        ("a: 'it's'\n", 1, 8, "after the closing quote"),
        ("a: [1, 2\nb: 3\n", 1, 4, "list"),
        ("a: {b: 1\nc: 3\n", 1, 4, "mapping"),
        ("a: [b]]\n", 1, 7, "bracket"),
        ("t: {name} is\n", 1, 11, "after the closing bracket"),
        ("a: @x\n", 1, 4, "cannot begin"),
        ("a: - b\n", 1, 4, "dashes"),
        ("- a\nb: 1\n", 2, 1, "list does not go on"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("a: |x\n  b\n", 1, 5, "text stands"),
        ("a: [1,,2]\n", 1, 7, "comma"),
        (": x\n", 1, 1, "key is missing"),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_syntax_errors_are_told_in_our_words(
    content: str, line: int, column: int, words: str, pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if pure:
        monkeypatch.delattr(yaml, "CSafeLoader")
    (finding,) = problems(content)
    assert finding.code == "AS010"
    assert finding.span is not None
    assert words in finding.message
    assert finding.hint
    if not (pure and "escape" in finding.hint):
        assert abs(finding.span.column - column) <= 1
        assert finding.span.line == line


def test_problems_before_a_syntax_error_are_reported_too() -> None:
    assert [item.code for item in problems("a: 1\na: 2\nb: yes\nc: [\n")] == [
        "AS011",
        "AS020",
        "AS010",
    ]


def test_the_duplicate_names_the_first_line_and_the_path() -> None:
    (finding,) = problems("items:\n- id: a\n  text: b\n  id: c\n")
    assert "line 2" in finding.message
    assert finding.data_path == "items[0].id"


def test_an_unknown_directive_is_told_in_our_words() -> None:
    (finding,) = problems("%FOO\n---\na: 1\n")
    assert (finding.code, "%" in finding.message) == ("AS010", True)


@pytest.mark.parametrize("content", ["# nothing\n", "---\n...\n---\n", "%YAML 1.2\n---\n"])
def test_a_text_without_data(content: str) -> None:
    if content == "# nothing\n":
        assert [item.code for item in problems(content)] == ["AS005"]
    elif content.startswith("%"):
        assert load(content).data is None
    else:
        assert [item.code for item in problems(content)] == ["AS015"]


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))


@pytest.mark.parametrize(
    "content",
    [
        "[" * 20_000,
        "a: " + "{b: " * 20_000,
        "- " * 20_000,
        "? " * 20_000,
        "[" * 20_000 + "]" * 20_000,
        BOMB,
        "- &a\n" * 100_000,
        "a: " + "9" * 4_000_000,
        "a: 0." + "9" * 1_000_000 + "e9999999",
        "&" * 10_000,
        "a: \ud800",
        "\0",
        "a: \x07",
        '{"a":' * 5_000,
        "!" * 100_000,
        "%" * 100_000,
    ],
)
def test_hostile_texts_fail_soon_and_shortly(content: str) -> None:
    start = time.perf_counter()
    found = problems(content)
    assert time.perf_counter() - start < 2
    assert 0 < len(found) <= 101
    assert sum(len(item.message) + len(item.data_path) for item in found) < 20_000


@given(st.text(alphabet="ab:- \n\t[]{},'\"#&*!|>%@`?0.1e\\<~", max_size=40))
def test_any_text_gives_data_or_findings(content: str) -> None:
    try:
        document = load(content)
    except SourceError as error:
        severities = [item.severity for item in error.findings]
    else:
        severities = [Severity.ERROR] * document.span(()).line
    assert Severity.ERROR in severities


@settings(max_examples=40)
@given(data, st.sampled_from([True, False, None]), st.sampled_from([None, '"', "'", "|", ">"]))
def test_both_parsers_agree(value: Any, flow: bool | None, style: Any) -> None:
    content = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False
    )
    assume("!!" not in content)
    fast = load(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        slow = load(content)
    assert repr(slow.data) == repr(fast.data) == repr(value)
    assert [slow.span(loc) for loc, _ in leaves(value)] == [
        fast.span(loc) for loc, _ in leaves(value)
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("format: alignscan/1\na: [", "alignscan/1"),
        ("# c\nformat:   'alignscan/1'  # c\n", "alignscan/1"),
        ("format: alignscan/1 # c\n", "alignscan/1"),
        ('"format": "x y"\n', "x y"),
        ("a: 1\nformat: x\r\nb: 2\r\n", "x"),
        ("a:\n  format: x\n", None),
        ("format:\n", None),
        ("format: # c\n", None),
        ('{"a": {"format": 1}, "b": [1], "format": "x"}', "x"),
        ('{"a": "format", "b": "x"}', None),
        ("# c\n---\n{format: x}", "x"),
        ("{", None),
        ("\0", None),
        ("", None),
    ],
)
def test_the_format_is_peeked(content: str, expected: str | None) -> None:
    assert peek_format(Text("x", content)) == expected
