import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.rendering.factory import HOSTILE

from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.escape import cell, markdown

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLAIN = {"paragraph_open", "paragraph_close", "inline", "text"}


def tokens(source: str) -> Iterator[Token]:
    for token in PARSER.parse(source):
        yield token
        yield from token.children or ()


def shown(source: str) -> str:
    text = "".join(t.content for t in tokens(source) if t.type == "text")
    return text.replace("@\u2060", "@")


@given(st.text(alphabet=st.sampled_from("a1 |<>[]()!*_`~#-+=.:@&;\\/\"'\n\tw$"), max_size=40))
def test_no_text_becomes_markup_and_none_is_lost(text: str) -> None:
    escaped = markdown(text)
    assert {t.type for t in tokens(escaped)} <= PLAIN
    assert shown(escaped) == one_line(text)


@given(st.text(alphabet=st.sampled_from("a1 |<>[]()!*_`~#-:@&;\\/\n"), max_size=40))
def test_a_table_cell_stays_one_cell(text: str) -> None:
    source = f"| a | b |\n| --- | --- |\n| x {cell(text)} | y |\n"
    found = list(tokens(source))
    assert sum(t.type == "td_open" for t in found) == 2
    assert {t.type for t in found if t.nesting == 0} <= {"inline", "text"}


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "```code```",
        "~~~",
        "    code",
        "<div>",
        "<!-- x -->",
        "[a]: http://b",
        "a\\",
        "| a |",
    ],
)
def test_no_block_begins(text: str) -> None:
    assert {t.type for t in tokens(markdown(text))} <= PLAIN


@pytest.mark.parametrize(
    "text",
    ["https://evil.example", "HTTP://x", "www.evil.example", "WWW.x", "mailto:a", "a@b.example"],
)
def test_no_bare_address_is_left_for_github_to_link(text: str) -> None:
    assert not re.search(r"(?i)(https?|mailto):|www\.|@[a-z]", markdown(text))


def test_ordinary_text_stays_readable() -> None:
    text = "Sales: 3.7 of 5 (\u2212 0.2), groups of 5 or more; 67 % \u00b7 2026-09-21"
    assert markdown(text) == text


def test_the_hostile_text_is_shown_as_it_is() -> None:
    assert shown(markdown(HOSTILE)) == one_line(HOSTILE)
