"""Take the pictures of the README anew: pages of the mid-sized example in an installed Chromium.

Run it with ``python scripts/pictures.py`` after a change to how reports look. Needs the development
tools and Pillow.
"""

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import alignscan
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTH, COLORS = 1080, 256
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
Scheme = Literal["light", "dark"]
TAKEN: tuple[tuple[str, Scheme, str, int], ...] = (
    ("report-summary.png", "light", "header.cover", 1285),
    ("report-groups.png", "dark", "#levels", 1320),
)
"""Name, color scheme, where on the page it begins, and how high it is."""


def main() -> int:
    """Take all pictures; return 1 without a browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        print("no Chromium found", file=sys.stderr)
        return 1
    report = alignscan.assess(ROOT / "assessments" / "mid-sized" / "survey.yaml")
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        page.write_text(render(report, Presentation()), encoding="utf-8", newline="\n")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, scheme, start, height in TAKEN:
            _take(browser, page, PICTURES / name, scheme, start, height)
        browser.close()
    return 0


def _take(browser: Browser, page: Path, to: Path, scheme: Scheme, start: str, height: int) -> None:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.locator(start).evaluate("(part) => part.scrollIntoView()")
    shown = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    shown.quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        to, optimize=True
    )
    print(f"{to.relative_to(ROOT)}: {to.stat().st_size} bytes")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
