"""Releases on the command line: what a second report may show, and what is said about it."""

import json
import os
import random
import stat
from collections.abc import Sequence

import pytest
from tests.cli.command import Inside

SURVEY = """\
format: alignscan/1
organization: Northwind Logistics
questionnaire: self-check
wave: {id: 2026-h2, closed: 2026-09-21}
targets: 4
segments:
  site: {categories: [Bern, Oslo, Graz]}
responses: r.csv
"""
HEADER = "site,direction,commitment,goals,capability,systems\n"
LATE = "Bern,5,5,5,5,5\n"
LEDGER = "survey.ledger.json"


def rows(n: int) -> list[str]:
    rng = random.Random(4)
    return [
        ",".join([("Bern", "Oslo", "Graz")[i % 3], *(str(rng.randint(1, 5)) for _ in range(5))])
        + "\n"
        for i in range(n)
    ]


def answered(run: Inside, given: Sequence[str]) -> None:
    (run.folder / "r.csv").write_text(HEADER + "".join(given), encoding="utf-8")


def ask(run: Inside, text: str = SURVEY) -> None:
    (run.folder / "survey.yaml").write_text(text, encoding="utf-8")


def shown(run: Inside, name: str) -> list[str]:
    report = json.loads((run.folder / name).read_text(encoding="utf-8"))
    return [c["id"] for c in report["published"]["cells"] if c["status"] == "shown"]


def files(run: Inside) -> list[str]:
    return sorted(path.name for path in run.folder.iterdir())


@pytest.fixture
def released(run: Inside) -> Inside:
    """A survey that was released once, as a.json."""
    ask(run)
    answered(run, rows(60))
    done = run("assess", "survey.yaml", "-o", "a.json")
    assert done.code == 0
    assert "survey.ledger.json remembers what was released: keep it, and keep it out" in done.err
    return run


def test_what_is_printed_leaves_no_trace(run: Inside) -> None:
    ask(run)
    answered(run, rows(60))
    before = files(run)
    for more in ([], ["-f", "json"], ["-f", "html"], ["--why", "goals"]):
        assert run("assess", "survey.yaml", *more).code == 0
    assert files(run) == before


def test_the_ledger_is_for_its_owner_only(released: Inside) -> None:
    path = released.folder / LEDGER
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b'"format":"alignscan/ledger/1"' in path.read_bytes()


def test_the_same_answers_are_the_same_report_and_the_same_ledger(released: Inside) -> None:
    ledger = (released.folder / LEDGER).read_bytes()
    answered(released, rows(60)[::-1])
    done = released("assess", "survey.yaml", "-o", "b.json")
    assert (done.code, done.err) == (0, "wrote b.json\n")
    assert (released.folder / "b.json").read_bytes() == (released.folder / "a.json").read_bytes()
    assert (released.folder / LEDGER).read_bytes() == ledger


