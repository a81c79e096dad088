from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.source.strategies import data, leaves

from alignscan.source.compose import compose
from alignscan.source.span import Span
from alignscan.source.text import Text
from alignscan.source.yaml import Document, load_yaml

SURVEY = """\
format: alignscan/1   # the format
targets:
  default: 4.0

  systems: {score: 4.2, why: "rewards
    follow"}
items:
- id: a
  text: |
    one
    two

# a comment
- id: b
  text:
last: [1, {x: y}]
"""


def load(content: str) -> Document:
    return load_yaml(Text("x", content))


def cut(document: Document, span: Span) -> str:
    lines = document.text.content.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("loc", "value", "key"),
    [
        (("format",), "alignscan/1", "format"),
        (("targets", "default"), "4.0", "default"),
        (("targets", "systems", "why"), '"rewards\n    follow"', "why"),
        (("targets", "systems"), '{score: 4.2, why: "rewards\n    follow"}', "systems"),
        (("items", 0, "text"), "|\n    one\n    two", "text"),
        (("items", 0), "id: a\n  text: |\n    one\n    two", None),
        (("items", 1), "id: b\n  text:", None),
        (("items", 1, "text"), "", "text"),
        (("last", 1, "x"), "y", "x"),
        (("last",), "[1, {x: y}]", "last"),
        (("targets", "sistems"), None, "targets"),
        (("targets", "label", "systems", "tag", "score", 0), "4.2", "score"),
    ],
)
def test_spans_cut_out_the_source(
    loc: tuple[str | int, ...], value: str | None, key: str | None
) -> None:
    document = load(SURVEY)
    if value is not None:
        assert cut(document, document.span(loc)) == value
    if key is not None:
        assert cut(document, document.span(loc, key=True)) == key


def test_an_item_of_a_list_has_no_key_and_points_at_itself() -> None:
    document = load(SURVEY)
    assert document.span(("items", 1), key=True) == document.span(("items", 1))


def test_the_whole_text_has_no_key_and_points_at_its_start() -> None:
    assert load("# c\na: 1\n").span(("b",), key=True) == Span(2, 1, 2, 1)


def test_the_end_of_a_block_collection_is_its_last_value() -> None:
    document = load("a:\n  b: 1\n\n# comment\n\nc: 2\n\n\n")
    assert document.span(("a",)) == Span(2, 3, 2, 7)
    assert document.span(()) == Span(1, 1, 6, 5)


@given(data, st.sampled_from([True, False, None]), st.sampled_from([None, '"', "'", "|", ">"]))
def test_the_span_of_every_scalar_holds_its_source(
    value: Any, flow: bool | None, style: Any
) -> None:
    content = yaml.safe_dump(
        value, default_flow_style=flow, default_style=style, allow_unicode=True, width=20
    )
    if "!!" in content:
        return
    document = load(content)
    assert document.data == value
    for loc, scalar in leaves(value):
        source = cut(document, document.span(loc))
        if not isinstance(scalar, dict | list) and source[:1] not in ("|", ">"):
            indented = source.replace("\n", "\n  ")
            assert load(f"x: {indented}\n").data == {"x": scalar}


PLAIN = """\
# items: of what is asked
format: alignscan/1
title: targets and items
targets:
- of: items
  by: "last"
items:
  targets: 3
  text: |
    last:
    items: two
last: {items: 1}
"""


@pytest.mark.parametrize("key", ["format", "title", "targets", "items", "last"])
def test_keys_at_the_left_stand_where_the_tree_has_them(key: str) -> None:
    quick = load(PLAIN)
    found = quick.span((key,), key=True)
    assert "root" not in vars(quick)
    composed = compose(quick.text)
    assert found == Document(quick.text, composed.data, (), composed.root).span((key,), key=True)


def test_a_key_that_is_not_there_has_the_place_of_the_whole() -> None:
    assert load(PLAIN).span(("of",), key=True).start == (2, 1)
