"""The colors of a report in both themes, and what a brand makes of them.

Text stands out by 4.5 to 1 and shapes by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11), whatever a brand
asks for: a color that does not is made darker or lighter until it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from alignscan.model.brand import THEMES
from alignscan.model.branding import Branding
from alignscan.model.colors import BLACK, WHITE, least_contrast, mixed, standing_out

TEXT: Final = 4.5
SHAPE: Final = 3.0
GROUND: Final = 12.0
"""How much of a page's color black (in the dark theme white) has to stand out from."""
ZONES: Final = {"zone-1": "not-apparent", "zone-2": "partly", "zone-3": "apparent"}
ON_PAGE: Final = ("page", "panel")
ON_ALL: Final = (*ON_PAGE, *ZONES, "field", "act")
PARTS: Final[dict[str, tuple[tuple[str, float, tuple[str, ...]], ...]]] = {
    "foreground": (("text", TEXT, ON_PAGE),),
    "primary": (
        *((name, TEXT, ON_ALL) for name in ("link", "now-text")),
        *((name, SHAPE, ON_ALL) for name in ("now", "run", "condition-1")),
    ),
    "secondary": (
        ("target-text", TEXT, ON_ALL),
        *((name, SHAPE, ON_ALL) for name in ("target", "focus", "path")),
    ),
}
"""For each color of a brand what it is used for, the contrast that needs, and on what."""
MARKS: Final = (
    *("apparent", "partly", "not-apparent", "unknown", "square", "triangle", "milestone"),
    *(f"condition-{n}" for n in range(2, 6)),
)
"""Colors that a brand does not set; they stay what they are as far as its page lets them."""
BARS: Final = {"primary": ("high-2", "high-1"), "secondary": ("low-2", "low-1")}
"""The strong and the pale color of bars."""
_BLOCK: Final = re.compile(r":root \{(.*?)\}", re.DOTALL)
_COLOR: Final = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")


@dataclass(frozen=True, slots=True)
class Correction:
    """A color of a brand that does not stand out enough as it was written."""

    theme: str
    role: str
    written: str
    used: tuple[str, ...]
    """What is used instead: for text, and for shapes where that is another shade."""


@cache
def packaged_colors(theme: str) -> Mapping[str, str]:
    """Return the packaged colors of a theme (light or dark), by the names of the style."""
    css = files("alignscan.templates").joinpath("report.css").read_text("utf-8")
    light, dark = (dict(_COLOR.findall(block)) for block in _BLOCK.findall(css)[:2])
    return light if theme == "light" else {**light, **dark}


def colors_of(branding: Branding, theme: str) -> dict[str, str]:
    """Return all colors of a theme, those of a brand legible among them."""
    return _settled(branding, theme)


def corrections(branding: Branding) -> tuple[Correction, ...]:
    """Return the colors of a brand that are used in other shades than written."""
    return tuple(found for theme in THEMES for found in _corrected(branding, theme))


def _corrected(branding: Branding, theme: str) -> Iterator[Correction]:
    written, found = _written(branding, theme), _settled(branding, theme)
    if "background" in written and found["page"] != written["background"]:
        yield Correction(theme, "background", written["background"], (found["page"],))
    for role, parts in PARTS.items():
        shades = dict.fromkeys(found[name] for name, _, _ in parts)
        if role in written and set(shades) != {written[role]}:
            used = tuple(shade for shade in shades if shade != written[role])
            yield Correction(theme, role, written[role], used)


def _written(branding: Branding, theme: str) -> Mapping[str, str]:
    return branding.light if theme == "light" else branding.dark


def _settled(branding: Branding, theme: str) -> dict[str, str]:
    written, out = _written(branding, theme), dict(packaged_colors(theme))
    if "background" in written or "foreground" in written:
        _set_grounds(out, written, theme)
    for role in ("primary", "secondary"):
        # a light color alone says nothing about the dark theme but its hue
        color = written.get(role) or (branding.light.get(role) if theme == "dark" else None)
        if color is not None:
            _set_parts(out, role, color)
            _set_bars(out, role, color)
            if role == "primary":
                out["band"] = mixed(out["page"], out["now"], 0.3)
    return out


def _set_grounds(out: dict[str, str], written: Mapping[str, str], theme: str) -> None:
    far = BLACK if theme == "light" else WHITE
    if "background" in written:
        out["page"] = _clear(written["background"], far)
    text = standing_out(written.get("foreground", out["text"]), (out["page"],), TEXT)
    out["panel"] = mixed(out["page"], text, 0.04)
    out["line"] = mixed(out["page"], text, 0.16)
    _set_parts(out, "foreground", text)
    out["field"], out["field-line"] = out["page"], mixed(out["page"], text, 0.4)
    out["act"] = mixed(out["page"], out["target"], 0.06)
    for zone, state in ZONES.items():
        out[zone] = mixed(out["page"], out[state], 0.06)
    grounds = tuple(out[name] for name in ON_ALL)
    out["muted"] = standing_out(mixed(out["text"], out["page"], 0.25), grounds, TEXT)
    out["distance"] = standing_out(mixed(out["page"], out["text"], 0.5), grounds, SHAPE)
    for name in MARKS:
        out[name] = standing_out(out[name], grounds, SHAPE)
    for role in ("primary", "secondary"):
        for name, ratio, _ in PARTS[role]:
            out[name] = standing_out(out[name], grounds, ratio)


def _set_parts(out: dict[str, str], role: str, color: str) -> None:
    for name, ratio, grounds in PARTS[role]:
        out[name] = standing_out(color, [out[ground] for ground in grounds], ratio)


def _set_bars(out: dict[str, str], role: str, color: str) -> None:
    """Give bars a strong and a pale shade; each keeps the packaged one where it would not do."""
    strong, pale = BARS[role]
    shade = standing_out(color, (out["bar-dark-text"],), TEXT)
    if least_contrast(shade, (out["page"],)) >= SHAPE:
        out[strong] = shade
    shade = standing_out(mixed(color, WHITE, 0.55), (out["bar-light-text"],), TEXT)
    if shade not in (BLACK, WHITE):
        out[pale] = shade


def _clear(color: str, far: str) -> str:
    """Return a ground that the far end of the scale stands out from."""
    near = WHITE if far == BLACK else BLACK
    shades = (mixed(color, near, step / 32) for step in range(33))
    return next(shade for shade in shades if least_contrast(far, (shade,)) >= GROUND)
