"""The pages that people read, and the blocks in them that have to hold."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; ``file`` is the name that later blocks of the page find it under."""

    language: str
    text: str
    file: str | None
    line: int
    span: tuple[int, int]
    """Where its text stands in the page."""


def blocks(page: str) -> tuple[Block, ...]:
    return tuple(
        Block(
            language=found["language"],
            text=found["text"],
            file=found["file"],
            line=page.count("\n", 0, found.start("text")),
            span=found.span("text"),
        )
        for found in _BLOCK.finditer(page)
    )


def links(page: str) -> tuple[str, ...]:
    """Return the links of a page that stay in the checkout."""
    found = _LINK.findall(_BLOCK.sub("", page))
    return tuple(link for link in found if not re.match(r"[a-z]+:", link))


def anchors(page: str) -> frozenset[str]:
    """Return the names under which the headings of a page can be linked to."""
    headings = _HEADING.findall(_BLOCK.sub("", page))
    return frozenset(
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    )
