import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import REPOSITORY, Inside, alignscan, environment
from tests.modules import HEAVY

HEAD = "format: alignscan/1\norganization: Nord\nquestionnaire: self-check\n"
CLEAN = HEAD + "answers: {direction: 4}\n"
SECRET = "wretched"


def write(run: Inside, name: str, text: str) -> None:
    path = run.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_clean_files_are_counted(run: Inside) -> None:
    write(run, "one.yaml", CLEAN)
    assert run("check", "one.yaml").said == "checked 1 file, no findings\n"
    write(run, "two.yaml", CLEAN)
    clean = run("check", "one.yaml", "two.yaml", "./one.yaml")
    assert (clean.code, clean.said) == (0, "checked 2 files, no findings\n")
    assert run("check", "one.yaml", "-q").said == ""


def test_a_finding_has_its_place_its_line_and_a_hint(tmp_path: Path) -> None:
    write(Inside(tmp_path), "s.yaml", HEAD + "targets: {sistems: 4}\n")
    found = alignscan("check", "s.yaml", cwd=tmp_path)
    assert (found.code, found.err) == (1, "")
    lines = found.out.splitlines()
    assert lines[0].startswith("s.yaml:4:11: error[AS202] ")
    assert lines[1:3] == ["   4 | targets: {sistems: 4}", "     |           ^^^^^^^"]
    assert lines[3].startswith("  help: ")
    assert lines[-1] == "checked 1 file, 1 finding"


def test_findings_come_in_the_order_of_the_file(run: Inside) -> None:
    write(run, "s.yaml", "format: alignscan/1\nzzz: 1\nquestionnaire: self-chek\naaa: 2\n")
    found = [x for x in run("check", "s.yaml").out.splitlines() if x.startswith("s.yaml:")]
    places = [tuple(map(int, x.split(":")[1:3])) for x in found]
    assert len(places) >= 3
    assert places == sorted(places)


def test_remarks_are_shown_when_asked_for(run: Inside) -> None:
    write(run, "s.yaml", CLEAN)
    assert "info[" not in run("check", "s.yaml").out
    strict = run("check", "s.yaml", "--fail-on", "info")
    assert (strict.code, "info[AS221]" in strict.out) == (1, True)


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_warnings_fail_when_asked_to(run: Inside, fail_on: str, code: int) -> None:
    write(run, "s.yaml", CLEAN.replace("Nord", "yes"))
    found = run("check", "s.yaml", "--fail-on", fail_on)
    assert found.out.count("warning[AS020]") == 1
    assert found.code == code


def test_a_severity_that_is_none_is_refused(run: Inside) -> None:
    refused = run("check", ".", "--fail-on", "never")
    assert (refused.code, refused.out) == (2, "")
    assert "error, warning, info" in refused.err


def test_a_folder_without_our_files_is_not_clean(run: Inside) -> None:
    write(run, "ci.yaml", "jobs: {}\n")
    write(run, ".hidden/survey.yaml", CLEAN)
    write(run, "survey.lock.yaml", "format: alignscan/lock/1\n")
    none = run("check", ".")
    assert (none.code, none.out) == (2, "")
    assert "no file matched in ." in none.err


def test_what_is_not_ours_is_passed_over_and_said(run: Inside) -> None:
    write(run, "deep/er/s.yml", CLEAN)
    write(run, "ci.yaml", "jobs: {}\n")
    write(run, "s.lock.yaml", "format: alignscan/lock/1\n")
    mixed = run("check", ".")
    assert (mixed.code, mixed.said) == (0, "checked 1 file, no findings, 1 skipped\n")


def test_a_misspelt_format_is_not_passed_over(run: Inside) -> None:
    write(run, "s.yaml", CLEAN.replace("alignscan/1", "alignscan/2"))
    found = run("check", ".")
    assert (found.code, "AS107" in found.out) == (1, True)


