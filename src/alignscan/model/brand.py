"""A brand file: the part of ``_brand.yml`` that reports use."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field

from alignscan.model.base import Line, Written

FORMAT: Final = "alignscan/brand/1"
FILE_NAMES: Final = ("_brand.yml", "_brand.yaml")
"""What a brand file is called that lies beside a survey file."""
ROLES: Final = ("background", "foreground", "primary", "secondary")
"""The colors that reports use, in the order in which they are settled."""
THEMES: Final = ("light", "dark")


class Shade(Written):
    """One color in both themes; the name of a palette color, or ``#rgb`` or ``#rrggbb``."""

    light: Line | None = None
    dark: Line | None = None


class Colors(Written):
    """The colors of a brand."""

    palette: dict[str, Line] = Field(default_factory=dict)
    background: Shade | None = None
    foreground: Shade | None = None
    primary: Shade | None = None
    secondary: Shade | None = None


class Logo(Written):
    """A logo as a file beside the brand file, in one or both themes."""

    light: Line
    dark: Line | None = None
    alt: Line | None = None


class Font(Written):
    """A font by its name; nothing is loaded."""

    family: Line


class Typography(Written):
    """The fonts of texts and headings."""

    base: Font | None = None
    headings: Font | None = None


class Meta(Written):
    """Whose brand it is."""

    name: Line | None = None


class Brand(Written):
    """A brand."""

    format: Literal["alignscan/brand/1"] = "alignscan/brand/1"
    meta: Meta = Meta()
    logo: Logo | None = None
    color: Colors = Colors()
    typography: Typography = Typography()


UNUSED: Final[dict[tuple[str, ...], frozenset[str]]] = {
    (): frozenset({"defaults"}),
    ("meta",): frozenset({"link", "description"}),
    ("logo",): frozenset({"images", "small", "large"}),
    ("color",): frozenset(
        {"tertiary", "success", "info", "warning", "danger", "light", "dark", "link"}
    ),
    ("typography",): frozenset(
        {"fonts", "monospace", "monospace-inline", "monospace-block", "link"}
    ),
    ("typography", "base"): frozenset({"size", "weight", "line-height", "color", "style"}),
    ("typography", "headings"): frozenset({"size", "weight", "line-height", "color", "style"}),
}
"""Keys of ``_brand.yml`` that other tools use and reports do not."""


def is_brand_name(name: str) -> bool:
    """Return whether a file of this name is taken for a brand file without a format line."""
    return name in FILE_NAMES


def unused(data: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return the places of keys that other tools use."""
    found = []
    for loc, keys in UNUSED.items():
        inside = _at(data, loc)
        if isinstance(inside, dict):
            found += [(*loc, key) for key in inside if key in keys]
    return found


def brand(data: dict[str, Any]) -> dict[str, Any]:
    """Return the full form of a brand file, without what other tools use."""
    out: dict[str, Any] = _without_unused(data, ())
    meta = out.get("meta")
    if isinstance(meta, dict) and isinstance(meta.get("name"), dict):
        names = meta["name"]
        out["meta"] = {**meta, "name": names.get("full") or names.get("short")}
    if "logo" in out:
        out["logo"] = _logo(out["logo"])
    if isinstance(out.get("color"), dict):
        out["color"] = {k: _shade(k, v) for k, v in out["color"].items()}
    if isinstance(out.get("typography"), dict):
        out["typography"] = {k: _font(v) for k, v in out["typography"].items()}
    return out


def _without_unused(value: Any, loc: tuple[str, ...]) -> Any:
    if not isinstance(value, dict):
        return value
    gone = UNUSED.get(loc, frozenset())
    return {k: _without_unused(v, (*loc, str(k))) for k, v in value.items() if k not in gone}


def _logo(value: Any) -> Any:
    if isinstance(value, dict) and "medium" in value:
        inner = value["medium"]
        return {**_mapping(inner), **{k: v for k, v in value.items() if k != "medium"}}
    return _mapping(value)


def _mapping(value: Any) -> Any:
    if isinstance(value, dict):
        path = {"light": value["path"]} if "path" in value and "light" not in value else {}
        return {**path, **{k: v for k, v in value.items() if k != "path"}}
    return {"light": value}


def _shade(key: str, value: Any) -> Any:
    return value if key == "palette" or isinstance(value, dict) else {"light": value}


def _font(value: Any) -> Any:
    return value if isinstance(value, dict) else {"family": value}


def _at(data: Any, loc: tuple[str, ...]) -> Any:
    for key in loc:
        data = data.get(key) if isinstance(data, dict) else None
    return data
