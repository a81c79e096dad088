from pathlib import Path

import pytest
from tests.cli.command import Inside
from tests.cli.test_check_inputs import CLEAN, WRONG, write

WARNING = CLEAN + "title: yes\n"


def shown(run: Inside, *arguments: str) -> dict[str, tuple[str, str]]:
    found = run("check", "--show-config", *arguments)
    assert found.code == 0, found.said
    lines = [line.split(maxsplit=1) for line in found.out.splitlines()]
    return {
        name: (rest.rsplit(maxsplit=1)[0].strip(), rest.rsplit(maxsplit=1)[1])
        for name, rest in lines
    }


def test_settings_come_from_the_nearest_file(run: Inside) -> None:
    write(run, a__b__s_yaml=WARNING, a__alignscan_toml='fail-on = "warning"\n')
    write(run, alignscan_toml='fail-on = "info"\nexit-zero = true\n')
    assert run("check", "a/b/s.yaml").code == 1
    assert shown(run, "a/b/s.yaml")["fail-on"] == ("warning", f"{Path('a/alignscan.toml')}:1")
    assert shown(run, "a/b/s.yaml")["exit-zero"] == ("false", "default")
    assert shown(run, "a/**/*.yaml")["fail-on"][0] == "warning"
    assert shown(run, "a", ".")["fail-on"] == ("info", "alignscan.toml:1")
    assert run("check", "a/b/s.yaml", "--isolated").code == 0


def test_a_table_of_pyproject_is_read(run: Inside) -> None:
    text = '[project]\nname = "x"\nfail-on = 3\n\n[tool.alignscan]\n'
    text += 'ignore = ["yaml11-value"]\nfail-on = "warning"\n'
    write(run, s_yaml=WARNING, pyproject_toml=text)
    assert run("check", "s.yaml").out == "checked 1 file, no findings, 1 ignored\n"
    assert shown(run)["fail-on"] == ("warning", "pyproject.toml:7")
    write(run, alignscan_toml="")
    assert shown(run)["fail-on"] == ("error", "default")


def test_a_pyproject_without_our_table_is_passed_over(run: Inside) -> None:
    write(run, sub__pyproject_toml="[tool.other]\nbroken", sub__s_yaml=WARNING)
    write(run, alignscan_toml='fail-on = "warning"\n')
    assert run("check", "sub/s.yaml").code == 1


def test_an_option_comes_first(run: Inside) -> None:
    write(run, s_yaml=WARNING, alignscan_toml='fail-on = "warning"\n')
    assert shown(run, "--fail-on", "info")["fail-on"] == ("info", "option")
    assert run("check", "s.yaml", "--fail-on", "error").code == 0


def test_a_repository_ends_the_search(run: Inside) -> None:
    write(run, repo__s_yaml=WARNING, alignscan_toml='fail-on = "warning"\n')
    (run.folder / "repo" / ".git").mkdir()
    assert run("check", "repo/s.yaml").code == 0


def test_a_file_named_is_read_instead(run: Inside) -> None:
    write(
        run, s_yaml=WARNING, alignscan_toml='fail-on = "info"\n', other_toml='fail-on = "error"\n'
    )
    assert shown(run, "--config", "other.toml")["fail-on"] == ("error", "other.toml:1")
    assert run("check", "s.yaml", "--config", "none.toml").code == 2


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('fail-onn = "error"\n', "1:1", "did you mean `fail-on`?"),
        ('\n  fail_on = "error"\n', "2:3", "did you mean `fail-on`?"),
        ('"exit zero" = true\n', "1:2", "did you mean `exit-zero`?"),
        ("unheard = 1\n", "1:1", "write `fail-on`, `exit-zero`"),
        ('fail-on = "never"\n', "1:1", 'write "error", "warning" or "info"'),
        ("fail-on = 1\n", "1:1", 'write "error", "warning" or "info"'),
        ('exit-zero = "yes"\n', "1:1", "write true or false"),
        ('ignore = "AS302"\n', "1:1", 'write a list of codes, such as ["AS302"]'),
        ("exclude = [1]\n", "1:1", "write a list of patterns"),
        ("[check]\nfail-on = 1\n", "1:1", "write `fail-on`"),
        ("fail-on: error\n", "1:8", "write lines such as"),
        ('fail-on = "error', "1:", "write lines such as"),
        ("a = " + "[" * 5000, "1:", "write lines such as"),
    ],
)
def test_a_mistake_in_a_configuration_has_its_place(
    run: Inside, text: str, place: str, says: str
) -> None:
    write(run, s_yaml=CLEAN, alignscan_toml=text)
    refused = run("check", "s.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert f"alignscan.toml:{place}" in refused.err
    assert "error[AS024]" in refused.err
    assert says in refused.err


def test_the_folder_of_paths_is_told_from_the_configuration(run: Inside) -> None:
    survey = WRONG.replace("self-check", "../own.yaml")
    write(run, alignscan_toml='root = "."\n', sub__s_yaml=survey)
    assert "AS229" not in run("check", "sub/s.yaml").out
    assert "AS229" in run("check", "sub/s.yaml", "--isolated").out


def test_no_settings_and_no_toml_reader_without_a_file(run: Inside) -> None:
    import subprocess
    import sys

    write(run, s_yaml=CLEAN)
    program = (
        "import sys; from alignscan.cli.app import main\n"
        "sys.argv = ['alignscan', 'check', 's.yaml']\n"
        "try: main()\nexcept SystemExit: print('tomllib' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=run.folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"
