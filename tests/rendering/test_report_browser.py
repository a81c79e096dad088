"""Reports in a real browser: accessible, narrow, keyboard alone, without scripts, under attack."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.examples import EXAMPLES, report_of
from tests.rendering.browser import SCHEMES, Reader, Scheme, running
from tests.rendering.test_palette import contrast

from alignscan.model.labels import languages
from alignscan.rendering.options import Detail, Presentation
from alignscan.rendering.report.html import render

pytestmark = pytest.mark.slow
DETAILS: tuple[Detail, ...] = get_args(Detail)
A4 = 673
"""Pixels between the margins of a printed page; a wider table would be cut off, or all shrunk."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
INJECTED = """
<img src="https://evil.example/pixel.png" alt="">
<p id="styled" style="color: rgb(255, 0, 0)">styled</p>
<style>#styled { letter-spacing: 9px; }</style>
<script>document.title = "changed"</script>
<iframe src="https://evil.example/" title="frame"></iframe>
<form action="https://evil.example/"><button id="send">send</button></form>
"""
TEXTS = """
[...document.querySelectorAll("svg text")].filter((t) => t.getClientRects().length).map((text) => {
  text.scrollIntoView({ block: "center" });
  const box = text.getBoundingClientRect();
  const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const solid = (e) => {
    const look = getComputedStyle(e);
    const painted = e instanceof SVGGeometryElement ? look.fill : look.backgroundColor;
    return /^rgb\\(/.test(painted) ? painted : null;
  };
  const shapes = under.filter((e) => !["text", "line"].includes(e.localName));
  const ground = shapes.map(solid).find(Boolean);
  return [text.textContent, getComputedStyle(text).fill, ground ?? null];
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


@cache
def source(name: str, detail: Detail = "standard", language: str = "en") -> str:
    return render(report_of(name), Presentation(detail=detail, language=language))


def written(folder: Path, text: str) -> Path:
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.exhaustive
def test_axe_finds_nothing_in_any_language(
    browser: Browser, tmp_path: Path, name: str, language: str, scheme: Scheme
) -> None:
    test_axe_finds_nothing(browser, tmp_path, name, language, scheme)


@pytest.mark.parametrize(
    ("name", "language", "scheme"),
    [
        ("leadership-team", "en", "light"),
        ("self-check", "de", "dark"),
        ("mid-sized", "fr", "light"),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, name: str, language: str, scheme: Scheme
) -> None:
    path = written(tmp_path, source(name, language=language))
    with Reader(browser, path, scheme=scheme) as reader:
        reader.unfold()
        found = Axe().run(reader.page, options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_wider_than_a_phone(
    browser: Browser, tmp_path: Path, name: str, detail: Detail
) -> None:
    path = written(tmp_path, source(name, detail))
    with Reader(browser, path, width=320, height=700) as reader:
        assert reader.ask("document.documentElement.scrollWidth") == 320
        reader.unfold()
        assert reader.ask("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_wider_than_paper(
    browser: Browser, tmp_path: Path, name: str, language: str
) -> None:
    path = written(tmp_path, source(name, language=language))
    with Reader(browser, path, width=A4) as reader:
        reader.page.emulate_media(media="print")
        assert reader.ask("document.documentElement.scrollWidth") == A4


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_is_silent_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, name: str, detail: Detail
) -> None:
    path = written(tmp_path, source(name, detail))
    with Reader(browser, path) as reader:
        reader.unfold()
        assert reader.troubles == []
        assert reader.requests == [reader.address]
        assert reader.ask("refused") == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_texts_in_drawings_can_be_read(
    browser: Browser, tmp_path: Path, name: str, scheme: Scheme
) -> None:
    stacked = render(report_of(name), Presentation(items="stacked"))
    for number, shown in enumerate((source(name), stacked)):
        path = written(tmp_path, shown)
        with Reader(browser, path, scheme=scheme) as reader:
            reader.unfold()
            found = reader.ask(TEXTS)
            assert found or number or name == "self-check"
            for text, color, ground in found:
                assert ground is not None, text
                assert contrast(as_hex(color), as_hex(ground)) >= 4.5, (text, color, ground)


def as_hex(color: str) -> str:
    parts = color.removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts)


def test_it_can_be_read_without_scripts(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, source("mid-sized"))
    with Reader(browser, path, scripts=False) as reader:
        page = reader.page
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.locator("#table-practices").is_visible()
        folded = page.locator("#conditions details")
        assert not folded.locator("table").is_visible()
        folded.locator("summary").click()
        assert folded.locator("table").is_visible()
        page.get_by_role("navigation").get_by_role("link", name="Critical gaps").click()
        assert page.url.endswith("#critical")
        assert page.locator("th button").count() == 0


def test_the_keyboard_is_enough(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, source("mid-sized"))
    with Reader(browser, path) as reader:
        page = reader.page
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#content"
        assert skip.bounding_box() is not None
        page.keyboard.press("Enter")
        assert reader.ask("document.activeElement.id") == "content"
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert reader.ask(outline) == "solid"
        page.locator("#table-practices th button").nth(1).focus()
        page.keyboard.press("Enter")
        head = page.locator("#table-practices thead th").nth(1)
        assert head.get_attribute("aria-sort") == "ascending"
        scores = page.locator("#table-practices tbody tr td:nth-child(2)").all_inner_texts()
        assert scores == sorted(scores, key=float)


def test_a_link_opens_what_it_leads_to(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, source("mid-sized"))
    with Reader(browser, path) as reader:
        page = reader.page
        assert not page.locator("#why-C2-5").is_visible()
        page.locator("#practice-C2-5 a").first.click()
        assert page.locator("#why-C2-5").is_visible()
        page.locator(".spot[href='#action-A401']").click()
        assert page.locator("#action-A401 .steps").is_visible()
    with Reader(browser, path) as reader:
        reader.page.goto(reader.address + "#why-C1_2")
        assert reader.page.locator("#why-C1_2").is_visible()


def test_what_is_injected_is_blocked(browser: Browser, tmp_path: Path) -> None:
    hostile = source("self-check").replace("<main", f"{INJECTED}<main", 1)
    with Reader(browser, written(tmp_path, hostile)) as reader:
        page = reader.page
        reader.ask("send.click()")
        page.wait_for_timeout(200)
        refused = set(reader.ask("refused"))
        wanted = {"img-src", "style-src-attr", "style-src-elem", "script-src-elem", "form-action"}
        assert refused == wanted | {"frame-src"}
        assert page.title() != "changed"
        assert reader.ask("getComputedStyle(styled).color") != "rgb(255, 0, 0)"
        assert reader.ask("getComputedStyle(styled).letterSpacing") == "normal"
        assert not [url for url in reader.requests if not url.startswith("file:")]