def test_after_one_late_response_nothing_is_written(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    before = files(released), (released.folder / LEDGER).read_bytes()
    done = released("assess", "survey.yaml", "-o", "b.json", "-o", "b.html")
    assert (done.code, done.out) == (1, "")
    assert "AS847" in done.err
    assert "2 groups" in done.err
    assert all(way in done.err for way in ("--withhold-changed", "wave: {id: ...}", "--supersede"))
    assert (files(released), (released.folder / LEDGER).read_bytes()) == before


def test_what_changed_can_be_withheld(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    done = released("assess", "survey.yaml", "-o", "b.json", "-o", "b.html", "--withhold-changed")
    assert done.code == 0
    assert "2 groups show less than before" in done.err
    assert set(shown(released, "a.json")) - set(shown(released, "b.json")) == {
        "overall",
        "site=Bern",
    }
    assert released("report", "b.json", "-o", "again.html").code == 0


def test_on_screen_what_stays_safe_is_shown(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    ledger = (released.folder / LEDGER).read_bytes()
    done = released("assess", "survey.yaml", "-f", "json")
    assert done.code == 0
    assert "2 groups show less than before" in done.err
    cells = json.loads(done.out)["published"]["cells"]
    assert [c["id"] for c in cells if c["status"] == "shown"] == ["site=Oslo", "site=Graz"]
    assert (released.folder / LEDGER).read_bytes() == ledger


def test_many_late_responses_are_simply_released(released: Inside) -> None:
    answered(released, rows(160))
    assert released("assess", "survey.yaml", "-o", "b.json").code == 0
    assert shown(released, "b.json") == shown(released, "a.json")


def test_targets_titles_and_templates_never_matter(released: Inside) -> None:
    text = SURVEY.replace("targets: 4", "targets: 4.5\ntitle: Another title\nnotes: Nothing.")
    ask(released, text)
    answered(released, rows(60))
    ledger = (released.folder / LEDGER).read_bytes()
    assert released("assess", "survey.yaml", "-o", "b.html", "-o", "b.md").code == 0
    assert (released.folder / LEDGER).read_bytes() == ledger


def test_a_new_wave_starts_afresh(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    ask(released, SURVEY.replace("2026-h2", "2027-h1"))
    assert released("assess", "survey.yaml", "-o", "b.json").code == 0
    assert shown(released, "b.json") == shown(released, "a.json")


def test_superseding_says_what_it_risks(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    done = released("assess", "survey.yaml", "-o", "b.json", "--supersede", "-q")
    assert done.code == 0
    assert "can work out the answers of 1 person" in done.err
    assert shown(released, "b.json") == shown(released, "a.json")
    assert released("assess", "survey.yaml", "--supersede").code == 2


def test_a_smaller_minimum_is_refused_in_every_way(released: Inside) -> None:
    ask(released, SURVEY + "confidentiality: {min_group: 4}\n")
    for more in (["-o", "b.json"], ["-o", "b.json", "--withhold-changed"], ["-f", "json"], []):
        done = released("assess", "survey.yaml", *more)
        assert (done.code, done.out) == (1, "")
        assert "AS843" in done.err
    assert not (released.folder / "b.json").exists()
    assert released("assess", "survey.yaml", "-o", "b.json", "--supersede").code == 0


def test_comments_are_listed_in_one_way_only(run: Inside) -> None:
    ask(run, SURVEY + "comments: {by: site}\n")
    answered(run, rows(60))
    review = "question,group,comment,show,theme\ncomment,,Good,yes,\n"
    (run.folder / "comments-review.csv").write_text(review, encoding="utf-8")
    assert run("assess", "survey.yaml", "-o", "a.json").code == 0
    ask(run, SURVEY + "comments: comments-review.csv\n")
    done = run("assess", "survey.yaml", "-o", "b.json", "--withhold-changed")
    assert done.code == 1
    assert "AS844" in done.err


def test_other_items_are_refused(released: Inside) -> None:
    ask(released, SURVEY.replace("self-check", "pulse"))
    done = released("assess", "survey.yaml", "-o", "b.json")
    assert done.code in (1, 2)
    assert not (released.folder / "b.json").exists()


def test_saved_counts_are_the_same_or_refused(run: Inside) -> None:
    ask(run)
    for name, given in (("one.tab", rows(60)), ("two.tab", [*rows(60), LATE])):
        answered(run, given)
        assert run("tabulate", "survey.yaml", "-o", name).code == 0
    first = run("assess", "survey.yaml", "--tabulation", "one.tab", "-o", "a.json")
    assert first.code == 0
    again = run("assess", "survey.yaml", "--tabulation", "one.tab", "-o", "b.json")
    assert again.code == 0
    assert (run.folder / "b.json").read_bytes() == (run.folder / "a.json").read_bytes()
    for more in (["-o", "c.json"], ["-o", "c.json", "--withhold-changed"], []):
        other = run("assess", "survey.yaml", "--tabulation", "two.tab", *more)
        assert other.code == 1
        assert "AS846" in other.err
    answered(run, rows(60))
    assert run("assess", "survey.yaml", "-o", "d.json").code == 0
    assert (run.folder / "d.json").read_bytes() == (run.folder / "a.json").read_bytes()


def test_where_nothing_can_be_remembered_that_is_said(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(run)
    answered(run, rows(60))
    monkeypatch.setattr("alignscan.cli.releases._can_write", lambda _: False)
    done = run("assess", "survey.yaml", "-o", "a.json")
    assert done.code == 0
    assert "releases cannot be remembered" in done.err
    assert (run.folder / "a.json").exists()
    assert not (run.folder / LEDGER).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[1, 2]", "AS840"),
        (b"", "AS840"),
        (b'{"format":"alignscan/ledger/2",\n"check":"' + b"0" * 64 + b'",\n', "AS841"),
        (b'{"format":"alignscan/ledger/1",\n"check":"' + b"0" * 64 + b'",\n{}', "AS842"),
        (b'{"format":"alignscan/ledger/1"}', "AS842"),
    ],
)
def test_a_file_that_is_no_ledger_stops_everything(
    released: Inside, content: bytes, code: str
) -> None:
    (released.folder / LEDGER).write_bytes(content)
    for more in (["-o", "b.json"], []):
        done = released("assess", "survey.yaml", *more)
        assert (done.code, done.out) == (2, "")
        assert code in done.err
    assert (released.folder / LEDGER).read_bytes() == content


def test_a_ledger_that_was_edited_is_found(released: Inside) -> None:
    path = released.folder / LEDGER
    path.write_bytes(path.read_bytes().replace(b'"min_group":5', b'"min_group":3'))
    done = released("assess", "survey.yaml")
    assert done.code == 2
    assert "AS842" in done.err


def test_two_waves_share_a_ledger(released: Inside) -> None:
    ask(released, SURVEY.replace("2026-h2", "2027-h1"))
    answered(released, rows(75))
    assert released("assess", "survey.yaml", "-o", "b.json").code == 0
    ask(released)
    answered(released, [*rows(60), LATE])
    assert released("assess", "survey.yaml", "-o", "c.json").code == 1


@pytest.mark.parametrize("mode", ["team", "open"])
def test_only_closed_confidential_waves_are_remembered(run: Inside, mode: str) -> None:
    closed = "wave: {id: 2026-h2, closed: 2026-09-21}"
    changes = {
        "team": SURVEY + "mode: team\nagreed: all of us, 2026-09-01\n",
        "open": SURVEY.replace(closed, "wave: {id: 2026-h2}"),
    }
    ask(run, changes[mode])
    answered(run, rows(60))
    assert run("assess", "survey.yaml", "-o", "a.json").code == 0
    assert not (run.folder / LEDGER).exists()


def test_nothing_of_the_ledger_is_in_any_output(released: Inside) -> None:
    answered(released, [*rows(60), LATE])
    out = ["-o", "b.json", "-o", "b.html", "-o", "b.md"]
    done = released("assess", "survey.yaml", *out, "--withhold-changed")
    lines = (released.folder / LEDGER).read_text(encoding="utf-8").split("\n", 2)
    ledger = json.loads("".join(lines))
    (wave,) = ledger["waves"]
    secrets = [ledger["key"], ledger["check"], wave["survey"]]
    secrets += [release["data"] for release in wave["releases"]]
    secrets += [place for places in wave["people"]["places"] for place in places if place != "0"]
    keys = wave["people"]["keys"]
    secrets += [keys[at : at + 11] for at in range(0, len(keys) - 11, 11)]
    assert len(secrets) > 60
    written = [p.read_text(encoding="utf-8") for p in released.folder.glob("[ab].*")]
    for text in (*written, done.said):
        assert not any(secret in text for secret in secrets)


def test_a_report_of_a_report_is_no_release(released: Inside) -> None:
    ledger = (released.folder / LEDGER).read_bytes()
    assert released("report", "a.json", "-o", "a.html").code == 0
    assert (released.folder / LEDGER).read_bytes() == ledger


def test_the_ledger_is_no_output(released: Inside) -> None:
    assert released("assess", "survey.yaml", "-o", f"json={LEDGER}").code == 2


def test_a_new_folder_keeps_ledgers_out_of_git(run: Inside) -> None:
    assert run("init", "new", "--mode", "confidential").code == 0
    assert "*.ledger.json" in (run.folder / "new" / ".gitignore").read_text(encoding="utf-8")
