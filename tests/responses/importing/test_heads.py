"""A platform is known by the first rows of its exports, in every language; no column is lost."""

from pathlib import Path

import pytest
from tests.responses.importing.heads import HEADS
from tests.responses.importing.layouts import imported, survey_in

from alignscan.responses.importing.opened import open_export
from alignscan.responses.platforms.detect import detect
from alignscan.responses.platforms.profile import Head


@pytest.mark.parametrize("name", HEADS)
def test_an_export_is_taken_for_its_platform_and_for_no_other(name: str, tmp_path: Path) -> None:
    known = HEADS[name]
    (tmp_path / "export.csv").write_text(known.text + "\n", encoding="utf-8")
    head = Head(open_export(tmp_path / "export.csv").head)
    found = detect(head).profile
    assert found.id == known.platform
    assert found.header_rows(head) == known.rows


@pytest.mark.parametrize("name", HEADS)
def test_each_column_is_named_and_what_a_platform_adds_is_known(name: str, tmp_path: Path) -> None:
    known = HEADS[name]
    (tmp_path / "export.csv").write_text(known.text + "\n", encoding="utf-8")
    report = imported(tmp_path / "export.csv", survey_in(tmp_path)).report
    width = len(open_export(tmp_path / "export.csv").head[0])
    every = (*report.mapped, *report.personal, *report.ignored, *report.unresolved)
    assert sorted(note.at for note in every) == list(range(1, width + 1))
    if known.platform != "generic":
        own = [
            n for n in (*report.personal, *report.ignored) if n.why.startswith(report.platform_name)
        ]
        assert len(own) == known.meta, [n.heading for n in report.unresolved]
