"""Reports in other languages, in a real browser: numbers are sorted, and nothing is too wide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.examples import report_of
from tests.rendering.browser import Reader, running
from tests.rendering.languages import OTHERS

from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render

pytestmark = pytest.mark.slow
IN_EACH = pytest.mark.parametrize("language", OTHERS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


def written(folder: Path, language: str) -> Path:
    path = folder / "report.html"
    text = render(report_of("mid-sized"), Presentation(language=language))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@IN_EACH
def test_numbers_with_a_comma_are_sorted_as_numbers(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    with Reader(browser, written(tmp_path, language)) as reader:
        page = reader.page
        page.locator("#table-practices th button").nth(1).focus()
        page.keyboard.press("Enter")
        texts = page.locator("#table-practices tbody tr td:nth-child(2)").all_inner_texts()
        assert all("," in text for text in texts)
        scores = [float(text.replace(",", ".")) for text in texts]
        assert scores == sorted(scores)
        assert reader.troubles == []


@IN_EACH
def test_nothing_is_wider_than_a_narrow_screen(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    with Reader(browser, written(tmp_path, language), width=320, height=700) as reader:
        assert reader.ask("document.documentElement.scrollWidth") == 320
        reader.unfold()
        assert reader.ask("document.documentElement.scrollWidth") == 320
