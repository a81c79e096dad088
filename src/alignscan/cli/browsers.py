"""Finding an installed Chromium, Chrome or Edge, and printing a page with it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

COMMANDS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
MAC: Final = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
SECONDS: Final = 90
"""After so long a browser is stopped."""
OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
UNBOXED: Final = "--no-sandbox"
"""Needed where the system lets a browser build no sandbox; the page runs only our own script."""


def browsers() -> Iterator[Path]:
    """Yield the browsers that are installed, each once: that of ALIGNSCAN_BROWSER, else all."""
    named = os.environ.get("ALIGNSCAN_BROWSER")
    if named is not None:
        found = shutil.which(named)
        yield from [Path(found)] if found else []
        return
    seen: set[Path] = set()
    for path in (*_on_path(), *_in_folders()):
        real = path.resolve()
        if real not in seen and path.is_file():
            seen.add(real)
            yield path


def print_with(browser: Path, html: str, seconds: int = SECONDS) -> bytes | None:
    """Return a page of ours as PDF, printed by a browser; None where that did not work."""
    with tempfile.TemporaryDirectory(prefix="alignscan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "report.html", folder / "report.pdf"
        source.write_text(html, encoding="utf-8", newline="\n")
        for more in _attempts():
            arguments = [
                *OPTIONS,
                *more,
                f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ]
            if not _ran([str(browser), *arguments], folder, seconds):
                return None
            if target.is_file() and (pdf := target.read_bytes()).startswith(b"%PDF-"):
                return pdf
    return None


def _attempts() -> Sequence[tuple[str, ...]]:
    """Return the options to try in turn; a browser started by root refuses a sandbox."""
    geteuid = getattr(os, "geteuid", None)
    if geteuid is not None and geteuid() == 0:
        return ((UNBOXED,),)
    return ((), (UNBOXED,))


def _ran(command: Sequence[str], folder: Path, seconds: int) -> bool:
    """Run a browser; return False when it cannot be started, or does not come to an end."""
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return True


def _on_path() -> Iterator[Path]:
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            yield Path(found)


def _in_folders() -> Iterator[Path]:
    system: str = sys.platform  # as a plain text: all branches are checked on every system
    if system == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / name for name in MAC)
    elif system == "win32":
        for variable in WINDOWS_FOLDERS:
            if folder_name := os.environ.get(variable):
                yield from (Path(folder_name) / name for name in WINDOWS)
