"""A report as readers meet it: open in a real browser, with what goes wrong on the page noted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
NOTE_VIOLATIONS = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (e) => refused.push(e.effectiveDirective));
"""


@contextmanager
def running() -> Iterator[Browser]:
    """Give an installed browser; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("platform: no Chromium to open pages in")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Reader:
    """Somebody who has a report open."""

    def __init__(
        self,
        browser: Browser,
        path: Path,
        *,
        scheme: Scheme = "light",
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
    ) -> None:
        self.context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.add_init_script(NOTE_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._blocked)
        self.address = path.as_uri()
        self.page.goto(self.address)

    def _blocked(self, request: Request) -> None:
        """Take back a request that the policy of the page stopped before it left."""
        if request.failure == "csp":
            self.requests.remove(request.url)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def ask(self, script: str) -> Any:
        """Return what a script of the test finds on the page."""
        return self.page.evaluate(script)

    def unfold(self) -> None:
        """Open all that is folded."""
        self.ask("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
