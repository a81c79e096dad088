"""What a brand adds to a page: rules after the packaged style, a logo, and colors of drawings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypedDict

from alignscan.model.brand import THEMES
from alignscan.model.branding import Branding
from alignscan.model.palette import colors_of, packaged_colors

BODY: Final = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif'
HEAD: Final = '"Iowan Old Style", Palatino, Charter, Georgia, serif'
HEADINGS: Final = "h1, h2:not(.eyebrow), .verdict .sentence, .cards .value"
DRAWN: Final = (
    *("now", "target", "page", "text", "muted", "line", "now-text", "target-text", "band"),
    *("distance", "low-2", "low-1", "high-1", "act", "field-line", "square", "triangle"),
    *("zone-1", "zone-2", "zone-3", "apparent", "partly", "not-apparent", "unknown"),
)
"""The colors that drawings use, those first whose packaged value others share."""
_ATTRIBUTE: Final = re.compile(r'((?:fill|stroke|stop-color)=")(#[0-9a-f]{6})"')


class Shown(TypedDict):
    """What templates are told of a brand."""

    name: str
    logo: str | None
    logo_dark: str | None
    alt: str


@dataclass(frozen=True, slots=True)
class Look:
    """A brand as a page needs it."""

    css: str = ""
    shown: Shown | None = None
    drawn: Mapping[str, str] = field(default_factory=dict)
    """For the packaged color of a drawing the brand's, in the light theme."""


PLAIN: Final = Look()


def look_of(branding: Branding | None) -> Look:
    """Return the look that a brand gives; without one nothing is added."""
    return PLAIN if branding is None else _look(branding)


def in_colors(markup: str, look: Look) -> str:
    """Return markup whose drawings have the colors of a brand as attributes."""
    if not look.drawn:
        return markup
    return _ATTRIBUTE.sub(lambda f: f'{f[1]}{look.drawn.get(f[2], f[2])}"', markup)


def _look(branding: Branding) -> Look:
    css = "".join((_themes(branding), _fonts(branding)))
    shown = Shown(
        name=branding.name,
        logo=branding.logo,
        logo_dark=branding.logo_dark,
        alt=branding.alt,
    )
    return Look(css=f"\n{css}" if css else "", shown=shown, drawn=_drawn(branding))


def _themes(branding: Branding) -> str:
    found = {theme: colors_of(branding, theme) for theme in THEMES}
    changed = [
        name
        for name in packaged_colors("dark")
        if any(found[theme][name] != packaged_colors(theme)[name] for theme in THEMES)
    ]
    if not changed:
        return ""
    light, dark = (
        " ".join(f"--{name}: {found[theme][name]};" for name in changed) for theme in THEMES
    )
    screen = "@media screen and (prefers-color-scheme: dark)"
    return f":root {{ {light} }}\n{screen} {{ :root {{ {dark} }} }}\n"


def _fonts(branding: Branding) -> str:
    body, head = branding.body_font, branding.heading_font
    out = f'html {{ font-family: "{body}", {BODY}; }}\n' if body else ""
    own = f'"{head}", ' if head else ""
    return out + (f"{HEADINGS} {{ font-family: {own}{HEAD}; }}\n" if own else "")


def _drawn(branding: Branding) -> dict[str, str]:
    before, after = packaged_colors("light"), colors_of(branding, "light")
    out: dict[str, str] = {}
    for name in DRAWN:
        if before[name] != after[name]:
            out.setdefault(before[name], after[name])
    return out
