import re
import sys
from pathlib import Path

import pytest
from tests.cli.command import Inside, alignscan

HEAD = "format: alignscan/1\norganization: Nord\nquestionnaire: self-check\n"
CLEAN = HEAD + "targets: 4.0\n"
WRONG = HEAD + "targets: {sistems: 4}\n"
OWN = """\
format: alignscan/questionnaire/1
id: own
title: Ours
scales: {agree: {low: 1, high: 3, labels: [Low, Middle, High], cannot_say: Cannot say}}
items:
"""
ITEMS = "".join(
    f"  - {{id: {c}, kind: anchor, condition: {c}, scale: agree, text: '{c} at {{site}}'}}\n"
    for c in ("direction", "commitment", "goals", "capability", "systems")
)


def write(run: Inside, **files: str) -> None:
    for name, text in files.items():
        path = run.folder / name.replace("__", "/").replace("_yaml", ".yaml").replace(
            "_toml", ".toml"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def places(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if re.search(r"^\S.*\[AS", line)]
    return [f"{line.split(': ')[0]} {line.split('[')[1][:5]}" for line in lines]


@pytest.mark.parametrize("pattern", ["**/*.yaml", "a/*.yaml", "?/s[12].yaml", "a/**"])
def test_a_quoted_pattern_is_expanded(run: Inside, pattern: str) -> None:
    write(run, a__s1_yaml=CLEAN, a__s2_yaml=WRONG)
    found = run("check", pattern)
    assert (found.code, places(found.out)) == (1, [f"{Path('a/s2.yaml')}:4:11 AS202"])
    assert found.out.endswith("checked 2 files, 1 finding\n")


def test_what_a_pattern_matches_counts_as_named(run: Inside) -> None:
    write(run, ci_yaml="jobs: {}\n", s_yaml=CLEAN)
    assert places(run("check", "*.yaml").out) == ["ci.yaml:1:1 AS107"]
    assert run("check", ".").out == "checked 1 file, no findings, 1 skipped\n"


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(run: Inside) -> None:
    write(run, **{"s[1]_yaml": CLEAN, "s1_yaml": WRONG})
    assert run("check", "s[1].yaml").out == "checked 1 file, no findings\n"


@pytest.mark.parametrize("pattern", ["*.yml", "no/**/*.yaml", "[ab].yaml"])
def test_a_pattern_without_a_match_is_not_clean(run: Inside, pattern: str) -> None:
    write(run, s_yaml=CLEAN)
    for paths in ([pattern], ["s.yaml", pattern]):
        none = run("check", *paths)
        assert (none.code, none.out) == (2, "")
        assert f"no file matched {Path(pattern)}" in none.err


def test_a_piped_text_is_checked(run: Inside) -> None:
    assert run("check", "-", stdin=CLEAN).said == "checked 1 file, no findings\n"
    found = run("check", "-", stdin=WRONG)
    assert (found.code, places(found.out)) == (1, ["<stdin>:4:11 AS202"])
    assert "   4 | targets: {sistems: 4}" in found.out


def test_a_piped_text_is_called_as_asked_and_finds_its_neighbors(run: Inside) -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: own.yaml\ntargets: 4\n"
    text += "variables: {site: here}\n"
    write(run, sub__own_yaml=OWN + ITEMS.replace("agree,", "agre,", 1))
    found = run("check", "-", "--stdin-filename", "sub/s.yaml", stdin=text)
    assert places(found.out) == ["sub/own.yaml:6:64 AS214"]
    assert found.out.endswith("checked 2 files, 1 finding\n")


def test_a_piped_text_and_files_are_checked_in_one_run(run: Inside) -> None:
    write(run, s_yaml=WRONG)
    found = run("check", "s.yaml", "-", stdin=WRONG)
    assert places(found.out) == ["<stdin>:4:11 AS202", "s.yaml:4:11 AS202"]


@pytest.mark.parametrize("piped", [b"", b"\x00", b"\xff", b"a: [", b"- 1\n"])
def test_a_broken_pipe_content_is_a_finding(tmp_path: Path, piped: bytes) -> None:
    import subprocess

    command = [sys.executable, "-m", "alignscan", "check", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=piped, capture_output=True, check=False)
    assert done.returncode in (1, 2)
    assert done.stdout.startswith(b"<stdin>")
    assert b"Traceback" not in done.stderr


def test_a_questionnaire_is_checked_once_with_the_survey_that_names_it(run: Inside) -> None:
    survey = "format: alignscan/1\norganization: N\nquestionnaire: own.yaml\ntargets: 4\n"
    write(run, own_yaml=OWN + ITEMS, s_yaml=survey + "variables: {site: here}\n")
    for paths in (["."], ["own.yaml", "s.yaml"], ["s.yaml", "own.yaml"], ["s.yaml"]):
        assert run("check", *paths).out == "checked 2 files, no findings\n", paths
    alone = run("check", "own.yaml")
    assert [place[-5:] for place in places(alone.out)] == ["AS219"] * 5


def test_a_problem_of_two_surveys_questionnaire_is_told_once(run: Inside) -> None:
    survey = "format: alignscan/1\norganization: N\nquestionnaire: own.yaml\ntargets: 4\n"
    write(run, own_yaml=OWN + ITEMS.replace("agree,", "agre,", 1).replace("{site}", "work"))
    write(run, a_yaml=survey, b_yaml=survey)
    assert places(run("check", ".").out) == ["own.yaml:6:64 AS214"]


def test_a_survey_named_as_a_questionnaire_is_still_checked(run: Inside) -> None:
    write(run, a_yaml=WRONG.replace("self-check", "b.yaml"), b_yaml=WRONG)
    assert places(run("check", ".").out) == [
        "a.yaml:4:11 AS202",
        "b.yaml:1:9 AS107",
        "b.yaml:4:11 AS202",
    ]


def test_each_problem_is_at_its_own_file(run: Inside) -> None:
    survey = (
        "format: alignscan/1\norganization: N\nquestionnaire: own.yaml\ntargets: {sistems: 4}\n"
    )
    survey += "responses: r.csv\nplan: {library: actions.yaml}\nvariables: {site: here}\n"
    write(run, s_yaml=survey, own_yaml=OWN + ITEMS.replace("agree,", "agre,", 1))
    write(run, actions_yaml="format: alignscan/actions/1\nid: own\nactons: []\n")
    (run.folder / "r.csv").write_text("direction,directon\n4,5\n")
    found = run("check", "s.yaml")
    assert {place.split(":")[0].split(" ")[0] for place in places(found.out)} >= {
        "s.yaml",
        "own.yaml",
        "actions.yaml",
    }


def test_exit_zero_reports_and_passes(run: Inside) -> None:
    write(run, s_yaml=WRONG)
    found = run("check", "s.yaml", "--exit-zero")
    assert (found.code, len(places(found.out))) == (0, 1)
    assert run("check", "s.yaml", "missing.yaml", "--exit-zero").code == 2


def test_what_is_excluded_is_passed_over_in_folders_only(run: Inside) -> None:
    write(run, old__s_yaml=WRONG, new__s_yaml=CLEAN, new__draft_yaml=WRONG)
    clean = run("check", ".", "--exclude", "old", "--exclude", "draft*")
    assert (clean.code, clean.out) == (0, "checked 1 file, no findings\n")
    assert run("check", "old/s.yaml", "--exclude", "old").code == 1


def test_without_a_path_the_folder_one_is_in_is_checked(tmp_path: Path) -> None:
    write(Inside(tmp_path), s_yaml=WRONG)
    found = alignscan("check", cwd=tmp_path)
    assert (found.code, places(found.out)) == (1, ["s.yaml:4:11 AS202"])


def test_ignored_findings_are_counted(run: Inside) -> None:
    write(run, s_yaml=WRONG.replace("4}", "4}  # alignscan: ignore[unknown-condition]"))
    clean = run("check", "s.yaml")
    assert (clean.code, clean.out) == (0, "checked 1 file, no findings, 1 ignored\n")
    write(run, s_yaml=CLEAN + "# alignscan: ignore[AS202]\n")
    unused = run("check", "s.yaml", "--fail-on", "warning")
    assert (unused.code, places(unused.out)) == (1, ["s.yaml:5:21 AS022"])


def test_an_ignored_error_still_stops_an_assessment(run: Inside) -> None:
    write(run, s_yaml=WRONG.replace("4}", "4}  # alignscan: ignore[AS202]"))
    assert run("check", "s.yaml").code == 0
    refused = run("assess", "s.yaml")
    assert (refused.code, "AS202" in refused.err) == (2, True)


def test_a_finding_about_a_whole_file_is_ignored_above_its_first_line(run: Inside) -> None:
    survey = CLEAN + "mode: confidential\nanswers: {direction: [4, 5]}\n"
    write(run, s_yaml=survey)
    (run.folder / "s.yaml").chmod(0o644)
    if "AS830" not in run("check", "s.yaml").out:
        pytest.skip("platform: there are no file modes here")
    write(run, s_yaml="# alignscan: ignore[answers-exposed]\n" + survey)
    assert run("check", "s.yaml").out == "checked 1 file, no findings, 1 ignored\n"


def test_codes_can_be_ignored_everywhere(run: Inside) -> None:
    write(run, s_yaml=WRONG)
    clean = run("check", "s.yaml", "--ignore", "unknown-condition")
    assert (clean.code, clean.out) == (0, "checked 1 file, no findings, 1 ignored\n")
    refused = run("check", "s.yaml", "--ignore", "unknown-conditon")
    assert (refused.code, "did you mean `unknown-condition`?" in refused.err) == (2, True)
