"""What stands in the checkout is what gets installed."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGED = [ROOT / "src" / "alignscan", ROOT / "templates", ROOT / "assessments"]
FOLDERS = [folder for top in PACKAGED for folder in (top, *top.rglob("*")) if folder.is_dir()]


def packaged_suffixes() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    return {Path(pattern).suffix for pattern in patterns} | {".py"}


def source_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file() and path.suffix != ".pyc"]


@pytest.mark.parametrize("package", ["alignscan.templates", "alignscan.assessments"])
def test_data_at_the_top_is_part_of_the_package(package: str) -> None:
    assert files(package).joinpath("__init__.py").is_file()


def test_every_data_file_is_packaged() -> None:
    found = {path for folder in FOLDERS for path in source_files(folder)}
    assert {p for p in found if p.suffix not in packaged_suffixes()} == set()


def test_every_folder_with_code_is_a_package() -> None:
    with_code = {folder for folder in FOLDERS if any(folder.glob("*.py"))}
    assert {folder for folder in with_code if not (folder / "__init__.py").exists()} == set()
