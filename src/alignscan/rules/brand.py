"""AS901 to AS907: what is wrong with a brand file, and the brand that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any, Final

from alignscan.model.brand import ROLES, THEMES, Brand, unused
from alignscan.model.branding import Branding
from alignscan.model.colors import least_contrast
from alignscan.model.palette import SHAPE, TEXT, Correction, colors_of, corrections
from alignscan.rules.asked import inside
from alignscan.rules.logo import BadLogo, logo_uri
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.words import did_you_mean, quoted

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT: Final = re.compile(r"[^\W_][\w '.-]{0,59}")
_COLOR_HINT: Final = 'write six hexadecimal digits in quotes, such as "#12355b"'


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A brand as it is written, and where its logos lie."""

    brand: Brand
    data: dict[str, Any]
    folder: Path
    root: Path


def branding(file: BrandFile) -> Branding:
    """Return the brand of a file without errors."""
    logo, fonts = file.brand.logo, file.brand.typography
    name = file.brand.meta.name or ""
    return Branding(
        name=name,
        light=_theme(file.brand, "light"),
        dark=_theme(file.brand, "dark"),
        logo=_uri(file, logo.light) if logo else None,
        logo_dark=_uri(file, logo.dark) if logo and logo.dark else None,
        alt=(logo.alt if logo and logo.alt else name),
        body_font=fonts.base.family if fonts.base else None,
        heading_font=fonts.headings.family if fonts.headings else None,
    )


def _uri(file: BrandFile, name: str) -> str:
    return logo_uri(_logo_path(file, name))


def _theme(brand: Brand, theme: str) -> dict[str, str]:
    found = {}
    for role in ROLES:
        shade = getattr(brand.color, role)
        written = getattr(shade, theme) if shade is not None else None
        color = _color(written, brand.color.palette) if written is not None else None
        if color is not None:
            found[role] = color
    return found


def _color(written: str, palette: dict[str, str]) -> str | None:
    """Return a color as six digits; a name of the palette may stand for another one."""
    for _ in range(len(palette) + 1):
        if _HEX.fullmatch(written):
            digits = written[1:].lower()
            return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))
        if written not in palette:
            return None
        written = palette[written]
    return None


def wrong_colors(file: BrandFile) -> Iterator[Problem]:
    """Yield colors that are none (AS901)."""
    palette = file.brand.color.palette
    for loc, written in _colors(file.brand):
        if _color(written, palette) is None:
            close = did_you_mean(written, palette)
            hint = f"did you mean `{close}`?" if close else _COLOR_HINT
            yield Problem("AS901", loc, f"{quoted(written)} is no color", hint)


def _colors(brand: Brand) -> Iterator[tuple[Loc, str]]:
    for name, written in brand.color.palette.items():
        yield ("color", "palette", name), written
    for role in ROLES:
        shade = getattr(brand.color, role)
        for theme in THEMES:
            color = getattr(shade, theme) if shade is not None else None
            if color is not None:
                yield ("color", role, theme), color


def weak_colors(file: BrandFile) -> Iterator[Problem]:
    """Yield colors that do not stand out as they are (AS902)."""
    found = Branding(light=_theme(file.brand, "light"), dark=_theme(file.brand, "dark"))
    for correction in corrections(found):
        loc = ("color", correction.role, correction.theme)
        yield Problem("AS902", loc, _weak(correction, found), _better(correction))


def _weak(correction: Correction, found: Branding) -> str:
    page = colors_of(found, correction.theme)["page"]
    where = f"in the {correction.theme} theme"
    if correction.role == "background":
        end = "light" if correction.theme == "light" else "dark"
        return f"{correction.written} is not {end} enough for a page {where}"
    ratio = least_contrast(correction.written, (page,))
    need = f"text needs {TEXT} to 1, shapes {SHAPE:.0f} to 1"
    return f"{correction.written} stands out by {ratio:.1f} to 1 {where}; {need}"


def _better(correction: Correction) -> str:
    shades = " and ".join(correction.used)
    return f"reports use {shades} there; write a color that stands out to choose it yourself"


def wrong_logos(file: BrandFile) -> Iterator[Problem]:
    """Yield logos that are not there, or cannot be used (AS903 to AS905)."""
    logo = file.brand.logo
    for theme in THEMES:
        name = getattr(logo, theme) if logo is not None else None
        if name is None:
            continue
        try:
            logo_uri(_logo_path(file, name))
        except BadLogo as bad:
            yield Problem(bad.code, ("logo", theme), bad.message, bad.hint)


def _logo_path(file: BrandFile, name: str) -> Path:
    windows, target = PureWindowsPath(name), file.folder / name.replace("\\", "/")
    if windows.drive or windows.root or "://" in name or not inside(target, file.root):
        hint = "copy it into that folder"
        raise BadLogo("AS903", "the logo lies outside the folder of this file", hint)
    if not target.exists():
        raise BadLogo("AS903", f"there is no file {quoted(name)}", "write the path of a picture")
    return target


def wrong_fonts(file: BrandFile) -> Iterator[Problem]:
    """Yield names of fonts that are none (AS906)."""
    fonts = file.brand.typography
    for key in ("base", "headings"):
        font = getattr(fonts, key)
        if font is not None and not _FONT.fullmatch(font.family):
            what = f"{quoted(font.family)} is not the name of a font"
            hint = "write one name, such as Source Sans 3"
            yield Problem("AS906", ("typography", key, "family"), what, hint)


def not_used(file: BrandFile) -> Iterator[Problem]:
    """Yield keys that other tools use (AS907)."""
    for loc in unused(file.data):
        what = f"reports make no use of {quoted(loc[-1])}"
        yield Problem("AS907", loc, what, "leave it for other tools, or delete it", at_key=True)


CHECKS: Final[tuple[Check[BrandFile], ...]] = (
    check(wrong_colors, "color"),
    check(weak_colors, "color"),
    check(wrong_logos, "logo"),
    check(wrong_fonts, "typography"),
    check(not_used),
)
