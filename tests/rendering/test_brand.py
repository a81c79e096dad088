"""Brands: whatever colors are written, a report can be read, and holds nothing but colors."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rendering import factory

from alignscan.api.load import InvalidInput
from alignscan.api.looks import brand_beside, load_brand
from alignscan.model.branding import Branding
from alignscan.model.colors import contrast, least_contrast, mixed, standing_out
from alignscan.model.palette import (
    BARS,
    MARKS,
    ON_ALL,
    PARTS,
    SHAPE,
    TEXT,
    colors_of,
    corrections,
    packaged_colors,
)
from alignscan.rendering.brand.look import DRAWN, in_colors, look_of
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render

COLOR = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
ROLES = st.dictionaries(
    st.sampled_from(["background", "foreground", "primary", "secondary"]), COLOR
)
BRANDS = st.builds(Branding, light=ROLES, dark=ROLES)
THEMES = ("light", "dark")


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@given(color=COLOR, ground=COLOR)
def test_a_shade_stands_out_from_any_single_ground(color: str, ground: str) -> None:
    shade = standing_out(color, [ground], TEXT)
    assert contrast(shade, ground) >= TEXT
    if contrast(color, ground) >= TEXT:
        assert shade == color


@settings(max_examples=50)
@given(brand=BRANDS, theme=st.sampled_from(THEMES))
def test_every_brand_can_be_read(brand: Branding, theme: str) -> None:
    found = colors_of(brand, theme)
    for name, ratio, grounds in (part for parts in PARTS.values() for part in parts):
        assert least_contrast(found[name], [found[g] for g in grounds]) >= ratio, name
    for ground in ("page", "panel", "field"):
        assert contrast(found["text"], found[ground]) >= TEXT
        assert contrast(found["muted"], found[ground]) >= TEXT
    for name in MARKS:
        assert least_contrast(found[name], [found["page"]]) >= SHAPE, name


@settings(max_examples=50)
@given(brand=BRANDS, theme=st.sampled_from(THEMES))
def test_numbers_on_bars_can_be_read(brand: Branding, theme: str) -> None:
    found = colors_of(brand, theme)
    for strong, pale in BARS.values():
        assert contrast(found["bar-dark-text"], found[strong]) >= TEXT
        assert contrast(found["bar-light-text"], found[pale]) >= TEXT
        assert (
            contrast(found[strong], found["page"]) >= SHAPE
            or found[strong] == packaged_colors(theme)[strong]
        )


@settings(max_examples=30)
@given(brand=BRANDS)
def test_what_is_not_corrected_is_used_as_written(brand: Branding) -> None:
    corrected = {(c.theme, c.role) for c in corrections(brand)}
    for theme, written in (("light", brand.light), ("dark", brand.dark)):
        found = colors_of(brand, theme)
        for role, name in (("background", "page"), ("foreground", "text"), ("primary", "link")):
            if role in written and (theme, role) not in corrected:
                assert found[name] == written[role]


def test_every_color_of_a_brand_is_one_of_the_style() -> None:
    names = {name for parts in PARTS.values() for name, _, _ in parts}
    names |= {*MARKS, *ON_ALL, *DRAWN, *(n for pair in BARS.values() for n in pair)}
    for theme in THEMES:
        assert names <= packaged_colors(theme).keys()


def test_a_light_color_never_overrides_the_dark_theme() -> None:
    found = colors_of(Branding(light={"primary": "#12355b", "background": "#ffffff"}), "dark")
    assert found["page"] == packaged_colors("dark")["page"]
    assert least_contrast(found["link"], [found["page"]]) >= TEXT


def test_a_brand_changes_colors_and_nothing_else() -> None:
    report = factory.team()
    plain = render(report, Presentation())
    brand = Branding(name="Northwind", light={"primary": "#7a1f5c"}, body_font="Source Sans 3")
    page = render(report, Presentation(brand=brand))
    rest = re.compile(r"<style>.*?</style>|<meta http-equiv=\"Content-Security[^>]*>", re.DOTALL)
    expected = rest.sub("", plain).replace(
        "<footer>\n", '<footer>\n<p class="brand">Northwind</p>\n'
    )
    assert rest.sub("", page) == expected
    assert "--link: #7a1f5c" in page
    assert '"Source Sans 3"' in page
    assert "url(" not in page


def test_drawings_take_the_colors_as_attributes() -> None:
    look = look_of(Branding(light={"primary": "#7a1f5c"}))
    markup = in_colors('<circle fill="#1c5d9e" stroke="#d9dde3"/><p>#1c5d9e</p>', look)
    assert markup == '<circle fill="#7a1f5c" stroke="#d9dde3"/><p>#1c5d9e</p>'


def test_the_drawn_colors_stand_for_one_color_each() -> None:
    brand = Branding(light={"primary": "#7a1f5c", "secondary": "#225522", "background": "#fffaf0"})
    found, before = colors_of(brand, "light"), packaged_colors("light")
    drawn = look_of(brand).drawn
    for name in ("now", "target", "page", "now-text", "target-text", "band", "zone-1"):
        assert drawn.get(before[name], before[name]) == found[name]


def write(folder: Path, text: str) -> Path:
    path = folder / "_brand.yml"
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> set[str]:
    try:
        return {f.code for f in load_brand(path)[1]}
    except InvalidInput as error:
        return {f.code for f in error.findings}


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "event": '<rect onload="alert(1)"/>',
    "event in capitals": '<rect ONCLICK="alert(1)"/>',
    "page in it": "<foreignObject><p/></foreignObject>",
    "picture from the web": '<image href="https://evil.example/x.png"/>',
    "old link": '<image xlink:href="http://evil.example/x.png"/>',
    "use of a file": '<use href="other.svg#a"/>',
    "link": '<a href="https://evil.example"><rect/></a>',
    "script link": '<rect fill="javascript:alert(1)"/>',
    "style import": "<style>@import 'https://evil.example/a.css';</style>",
    "style url": "<style>rect{fill:url( 'https://evil.example/a')}</style>",
    "attribute url": '<rect style="fill:url(//evil.example/a)"/>',
    "animation": '<rect><set attributeName="href" to="javascript:alert(1)"/></rect>',
    "svg in svg": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_a_logo_only_draws(tmp_path: Path, inside: str) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format(inside), encoding="utf-8")
    assert "AS905" in codes(write(tmp_path, "logo: logo.svg\n"))


def png(width: int, height: int, size: int = 0) -> bytes:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4)
    return head + b"\x08\x02\0\0\0" + bytes(size) + b"\0\0\0\0IEND\xaeB`\x82"


UNUSABLE = {
    "nothing": b"",
    "wrong bytes": b"GIF89a" + bytes(100),
    "no size": b"\x89PNG\r\n\x1a\n",
    "cut off": png(10, 10)[:30],
    "too wide": png(100_000, 10),
    "no height": png(10, 0),
    "too large": png(10, 10, 300_000),
    "no picture in a jpeg": b"\xff\xd8\xff\xe0\0\x10" + bytes(50),
    "broken svg": b"<svg xmlns='http://www.w3.org/2000/svg'><rect>",
    "other xml": b"<html><svg/></html>",
}


@pytest.mark.parametrize("data", UNUSABLE.values(), ids=UNUSABLE)
def test_a_logo_is_a_small_picture(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    assert "AS904" in codes(write(tmp_path, "logo: logo.png\n"))


def test_a_logo_declares_no_entities(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format(
        "<text>&b;</text>"
    )
    (tmp_path / "logo.svg").write_text(bomb, encoding="utf-8")
    assert "AS905" in codes(write(tmp_path, "logo: logo.svg\n"))


@pytest.mark.parametrize("name", ["../logo.png", "/etc/passwd", "C:\\logo.png", "http://a/b.png"])
def test_a_logo_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "logo.png").write_bytes(png(10, 10))
    assert "AS903" in codes(write(tmp_path / "in", f"logo: '{name}'\n"))


def test_a_good_logo_becomes_part_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(120, 40))
    (tmp_path / "b.svg").write_text(SVG.format("<rect fill='url(#a)'/>"), encoding="utf-8")
    path = write(tmp_path, "meta: {name: 'N & W'}\nlogo: {light: a.png, dark: b.svg}\n")
    brand, findings = load_brand(path)
    assert not findings
    page = render(factory.team(), Presentation(brand=brand))
    assert re.search(r'<img src="data:image/png;base64,[^"]*" alt="N &amp; W"', page)
    assert 'srcset="data:image/svg+xml;base64,' in page


def test_a_brand_lies_beside_the_survey(tmp_path: Path) -> None:
    assert brand_beside(tmp_path / "survey.yaml") is None
    path = write(tmp_path, "color: {primary: '#12355b'}\n")
    assert brand_beside(tmp_path / "survey.yaml") == path


@pytest.mark.parametrize(
    ("key", "text"),
    list(product(["base", "headings"], ["'a\"b'", "'x; } * {'", "'</style>'", "url(x)", "'a\\b'"])),
)
def test_a_font_is_a_name(tmp_path: Path, key: str, text: str) -> None:
    assert "AS906" in codes(write(tmp_path, f"typography: {{{key}: {text}}}\n"))
