import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from tests.cli.command import Inside

SURVEY = """\
format: alignscan/1
organization: Nord
mode: confidential
wave: {id: w1, closed: 2026-09-21}
questionnaire:
  scales: {agree: {low: 1, high: 5}}
  items:
    - {id: q1, practice: C1.1, scale: agree, text: We know where we are going.}
    - {id: more, kind: comment, text: What else?}
segments:
  site: {categories: [Bern, Genf, Chur]}
responses: responses.csv
"""
SITES = ["Bern"] * 14 + ["Genf"] * 12 + ["Chur"] * 4


def filled(folder: Path, more: str, texts: list[str] | None = None) -> None:
    (folder / "survey.yaml").write_text(SURVEY + more, encoding="utf-8")
    written = texts or [f"{site} says {chr(97 + i % 26)}" for i, site in enumerate(SITES)]
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["site", "q1", "more"])
    answers = [1 + place % 5 for place in range(len(SITES))]
    rows.writerows(zip(SITES, answers, written, strict=True))
    (folder / "responses.csv").write_text(table.getvalue(), encoding="utf-8")


def review(folder: Path) -> list[dict[str, str]]:
    text = (folder / "comments-review.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def approve(folder: Path, rows: list[dict[str, str]], show: str = "yes", theme: str = "") -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows({**row, "show": show, "theme": theme} for row in rows)
    (folder / "comments-review.csv").write_text(out.getvalue(), encoding="utf-8")


def published(run: Inside) -> dict[str | None, list[str]]:
    found = json.loads(run("assess", "survey.yaml", "-f", "json").out)["comments"]
    return {one.get("group"): one["comments"] for one in found["lists"]} if found else {}


def test_nothing_is_shown_that_nobody_asked_for(run: Inside) -> None:
    filled(run.folder, "")
    refused = run("comments", "survey.yaml")
    assert refused.code == 2
    assert not (run.folder / "comments-review.csv").exists()
    assert "says" not in run("assess", "survey.yaml", "-f", "json").said


def test_nothing_is_shown_that_nobody_approved(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    said = run("assess", "survey.yaml", "-f", "json")
    assert "AS817" in said.err
    assert "says" not in said.said
    assert run("comments", "survey.yaml").code == 0
    assert "says" not in run("assess", "survey.yaml", "-f", "json").said


def test_approved_comments_are_sorted_and_stand_in_every_format(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    rows = review(run.folder)
    assert {row["group"] for row in rows} == {""}
    approve(run.folder, rows[:5])
    shown = published(run)[None]
    assert shown == sorted(row["comment"] for row in rows[:5])
    for format in ("markdown", "html"):
        page = run("assess", "survey.yaml", "-f", format).out
        assert all(text in page for text in shown)
        assert rows[6]["comment"] not in page


def test_groups_that_are_too_small_appear_nowhere(run: Inside) -> None:
    filled(run.folder, "comments: {by: site}\nconfidentiality: {on_small: withhold}\n")
    run("comments", "survey.yaml")
    rows = review(run.folder)
    assert {row["group"] for row in rows} <= {"Bern", "Genf", "(other groups)"}
    assert all("Chur" not in row["comment"] or row["group"] == "(other groups)" for row in rows)
    approve(run.folder, rows)
    assert "Chur" not in published(run)


def test_what_is_left_of_a_grouping_is_one_list_if_it_is_large_enough(run: Inside) -> None:
    rules = "confidentiality: {min_comments: 14, on_small: withhold}\n"
    filled(run.folder, "comments: {by: site}\n" + rules)
    run("comments", "survey.yaml")
    assert {row["group"] for row in review(run.folder)} == {"Bern", "(other groups)"}


def test_a_group_written_into_the_review_by_hand_is_not_believed(run: Inside) -> None:
    filled(run.folder, "comments: {by: site}\nconfidentiality: {on_small: withhold}\n")
    run("comments", "survey.yaml")
    rows = [{**row, "group": "Chur"} for row in review(run.folder)]
    approve(run.folder, rows)
    assert published(run) == {}


def test_two_approved_comments_are_too_few(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    rows = review(run.folder)
    approve(run.folder, rows[:2])
    assert published(run) == {}
    approve(run.folder, rows[:3])
    assert len(published(run)[None]) == 3


def test_addresses_numbers_and_known_names_are_taken_out(run: Inside) -> None:
    texts = [
        "write to ann.lee@example.org",
        "see https://intern.example/x?id=4",
        "call +41 31 123 45 67 or 0311234567",
        "@annlee knows",
        "Muster's plan and the plan of ANNA-LENA",
        "room 4711, ticket 123456",
    ]
    filled(run.folder, "comments: {names: roster.csv}\n", texts * 5)
    (run.folder / "roster.csv").write_text("name\nAnna-Lena Muster\n", encoding="utf-8")
    run("comments", "survey.yaml")
    found = " ".join(row["comment"] for row in review(run.folder))
    for secret in ("example", "https", "123", "annlee", "Muster", "ANNA", "123456"):
        assert secret not in found
    assert "4711" in found


def test_decisions_survive_another_review(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    rows = review(run.folder)
    approve(run.folder, rows[:4], theme="pace")
    run("comments", "survey.yaml")
    again = review(run.folder)
    assert len(again) == len(rows)
    assert [row["show"] for row in again].count("yes") == 4
    assert [row["theme"] for row in again].count("pace") == 4


def test_rare_themes_are_not_counted(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    rows = review(run.folder)
    approve(run.folder, rows[:4], theme="pace")
    found = json.loads(run("assess", "survey.yaml", "-f", "json").out)["comments"]
    assert found["themes"] == []
    approve(run.folder, rows[:5], show="no", theme="pace")
    found = json.loads(run("assess", "survey.yaml", "-f", "json").out)["comments"]
    assert [(t["name"], t["count"]) for t in found["themes"]] == [("pace", 5)]


def test_an_unclear_approval_is_a_finding_without_the_comment(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    approve(run.folder, review(run.folder), show="perhaps")
    refused = run("assess", "survey.yaml", "-f", "json")
    assert refused.code == 2
    assert "AS816" in refused.err
    assert "perhaps (30 rows)" in refused.err or "perhaps" in refused.err
    assert "says" not in refused.said


def test_a_formula_and_markup_in_a_comment_are_inert(run: Inside) -> None:
    texts = ['=HYPERLINK("x")', "<script>alert(1)</script>", "| a | b |", "\x1b[2Jgone"]
    filled(run.folder, "comments: comments-review.csv\n", (texts * 8)[:30])
    run("comments", "survey.yaml")
    rows = review(run.folder)
    assert all(not row["comment"].startswith("=") for row in rows)
    assert all("\x1b" not in row["comment"] for row in rows)
    approve(run.folder, rows)
    page = run("assess", "survey.yaml", "-f", "html").out
    assert "<script>alert" not in page
    assert "=HYPERLINK" in page


def test_before_the_wave_is_closed_there_is_no_review(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    survey = run.folder / "survey.yaml"
    survey.write_text(
        survey.read_text(encoding="utf-8").replace(", closed: 2026-09-21", ""), encoding="utf-8"
    )
    refused = run("comments", "survey.yaml")
    assert refused.code == 2
    assert "the wave is not closed" in refused.err
    assert not (run.folder / "comments-review.csv").exists()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have file modes")
def test_only_the_owner_may_read_the_review(run: Inside) -> None:
    filled(run.folder, "comments: comments-review.csv\n")
    run("comments", "survey.yaml")
    assert stat.S_IMODE((run.folder / "comments-review.csv").stat().st_mode) == 0o600
