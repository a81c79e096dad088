import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignscan.source.excerpt import WIDTH, excerpt
from alignscan.source.span import Span
from alignscan.source.text import Text


def show(content: str, *span: int) -> list[str]:
    return excerpt(Text("x", content), Span(*span)).split("\n")


def test_the_example_of_the_documentation() -> None:
    assert show("\n" * 11 + "targets: {sistems: 4}\n", 12, 11, 12, 18) == [
        "  12 | targets: {sistems: 4}",
        "     |           ^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marks"),
    [
        ("a:\tb", 4, 5, "a:  b", "    ^"),
        ("\tb", 1, 2, "    b", "^^^^"),
        ("漢字: x", 5, 6, "漢字: x", "      ^"),
        ("漢字", 2, 3, "漢字", "  ^^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("a: ", 3, 3, "a:", "  ^"),
        ("a: b", 5, 6, "a: b", "    ^"),
        ("a: \u202eb\x1b", 5, 6, "a: \ufffdb\ufffd", "    ^"),
    ],
)
def test_carets_stand_below_what_they_mark(
    line: str, start: int, end: int, shown: str, marks: str
) -> None:
    assert show(line, 1, start, 1, end) == [f"   1 | {shown}", f"     | {marks}"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert show("a: [1,  \n 2]", 1, 4, 2, 4) == ["   1 | a: [1,", "     |    ^^^"]


def test_a_line_that_does_not_exist_is_shown_empty() -> None:
    assert show("a", 7, 3, 7, 4) == ["   7 |", "     | ^"]


@pytest.mark.parametrize("column", [1, 50, 250, 499])
def test_long_lines_are_cut_around_the_span(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(500))
    source, marks = show(line, 1, column, 1, column + 2)
    assert len(source) <= WIDTH + 10
    assert source[marks.index("^") :][:2] == line[column - 1 : column + 1]


@given(
    st.text(alphabet="ab \t漢é😀\u0301", max_size=200),
    st.integers(1, 220),
    st.integers(0, 300),
)
def test_nothing_grows_beyond_the_width(line: str, column: int, length: int) -> None:
    source, marks = show(line, 1, column, 1, column + length)
    assert "^" in marks
    for shown in (source, marks):
        width = sum(
            0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
            for c in shown
        )
        assert width <= WIDTH + 7 + 2 + 4
