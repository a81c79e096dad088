"""Drawing in pixels: shapes and texts that any program shows, with colors as attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

FALLBACK: Final = "Arial, Helvetica, sans-serif"
WIDTH: Final = 960
PAD: Final = 16
WIDEST: Final = 0.58
"""About how wide a letter is, as a share of the font's size; a line is broken before it is full."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colors by the names of the style sheet, and a font."""

    colors: Mapping[str, str]
    font: str = ""

    def color(self, name: str, instead: str = "#1b2430") -> str:
        """Return a color, or another where the style sheet has none of this name."""
        return self.colors.get(name, instead)

    @property
    def families(self) -> str:
        """The fonts of texts, the brand's first."""
        return f"'{self.font}', {FALLBACK}" if self.font else FALLBACK


@dataclass(slots=True)
class Canvas:
    """Shapes in the order in which they are painted."""

    style: Style
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: str) -> None:
        """Add a rectangle."""
        place = f'x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}"'
        self.parts.append(f'<rect {place} fill="{fill}"{_more(more)}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, **more: str) -> None:
        """Add a straight line."""
        place = f'x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}"'
        self.parts.append(f'<line {place} stroke="{stroke}"{_more(more)}/>')

    def circle(self, x: float, y: float, r: float, fill: str, **more: str) -> None:
        """Add a circle."""
        place = f'cx="{px(x)}" cy="{px(y)}" r="{px(r)}"'
        self.parts.append(f'<circle {place} fill="{fill}"{_more(more)}/>')

    def polygon(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """Add a filled shape with corners."""
        corners = " ".join(f"{px(x)},{px(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{corners}" fill="{fill}"/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 13,
        anchor: str = "start",
        fill: str = "",
        bold: bool = False,
    ) -> None:
        """Add one line of text; ``y`` is where it stands."""
        weight = ' font-weight="600"' if bold else ""
        color = fill or self.style.color("text")
        look = f'font-size="{size}" text-anchor="{anchor}" fill="{color}"'
        self.parts.append(f'<text x="{px(x)}" y="{px(y)}" {look}{weight}>{escape(text)}</text>')

    def lines(
        self, x: float, y: float, texts: Iterable[str], *, size: int = 13, bold: bool = False
    ) -> None:
        """Add lines of text below each other, the first at ``y``."""
        for n, text in enumerate(texts):
            self.text(x, y + n * (size + 4), text, size=size, bold=bold)


def document(canvas: Canvas, height: float, title: str, text: str, language: str) -> str:
    """Return a drawing as a file that stands alone, with its name and its text alternative."""
    size = f'width="{WIDTH}" height="{px(height)}" viewBox="0 0 {WIDTH} {px(height)}"'
    page = f'<rect width="{WIDTH}" height="{px(height)}" fill="{canvas.style.color("page")}"/>'
    named = f'<title id="title">{escape(title)}</title>\n<desc id="text">{escape(text)}</desc>'
    families = escape(canvas.style.families)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} lang="{escape(language)}" role="img"'
        f' aria-labelledby="title text" font-family="{families}">\n{named}\n{page}\n'
        + "\n".join(canvas.parts)
        + "\n</svg>\n"
    )


def px(value: float) -> str:
    """Return pixels as an attribute, with at most one digit after the point."""
    return f"{value:.1f}".removesuffix(".0")


def place(percent: str, left: float, width: float) -> float:
    """Return where a place in percent of a stretch lies, in pixels."""
    return left + float(percent.removesuffix("%")) * width / 100


def wrapped(text: str, width: float, size: int = 13, most: int = 3) -> list[str]:
    """Return a text in lines that fit a width; what does not fit the last is cut with a sign."""
    fits = max(int(width / (size * WIDEST)), 4)
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= fits or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [line if len(line) <= fits else f"{line[: fits - 1]}…" for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: fits - 1]}…"]


def _more(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
