"""Browsers are found where each system keeps them; the systems are acted here."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from alignscan.cli import browsers


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A system without a browser on the search path, and without folders of its own."""
    for name in ("ALIGNSCAN_BROWSER", *browsers.WINDOWS_FOLDERS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))


def installed(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return path


def found() -> list[Path]:
    return list(browsers.browsers())


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_without_a_browser_there_is_none(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(browsers, "MAC", ("Nothing.app/Contents/MacOS/Nothing",))
    assert found() == []


@pytest.mark.parametrize("variable", browsers.WINDOWS_FOLDERS)
@pytest.mark.parametrize("name", browsers.WINDOWS)
def test_windows_keeps_programs_in_folders_that_variables_name(
    name: str, variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = installed(tmp_path / "Program Files (x86)" / name)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv(variable, str(tmp_path / "Program Files (x86)"))
    assert found() == [browser]


def test_on_windows_chrome_comes_before_edge_and_a_program_counts_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chrome, chromium, edge = (installed(tmp_path / name) for name in browsers.WINDOWS)
    monkeypatch.setattr(sys, "platform", "win32")
    for variable in browsers.WINDOWS_FOLDERS:
        monkeypatch.setenv(variable, str(tmp_path))
    assert found() == [chrome, chromium, edge]


def test_an_empty_variable_is_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installed(tmp_path / browsers.WINDOWS[0])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", "")
    assert found() == []


@pytest.mark.parametrize("name", browsers.MAC)
def test_a_mac_keeps_programs_of_one_person_in_their_home(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = installed(tmp_path / "home" / "Applications" / name)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert [path for path in found() if path.is_relative_to(tmp_path)] == [browser]


@pytest.mark.parametrize("other", ["linux", "win32"])
def test_only_a_mac_has_applications(
    other: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed(tmp_path / "home" / "Applications" / browsers.MAC[0])
    monkeypatch.setattr(sys, "platform", other)
    assert found() == []


def test_what_is_a_folder_is_no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / browsers.WINDOWS[0]).mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert found() == []


@pytest.mark.parametrize("command", browsers.COMMANDS)
@pytest.mark.skipif(os.name == "nt", reason="platform: commands have endings here")
def test_a_command_on_the_search_path_is_found(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = installed(tmp_path / "bin" / command)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert found() == [browser]


@pytest.mark.skipif(os.name == "nt", reason="platform: links need rights here")
def test_two_names_of_one_program_are_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = installed(tmp_path / "bin" / "chromium")
    (tmp_path / "bin" / "chromium-browser").symlink_to(browser)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert found() == [browser]


def test_a_named_browser_is_the_only_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installed(tmp_path / browsers.WINDOWS[0])
    named = installed(tmp_path / "own" / "browser.exe")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda name: name if Path(name).is_file() else None)
    monkeypatch.setenv("ALIGNSCAN_BROWSER", str(named))
    assert found() == [named]
    monkeypatch.setenv("ALIGNSCAN_BROWSER", str(tmp_path / "none"))
    assert found() == []


@pytest.mark.parametrize(
    ("user", "attempts"),
    [(0, [("--no-sandbox",)]), (1000, [(), ("--no-sandbox",)]), (None, [(), ("--no-sandbox",)])],
)
def test_a_sandbox_is_tried_first_but_by_root(
    user: int | None, attempts: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if user is None:
        monkeypatch.delattr(os, "geteuid", raising=False)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert list(browsers._attempts()) == attempts
