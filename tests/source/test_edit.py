import copy
from enum import StrEnum
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.source.strategies import data, keys, leaves, scalars

from alignscan.source.edit import append_item, rename_key, set_value
from alignscan.source.emit import CannotWriteError, emit, is_plain
from alignscan.source.finding import SourceError
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml


class Mode(StrEnum):
    TEAM = "team"


def read(content: str) -> Any:
    return load_yaml(Text("x", content)).data


@pytest.mark.parametrize(
    ("content", "loc", "value", "expected"),
    [
        ("a: 1 # c\nb: 2\n", ["a"], 5, "a: 5 # c\nb: 2\n"),
        ("a: 1\r\nb: 2\r\n", ["b"], "x", "a: 1\r\nb: x\r\n"),
        ("\ufeffa: 1\n", ["a"], 2, "\ufeffa: 2\n"),
        ("a: 'x' # c\n", ["a"], "y", "a: 'y' # c\n"),
        ("a: 'x'\n", ["a"], "it's", "a: 'it''s'\n"),
        ('a: "x"\n', ["a"], "y", 'a: "y"\n'),
        ("a: x\n", ["a"], "yes", 'a: "yes"\n'),
        ("a: x\n", ["a"], "b: c #d", 'a: "b: c #d"\n'),
        ("a: x\n", ["a"], "1\n2", 'a: "1\\n2"\n'),
        ("a: x\n", ["a"], "2026-01-31", "a: 2026-01-31\n"),
        ("a: x\n", ["a"], Mode.TEAM, "a: team\n"),
        ("a: x\n", ["a"], 1e-9, "a: 1.0e-09\n"),
        ("a: x\n", ["a"], (1, None, True), "a: [1, null, true]\n"),
        ("a:\nb: 1\n", ["a"], 1, "a: 1\nb: 1\n"),
        ("a: # c\n", ["a"], 1, "a: 1 # c\n"),
        ("{a, b: }", ["a"], 1, "{a: 1, b: }"),
        ("{a, b: }", ["b"], 1, "{a, b: 1 }"),
        ("- \n- b\n", [0], 1, "- 1 \n- b\n"),
        ("a: |\n  x\n  y\n\nb: 1\n", ["a"], "z", "a: z\n\nb: 1\n"),
        ("a: [1, 2] # c\n", ["a"], [3], "a: [3] # c\n"),
        ("a: # c\n  - 1\n  - 2\nb: 1\n", ["a"], [3, 4, 5], "a: # c\n  - 3\n  - 4\n  - 5\nb: 1\n"),
        ("a: # c\n- 1\n- 2\nb: 1\n", ["a"], [], "a: [] # c\nb: 1\n"),
        ("a:\n  b: 1\n  c: 2\nd: 3\n", ["a"], 4, "a: 4\nd: 3\n"),
        ("- a: 1\n  b: 2\n- c\n", [0], "x", "- x\n- c\n"),
        ("a: 1 # c\n", ["b"], 2, "a: 1 # c\nb: 2\n"),
        ("a: 1", ["b"], 2, "a: 1\nb: 2"),
        ("a: 1\r\n", ["b"], 2, "a: 1\r\nb: 2\r\n"),
        (
            "a:\n    b: 1 # c\n\n# d\ne: 2\n",
            ["a", "x"],
            3,
            "a:\n    b: 1 # c\n    x: 3\n\n# d\ne: 2\n",
        ),
        ("a: {b: 1} # c\n", ["a", "x"], 3, "a: {b: 1, x: 3} # c\n"),
        ("a: {}\n", ["a", "x"], 3, "a: {x: 3}\n"),
        ("a: { b: 1, }\n", ["a", "x"], 3, "a: { b: 1, x: 3, }\n"),
        ('{"a": "b"}', ["x"], "y", '{"a": "b", "x": "y"}'),
        ("- a: 1\n- b: 2\n", [0, "x"], 3, "- a: 1\n  x: 3\n- b: 2\n"),
        ("a: 1\n", ["t", "s", "score"], 4, "a: 1\nt: {s: {score: 4}}\n"),
        ("t:\n", ["t", "s"], 4, "t: {s: 4}\n"),
        ("t: ~ # c\n", ["t", "s"], 4, "t: {s: 4} # c\n"),
        ("a: |+\n  x\n\n\n", ["b"], 1, "a: |+\n  x\n\n\nb: 1\n"),
        ("a: 1\n...\n", ["b"], 1, "a: 1\nb: 1\n...\n"),
    ],
)
def test_one_value_changes(
    content: str, loc: list[str | int], value: object, expected: str
) -> None:
    assert set_value(content, loc, value) == expected


@pytest.mark.parametrize(
    ("content", "loc", "expected"),
    [
        ("a: [4, 5] # c\n", ["a"], "a: [4, 5, 9] # c\n"),
        ("a: []\n", ["a"], "a: [9]\n"),
        ("a: [ # c\n  1,\n  2, # d\n]\n", ["a"], "a: [ # c\n  1,\n  2, 9, # d\n]\n"),
        ("a:\n  - 1 # c\n\nb: 2\n", ["a"], "a:\n  - 1 # c\n  - 9\n\nb: 2\n"),
        ("a:\n- x: 1\n  y: 2\nb: 2\n", ["a"], "a:\n- x: 1\n  y: 2\n- 9\nb: 2\n"),
        ("a:\r\n- 1\r\n", ["a"], "a:\r\n- 1\r\n- 9\r\n"),
        ("- - 1\n  - 2\n", [0], "- - 1\n  - 2\n  - 9\n"),
        ("a:\n", ["a"], "a: [9]\n"),
        ("b: 1\n", ["a"], "b: 1\na: [9]\n"),
    ],
)
def test_an_item_is_appended(content: str, loc: list[str | int], expected: str) -> None:
    assert append_item(content, loc, 9) == expected