def test_an_unreadable_file_does_not_stop_the_others(run: Inside) -> None:
    write(run, "a.yaml", HEAD + "targets: {sistems: 4}\n")
    (run.folder / "b.yaml").write_bytes(b"format: alignscan/1\norganization: \xff\n")
    write(run, "c.yaml", HEAD + "targets: {goalz: 4}\n")
    found = run("check", ".", "missing.yaml")
    assert found.code == 2
    for name in ("a.yaml:4:11", "b.yaml:2:15", "c.yaml:4:11", "missing.yaml: error[AS001]"):
        assert name in found.out
    assert found.out.endswith("checked 4 files, 4 findings\n")


@pytest.mark.parametrize(
    "answers",
    [
        f"answers: {{direction: {SECRET}}}\n",
        f"answers:\n  direction: {SECRET}\n  nobody: {SECRET}\n",
        f"answers:\n  direction: [{SECRET}, 5\n  goals: 3\n",
        f"answers: {{direction: {SECRET}, goals: 3\nmode: self\n",
        f"answers:\n  direction: &anchor {SECRET}\n  goals: *anchor\n",
        f"answers:\n  direction: !tag {SECRET}\n",
        f"answers:\n\tdirection: {SECRET}\n",
        f"answers:\n  direction: 4\n  direction: {SECRET}\n",
        f"answers:\n  direction: 4 # {SECRET} \x01\n",
        f'answers: {{\n"direction": {SECRET}, "goals": [3\n}}\n',
        f'"answers" : [{SECRET}\n',
    ],
)
def test_nobodys_answer_is_quoted(run: Inside, answers: str) -> None:
    write(run, "s.yaml", HEAD + answers)
    for command in ("check", "assess"):
        found = run(command, "s.yaml")
        assert found.code in (1, 2)
        assert "s.yaml:" in found.said
        assert SECRET not in found.said


def test_an_answer_beside_another_mistake_is_not_quoted(run: Inside) -> None:
    text = "{format: alignscan/1, organization: N, answers: {direction: wretched}, foo: 1,\nbar: 2}"
    write(run, "s.yaml", text)
    found = run("check", "s.yaml")
    assert found.code == 1
    assert "`foo` is not a key here" in found.out
    assert SECRET not in found.said


def test_what_follows_the_answers_is_quoted_again(run: Inside) -> None:
    write(run, "s.yaml", CLEAN + "targets: {sistems: 4}\n")
    assert "   5 | targets: {sistems: 4}" in run("check", "s.yaml").out


def test_a_responses_file_is_never_quoted(run: Inside) -> None:
    write(run, "s.yaml", HEAD + "responses: r.csv\nwave: {id: w, closed: 2026-01-01}\n")
    write(
        run, "r.csv", f"direction,commitment,goals,capability\n4,{SECRET},3,2\n4,3,\x00,{SECRET}\n"
    )
    for command in ("check", "assess"):
        found = run(command, "s.yaml")
        assert SECRET not in found.said
        assert "Traceback" not in found.said
    assert run("assess", "s.yaml").code == 2


def test_checking_loads_nothing_that_only_an_assessment_needs() -> None:
    program = (
        "import sys\n"
        "from alignscan.cli.app import main\n"
        "sys.argv = ['alignscan', 'check', *sys.argv[1:]]\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    print(stop.code)\n"
        f"print(*(name for name in {sorted(HEAVY)!r} if name in sys.modules))\n"
    )
    files = [f"assessments/{e}/survey.yaml" for e in ("self-check", "mid-sized")]
    done = subprocess.run(
        [sys.executable, "-c", program, *files],
        cwd=REPOSITORY,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-2:] == ["0", ""]


def test_a_missing_list_of_the_invited_has_its_place(run: Inside) -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: self-check\n"
    (run.folder / "s.yaml").write_text(text + "population: inv.csv\n")
    found = run("check", "s.yaml")
    assert found.code == 1
    assert "s.yaml:4:13: error[AS809] there is no population file `inv.csv`" in found.out
