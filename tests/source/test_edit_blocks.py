from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.source.strategies import data, keys, scalars

from alignscan.source.edit_blocks import Append, Put, edit_blocks
from alignscan.source.emit import CannotWriteError
from alignscan.source.emit_block import emit_block
from alignscan.source.finding import SourceError
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

FILE = """\
# head
actions:
  - id: A
    suggested:   # rewritten
      start: 2026-01-01   # first
      # below
  # between
  - {id: B, suggested: {start: 1}}
  - suggested:
      a: 1
    id: C
    # about C
# the end
last: 1
"""
AFTER = """\
# head
actions:
  - id: A
    suggested:   # rewritten
      start: 2026-02-02
      steps: [one, two]   # first
      # below
  # between
  - {id: B, suggested: {start: 2, why: [x]}}
  - suggested:
      a: 1
    id: C
    new:
      k: v
    # about C

  - id: D
    owner:
# the end
last: 1
list:
  - id: E

  - id: F
"""
EDITS = (
    Put(("actions", 0, "suggested"), {"start": "2026-02-02", "steps": ["one", "two"]}),
    Put(("actions", 1, "suggested"), {"start": 2, "why": ["x"]}),
    Put(("actions", 2, "new"), {"k": "v"}),
    Append(("actions",), [{"id": "D", "owner": None}]),
    Append(("list",), [{"id": "E"}, {"id": "F"}]),
)


def load(text: str) -> Any:
    return load_yaml(Text("x.yaml", text.removeprefix("\ufeff"))).data


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_many_edits_at_once_leave_the_rest(end: str, mark: str) -> None:
    found = edit_blocks(mark + FILE.replace("\n", end), EDITS)
    assert found == mark + AFTER.replace("\n", end)


@pytest.mark.parametrize("comment", ["", "  # c", "\n          # deep", "\n\n  # below"])
def test_a_long_text_is_folded_where_no_comment_follows(comment: str) -> None:
    text, long = f"a:\n  b: 1{comment}\nz: 1\n", "word " * 40 + "end"
    changed = edit_blocks(text, [Put(("a",), {"b": 2, "c": long})])
    assert load(changed) == {"a": {"b": 2, "c": long}, "z": 1}
    assert (">-" in changed) == ("# c" not in comment and "deep" not in comment)
    assert comment in changed


def test_no_edit_is_no_change() -> None:
    assert edit_blocks(FILE, [Append(("actions",), [])]) == FILE


@given(whole=data, key=keys, value=st.one_of(scalars, data, st.lists(scalars, max_size=3)))
@settings(max_examples=60)
def test_a_value_is_put_and_nothing_else_changes(
    whole: dict[str, Any], key: str, value: object
) -> None:
    text = "\n".join(["# first", *emit_block({"kept": 1, **whole}, 0), "# last", ""])
    changed = edit_blocks(text, [Put((key,), value)])
    assert repr(load(changed)) == repr({"kept": 1, **whole, key: value})
    assert changed.startswith("# first\n")
    assert "# last\n" in changed


@given(whole=data)
@settings(max_examples=60)
def test_what_is_emitted_is_read_again(whole: dict[str, Any]) -> None:
    assert repr(load("\n".join(emit_block({"a": whole}, 0)))) == repr({"a": whole})


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: 1\n", Put(("a", "b"), 1)),
        ("a: [1]\n", Put(("a", 0), 2)),
        ("? a\n# between\n: {}\n", Put(("a",), {"x": 1})),
        ("a: 1\n", Put(("b", "c"), 1)),
    ],
)
def test_what_cannot_be_edited_is_refused(text: str, edit: Put) -> None:
    with pytest.raises(CannotWriteError):
        edit_blocks(text, [edit])


@pytest.mark.parametrize(
    "text", ["a: {}\n", "{}\n", "? a\n:\n  x: 1\n", "a:\nb: 1\n", "a: 1 # c\n"]
)
def test_a_value_finds_its_place_in_any_style(text: str) -> None:
    changed = edit_blocks(text, [Put(("a",), {"x": [{"y": 1}]})])
    assert load(changed)["a"] == {"x": [{"y": 1}]}


def test_a_text_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(SourceError):
        edit_blocks("a: [", [Put(("a",), 1)])