@pytest.mark.parametrize(
    ("content", "loc", "value"),
    [
        ("a: 1\n", ["a", "b"], 2),
        ("a: [1]\n", ["a", 3], 2),
        ("a: [1]\n", ["a", "b"], 2),
        ("a: 1\n", [0], 2),
        ("a: 1\n", ["a"], float("nan")),
        ("a: 1\n", ["a"], 10**18),
        ("a: 1\n", ["a"], object()),
        ("a: 1\n", ["a"], "\ud800"),
        ("a: 1\n", ["a"], {1: 2}),
        ("? a\n", ["a"], 1),
    ],
)
def test_what_has_no_place_is_refused(content: str, loc: list[str | int], value: object) -> None:
    with pytest.raises(CannotWriteError):
        set_value(content, loc, value)


def test_nothing_is_appended_to_a_number() -> None:
    with pytest.raises(CannotWriteError):
        append_item("a: 1\n", ["a"], 2)


def replaced(value: Any, loc: tuple[str | int, ...], new: object) -> Any:
    holder = [copy.deepcopy(value)]
    node: Any = holder
    for segment in (0, *loc)[:-1]:
        node = node[segment]
    node[(0, *loc)[-1]] = new
    return holder[0]


def says(content: str, value: object) -> bool:
    try:
        return bool(read(content) == value)
    except SourceError:
        return False


def common(left: str, right: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )


values = st.one_of(scalars, st.lists(scalars, max_size=3))
styles = st.sampled_from([None, '"', "'", "|"])


@settings(max_examples=40)
@given(data, st.sampled_from([True, False, None]), styles, values, st.data(), st.booleans())
def test_only_the_value_changes(
    value: Any, flow: bool | None, style: Any, new: Any, draw: st.DataObject, crlf: bool
) -> None:
    content = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False
    )
    found = leaves(value)
    assume(found and "!!" not in content)
    content = content.replace("\n", " # note\r\n" if crlf else "\n") if style is None else content
    assume(says(content, value))
    loc, _ = draw.draw(st.sampled_from(found))
    edited = set_value(content, loc, new)
    assert repr(read(edited)) == repr(replaced(value, loc, new))
    text = Text("x", content)
    span = load_yaml(text).span(loc)
    before = sum(len(line) for line in content.splitlines(keepends=True)[: span.line - 1])
    start = before + span.column - 1
    after = sum(len(line) for line in content.splitlines(keepends=True)[: span.end_line - 1])
    end = after + span.end_column - 1
    assert edited[:start] == content[:start]
    assert edited.endswith(content[end:])


@settings(max_examples=40)
@given(data, st.sampled_from([True, False, None]), styles, keys, values)
def test_a_new_key_leaves_the_rest_alone(
    value: Any, flow: bool | None, style: Any, key: str, new: Any
) -> None:
    content = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, allow_unicode=True, sort_keys=False
    )
    assume("!!" not in content and key not in value)
    edited = set_value(content, [key], new)
    assert repr(read(edited)) == repr({**value, key: new})
    head = common(content, edited)
    assert edited.endswith(content[head:])


@settings(max_examples=50)
@given(st.text(max_size=20), st.sampled_from(["", '"', "'"]))
def test_text_comes_back_as_it_was(text: str, quote: str) -> None:
    written = emit(text, quote)
    assert read(f"a: {written}\n") == {"a": text}
    assert read(f"a: [{written}, {{b: {written}}}]\n") == {"a": [text, {"b": text}]}
    assert read(f"{written}: 1\n") == {text: 1}


@given(st.from_regex(r"[A-Za-z0-9.:_+-]{1,8}", fullmatch=True))
def test_plain_text_means_the_same_to_every_reader(text: str) -> None:
    if is_plain(text) and not text[0].isdigit():
        assert yaml.safe_load(f"[{text}]") == [text]
        assert read(f"[{text}]") == [text]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1 # c\nb: 2\n", "new: 1 # c\nb: 2\n"),
        ('"a" : [1]\nb: 2\n', '"new" : [1]\nb: 2\n'),
        ("{b: 2, a: 1}", "{b: 2, new: 1}"),
        ("\ufeffa:\n  - 1\n", "\ufeffnew:\n  - 1\n"),
    ],
)
def test_a_key_is_renamed_where_it_stands(content: str, expected: str) -> None:
    assert rename_key(content, "a", "new") == expected


@pytest.mark.parametrize("content", ["b: 2\n", "a: 1\nnew: 2\n", "- a\n"])
def test_a_key_that_cannot_be_renamed_is_refused(content: str) -> None:
    with pytest.raises(CannotWriteError):
        rename_key(content, "a", "new")
