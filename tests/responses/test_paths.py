import os
from collections.abc import Callable
from pathlib import Path

import pytest

from alignscan.responses.errors import ResponsesError
from alignscan.responses.paths import locate
from alignscan.source.finding import Finding

Problems = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/data").mkdir()
    for name in ("out.csv", "in/a.csv", "in/data/b.csv"):
        (tmp_path / name).write_text("C1_1\n1\n")
    return tmp_path / "in"


@pytest.mark.parametrize("written", ["a.csv", "data/b.csv", "data\\b.csv", "./data/../a.csv"])
def test_a_file_in_the_folder_is_found(folder: Path, written: str) -> None:
    assert locate(written, folder).is_file()


@pytest.mark.parametrize(
    "written",
    [
        "../out.csv",
        "..\\out.csv",
        "data/../../out.csv",
        "/etc/passwd",
        "~/a.csv",
        "C:a.csv",
        "C:\\a.csv",
        "\\\\server\\share\\a.csv",
        "//server/share/a.csv",
        "a.csv\0",
        "missing.csv",
        "a.csv/b.csv",
        "data",
    ],
)
def test_anything_else_is_refused(folder: Path, written: str) -> None:
    with pytest.raises(ResponsesError) as caught:
        locate(written, folder, survey="s.yaml", data_path="responses[0].file")
    (found,) = caught.value.findings
    assert (found.code, found.path, found.data_path) == ("AS809", "s.yaml", "responses[0].file")


def test_the_root_may_be_wider(folder: Path) -> None:
    assert locate("../out.csv", folder, folder.parent).is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_out_of_the_folder_and_pipes_are_refused(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "out.csv")
    os.mkfifo(folder / "pipe.csv")
    for name in ("link.csv", "pipe.csv"):
        with pytest.raises(ResponsesError, match="AS809"):
            locate(name, folder)


def test_a_file_that_is_named_twice_is_refused(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "a.csv").write_text("C1_1\n1\n")
    assert "AS813" in [f.code for f in problems("a.csv", "./a.csv")]


@pytest.mark.parametrize(
    ("written", "place", "start"),
    [
        ("responses: x.csv", "responses[0].file", (1, 12)),
        ("responses:\n  - {file: x.csv}", "responses[0].file", (2, 12)),
        ("population: x.csv", "population.file", (1, 13)),
    ],
)
def test_a_missing_file_is_named_where_it_is_written(
    folder: Path, written: str, place: str, start: tuple[int, int]
) -> None:
    survey = folder / "s.yaml"
    survey.write_text(f"{written}\n")
    with pytest.raises(ResponsesError) as caught:
        locate("x.csv", folder, survey=str(survey), data_path=place)
    (found,) = caught.value.findings
    assert found.message == "there is no responses file `x.csv`"
    assert found.span is not None
    assert found.span.start == start


def test_a_file_that_is_not_there_is_looked_for_close_by(tmp_path: Path) -> None:
    (tmp_path / "responses.csv").write_text("direction\n4\n", encoding="utf-8")
    for written, says in (("reponses.csv", "did you mean `responses.csv`?"), ("x", "beside")):
        with pytest.raises(ResponsesError) as caught:
            locate(written, tmp_path)
        assert says in (caught.value.findings[0].hint or "")
