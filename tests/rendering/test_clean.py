import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignscan.rendering.report.clean import one_line, paragraphs, tidy


@given(st.text())
def test_a_clean_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    clean = one_line(text)
    assert one_line(clean) == clean
    assert len(clean.splitlines()) <= 1
    clean.encode()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\nb\r\nc\td", "a b c d"),
        ("a\u202eb\u2066c\u200bd", "abcd"),
        ("a\x00b\x07c\x7f", "abc"),
        ("a\u2028b", "a b"),
        ("\ufdd0\uffffx\ufeff", "x"),
        ("  spaced   out ", "spaced out"),
        ("\u0646\u200c\u062e", "\u0646\u200c\u062e"),
        ("67\u00a0% \u2003 des\u202f?", "67\u00a0% des\u202f?"),
    ],
)
def test_invisible_characters_go(text: str, clean: str) -> None:
    assert one_line(text) == clean


def test_paragraphs_are_kept_apart() -> None:
    assert paragraphs("one\ntwo\n \n\nthree\r\n") == ["one two", "three"]


def test_everything_nested_is_cleaned() -> None:
    assert tidy({"a": ["x\ny", {"b": "z\x00"}], "n": None}) == {"a": ["x y", {"b": "z"}], "n": None}
