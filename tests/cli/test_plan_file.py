"""The plan as a file: written, owned, merged, looked at and exported."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import Inside, alignscan
from tests.cli.test_plan import written

from alignscan.source.edit import set_value
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

PLAN = """\
format: alignscan/plan/1
title: Nord
actions:
  - id: A602
    title: Name a sponsor
    owner: Ann Berg
    owner_role: senior_leadership
    start: 2026-10-05
    due: 2026-10-16
  - id: A601
    title: "=Talk about @results"
    owner_role: team_leader
    status: started
    requires: [A602]
    start: 2026-11-02
    due: 2027-01-22
    kpi: {name: Teams that talked, unit: "%", target: 90, due: 2027-02-01}
    kpi_value: 40.5
    notes: "+ 2 | more\\nlines"
  - {id: A603, owner_role: senior_management, start: 2027-03-01, due: 2027-03-26}
  - {id: A101, owner_role: senior_leadership, status: done, start: 2026-10-05, due: 2026-11-13}
  - {id: A102, owner_role: senior_leadership, status: dropped, start: 2026-10-05, due: 2026-11-13}
cadence:
  - {id: weekly, what: Look at the week, dates: [2026-10-12, 2026-10-19]}
"""


def data_of(text: str) -> Any:
    return load_yaml(Text("plan.yaml", text)).data


def plan_file(folder: Path, text: str = PLAN) -> Path:
    path = folder / "plan.yaml"
    path.write_bytes(text.encode())
    return path


def test_a_plan_is_written_owned_and_merged(run: Inside) -> None:
    written(run.folder)
    first = run("plan", "survey.yaml", "-o", "plan.yaml")
    assert (first.code, first.out) == (0, "")
    assert "wrote plan.yaml\n" in first.err
    path = run.folder / "plan.yaml"
    assert run("check", "plan.yaml").code == 0
    text = path.read_bytes().decode()
    mine = set_value(text, ("actions", 0, "owner"), "Ann Berg") + "# the end\n"
    path.write_bytes(mine.encode())
    same = run("plan", "survey.yaml", "-o", "plan.yaml")
    assert same.err == "plan.yaml is up to date; nothing was written\n"
    assert path.read_bytes() == mine.encode()
    other = run("plan", "survey.yaml", "--budget", "3", "-o", "plan.yaml")
    assert other.out.startswith("--- plan.yaml\n+++ plan.yaml\n@@ ")
    assert "+      closed: not_chosen\n" in other.out
    assert re.search(r"wrote plan.yaml \(actions: .*closed\)\n", other.err)
    merged = path.read_bytes().decode()
    assert data_of(merged)["actions"][0]["owner"] == "Ann Berg"
    assert merged.endswith("# the end\n")
    assert len(data_of(merged)["actions"]) == len(data_of(text)["actions"])
    run("plan", "survey.yaml", "-o", "plan.yaml")
    assert path.read_bytes() == mine.encode()


def test_line_ends_and_the_mark_of_a_file_stay(run: Inside) -> None:
    written(run.folder)
    run("plan", "survey.yaml", "-o", "plan.yaml")
    path = run.folder / "plan.yaml"
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    assert run("plan", "survey.yaml", "--budget", "3", "-o", "plan.yaml").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf#")
    assert not re.search(rb"(?<!\r)\n", path.read_bytes())
    run("plan", "survey.yaml", "-o", "plan.yaml")
    assert path.read_bytes() == windows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"actions: [", "AS010"),
        (b"\xff\xfe\x00", "AS002"),
        (b"", "AS005"),
        (b"format: alignscan/1\norganization: N\nquestionnaire: self-check\n", "AS107"),
        (b"my: own notes\n", "AS107"),
        (b"format: alignscan/plan/2\nactions: []\n", "AS107"),
        (b"format: alignscan/plan/1\nactions: [{id: A1, ownr: x}]\n", "AS101"),
        (b"format: alignscan/plan/1\nactions: [{id: A1}, {id: A1}]\n", "AS551"),
    ],
)
def test_another_file_is_left_as_it_is(run: Inside, content: bytes, code: str) -> None:
    written(run.folder)
    path = run.folder / "plan.yaml"
    path.write_bytes(content)
    refused = run("plan", "survey.yaml", "-o", "plan.yaml", "-o", "plan.md")
    assert (refused.code, refused.out) == (2, "")
    assert code in refused.err
    assert path.read_bytes() == content
    assert sorted(p.name for p in run.folder.iterdir()) == ["plan.yaml", "survey.yaml"]


def test_the_survey_is_never_written_over(run: Inside) -> None:
    written(run.folder)
    before = (run.folder / "survey.yaml").read_bytes()
    assert run("plan", "survey.yaml", "-o", "survey.yaml").code == 2
    assert (run.folder / "survey.yaml").read_bytes() == before


def test_how_a_plan_stands(run: Inside) -> None:
    plan_file(run.folder)
    said = run("plan", "status", "plan.yaml", "--today", "2027-01-15")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Nord: the plan\n"
        "On January 15, 2027: 1 done, 1 started, 2 planned, 1 dropped\n"
        "\n"
        "Overdue\n"
        "  A602 Name a sponsor - Ann Berg - due 2026-10-16, 91 days ago\n"
        "\n"
        "Blocked\n"
        "  A601 =Talk about @results - nobody named (Team leaders) - waits for A602\n"
        "      (planned)\n"
        "\n"
        "Due within 14 days\n"
        "  A601 =Talk about @results - nobody named (Team leaders) - due 2027-01-22\n"
        "\n"
        "Next steps\n"
        "  Finish A602 Name a sponsor, or give it a date that holds\n"
        "  Finish A602 first, so that A601 can go on\n"
    )


@pytest.mark.parametrize(
    ("today", "gate", "code"),
    [
        ("2026-10-16", "overdue", 0),
        ("2026-10-17", "overdue", 1),
        ("2026-11-01", "blocked", 0),
        ("2026-11-02", "blocked", 1),
        ("2026-11-02", "late", 2),
        ("tomorrow", "overdue", 2),
    ],
)
def test_a_gate_on_a_day(run: Inside, today: str, gate: str, code: int) -> None:
    plan_file(run.folder)
    assert run("plan", "status", "plan.yaml", "--today", today, "--fail-on", gate).code == code


def test_a_plan_in_a_real_process(tmp_path: Path) -> None:
    plan_file(tmp_path)
    said = alignscan("plan", "status", "plan.yaml", "--fail-on", "overdue", cwd=tmp_path)
    assert said.code == 1
    assert said.out.startswith("Nord: the plan\nOn ")
    shown = alignscan("plan", "-h", cwd=tmp_path)
    assert shown.code == 0
    assert "Usage: python -m alignscan plan [OPTIONS] {PATH}" in shown.out


def test_what_is_no_plan_has_no_status(run: Inside) -> None:
    written(run.folder)
    refused = run("plan", "status", "survey.yaml")
    assert refused.code == 2
    assert "AS107" in refused.err
    assert run("plan", "status", "nowhere.yaml").code == 2


def test_a_table_holds_no_formula(run: Inside) -> None:
    plan_file(run.folder)
    assert run("plan", "export", "plan.yaml", "-o", "plan.csv").code == 0
    content = (run.folder / "plan.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfKind,Id,Title,")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[2] == (
        "action,A601,'=Talk about @results,started,,Team leaders,2026-11-02,2027-01-22,A602,"
        "Teams that talked,90%,40.5,'+ 2 | more lines"
    )
    assert not any("A102" in line for line in lines)


def test_a_calendar_is_the_same_each_time(run: Inside) -> None:
    from icalendar import Calendar

    plan_file(run.folder)
    assert run("plan", "export", "plan.yaml", "-o", "a.ics", "-o", "ics=b.txt").code == 0
    content = (run.folder / "a.ics").read_bytes()
    assert content == (run.folder / "b.txt").read_bytes()
    found: list[Any] = list(Calendar.from_ical(content).walk("VEVENT"))
    events = {str(event["uid"]).partition(".")[0]: event for event in found}
    assert sorted(events) == [
        *("action-A101", "action-A601", "action-A602", "action-A603"),
        *("kpi-A601", "rhythm-weekly-1", "rhythm-weekly-2"),
    ]
    talk = events["action-A601"]
    assert (str(talk["dtstart"].dt), str(talk["dtend"].dt)) == ("2026-11-02", "2027-01-23")
    assert str(talk["summary"]) == "A601 =Talk about @results"
    assert len({str(e["dtstamp"].dt) for e in events.values()}) == 1
    moved = PLAN.replace("due: 2027-01-22", "due: 2027-02-22")
    plan_file(run.folder, moved)
    run("plan", "export", "plan.yaml", "-o", "a.ics")
    assert str(talk["uid"]).encode() in (run.folder / "a.ics").read_bytes()


def test_a_calendar_without_its_package_says_what_to_install(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_file(run.folder)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    refused = run("plan", "export", "plan.yaml", "-o", "plan.md", "-o", "plan.ics")
    assert refused.code == 2
    assert 'pip install "alignscan[calendar]"' in refused.err
    assert [p.name for p in run.folder.iterdir()] == ["plan.yaml"]


def test_a_page_shows_what_people_wrote_as_it_is(run: Inside) -> None:
    plan_file(run.folder)
    assert run("plan", "export", "plan.yaml", "-o", "plan.md").code == 0
    page = (run.folder / "plan.md").read_text(encoding="utf-8")
    assert page.startswith("# Nord: the plan\n")
    assert "### A601 =Talk about @\u2060results" in page
    assert "\n\\+ 2 \\| more lines\n" in page
    assert "A102" not in page


def test_an_export_needs_a_name(run: Inside) -> None:
    plan_file(run.folder)
    assert run("plan", "export", "plan.yaml").code == 2
    assert run("plan", "export", "plan.yaml", "-o", "plan.yaml").code == 2
    assert run("plan", "export", "plan.yaml", "-o", "csv=plan.yaml").code == 2
    assert plan_file(run.folder).read_bytes() == PLAN.encode()


def test_everything_at_once_from_a_survey(run: Inside) -> None:
    written(run.folder)
    wanted = [part for name in ("p.yaml", "p.csv", "p.ics", "p.md") for part in ("-o", name)]
    assert run("plan", "survey.yaml", *wanted).code == 0
    for name in ("q.csv", "q.ics", "q.md"):
        run("plan", "export", "p.yaml", "-o", name)
        alike = (run.folder / name).read_bytes() == (run.folder / f"p{name[1:]}").read_bytes()
        assert alike


def test_a_way_of_writing_that_cannot_be_merged_is_named(run: Inside) -> None:
    written(run.folder)
    run("plan", "survey.yaml", "-o", "plan.yaml")
    path = run.folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    odd = text.replace("\nsuggested:\n", "\n? suggested\n# here\n:\n", 1)
    path.write_text(odd, encoding="utf-8")
    assert run("check", "plan.yaml").code == 0
    refused = run("plan", "survey.yaml", "--budget", "3", "-o", "plan.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert "AS557" in refused.err
    assert path.read_text(encoding="utf-8") == odd


def test_a_plan_that_is_written_is_a_release(run: Inside) -> None:
    answers = "".join(f"{4 + i % 2},{3 - i % 2},3,2,{2 + i % 3}\n" for i in range(12))
    (run.folder / "r.csv").write_text(
        "direction,commitment,goals,capability,systems\n" + answers, encoding="utf-8"
    )
    (run.folder / "survey.yaml").write_text(
        "format: alignscan/1\norganization: N\nquestionnaire: self-check\nmode: confidential\n"
        "wave: {id: w1, closed: 2026-09-21}\nresponses: r.csv\n",
        encoding="utf-8",
    )
    ledger = run.folder / "survey.ledger.json"
    assert run("plan", "survey.yaml").code == 0
    assert not ledger.exists()
    assert run("plan", "survey.yaml", "-o", "plan.yaml").code == 0
    assert ledger.exists()
