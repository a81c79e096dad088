"""Hostile files: no crash, no hang, little memory, and every finding inside its file."""

import contextlib
import gc
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.command import Inside, environment
from tests.fuzz.hostile import DAMAGE, Hostile, examples, hostile
from tests.fuzz.positions import assert_inside, assert_read_alike

from alignscan.api.check import check_files
from alignscan.rules.check import check_text
from alignscan.source.finding import SourceError
from alignscan.source.plain import plain_data
from alignscan.source.text import Text, decode_text

ALL = 300
QUICK = 96
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
NOWHERE = Path("no-such-folder")
MEASURED = """\
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: on Linux a new one counts the size of that as its own."""


def checked_within_its_bounds(run: Inside, files: Sequence[Hostile]) -> None:
    for file in files:
        (run.folder / "x.yaml").write_bytes(file.content)
        started = time.process_time()
        found = run("check", "x.yaml")
        taken = time.process_time() - started
        assert found.code in (0, 1, 2), (file.name, found.said[-300:])
        assert "internal error" not in found.said, file.name
        assert taken < MOST_SECONDS, (file.name, taken)
        assert_positions_inside(file)


def assert_positions_inside(file: Hostile) -> None:
    with contextlib.suppress(SourceError):
        text = decode_text(file.content, "x.yaml")
        assert_inside(check_text(text, folder=NOWHERE).findings, text)


def test_every_kind_of_damage_is_done() -> None:
    assert {file.name[4:] for file in hostile(len(DAMAGE))} == set(DAMAGE)
    assert [f.content for f in hostile(6)] == [f.content for f in hostile(6)]


def test_hostile_files_are_refused_with_findings(run: Inside) -> None:
    checked_within_its_bounds(run, [f for f in hostile(QUICK) if len(f.content) < 1_000_000])


@pytest.mark.slow
def test_three_hundred_hostile_files(run: Inside) -> None:
    checked_within_its_bounds(run, list(hostile(ALL)))


@pytest.mark.slow
def test_three_hundred_hostile_files_in_one_process(tmp_path: Path) -> None:
    """The whole program on all of them at once, as a person would start it."""
    pytest.importorskip("resource", reason="platform: memory is not counted here")
    for file in hostile(ALL):
        (tmp_path / f"{file.name}.yaml").write_bytes(file.content)
    names = sorted(path.name for path in tmp_path.iterdir())
    check = [sys.executable, "-m", "alignscan", "check", *names, "-f", "json"]
    command = [sys.executable, "-c", MEASURED, *check]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    code, peak = map(int, done.stdout.split())
    assert code == 2
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert peak / (1e6 if sys.platform == "darwin" else 1e3) < MOST_MEGABYTES


def test_files_are_forgotten_when_they_were_checked(tmp_path: Path) -> None:
    """Nothing goes in circles, which a long run would keep: garbage is looked for rarely."""
    files = [f for f in hostile(48) if len(f.content) < 100_000]
    for file in files:
        (tmp_path / f"{file.name}.yaml").write_bytes(file.content)
    check_files(tmp_path.iterdir())  # loads what the second time needs
    gc.collect()
    gc.disable()
    check_files(tmp_path.iterdir())
    left = gc.collect()
    gc.enable()
    assert left < 10 * len(files)


def read_alike(content: bytes) -> bool:
    """Return whether a text was read the quick way; it has to be read as the thorough way does."""
    try:
        text = decode_text(content, "x.yaml")
    except SourceError:
        return False
    return assert_read_alike(text)


def test_what_is_read_quickly_is_read_as_it_is_read_thoroughly() -> None:
    good = [e for e in examples() if e.strip()]
    quick = sum(map(read_alike, good))
    assert quick > len(good) / 2
    few = [f.content for f in hostile(1200, seed=7) if len(f.content) < 100_000]
    assert sum(map(read_alike, few)) > 50


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n", "a: - b\n", "a: [b\n", "a: 'b\n", "a: b: c\n", "a: |\n",
        "a:\n- b\nc: d\n", "a: |\n  b\n\nc: d\n", "a: |\n  b\n\n  c\n", "a: >-\n  b\n   c\n",
        "a: >\n  b\n  c\n", "a: |-\n  b\n# c\n", "a: b # c\n", "a: b#c\n", "a: 'b' # c\n",
        "a: 'b'c\n", 'a: "b\\n"\n', "a: {b: c, d: [e, 'f, g']}\n", "a: {b: c,}\n", "a: [b,]\n",
        "a: [,]\n", "a: [b c, -1, - 1]\n", "a: {b:c}\n", "a: {b: }\n", "a: {b}\n", "a: [b: c]\n",
        "a: []\n", "a: { }\n", "a:  b\n", "a:b\n", "a:\nb: 1\n",
        "a:\n  - b: 1\n    c: 2\n  - d\n", "a:\n  - b:\n    - c\n", "- a\n", "a: b\n- c\n",
        "a:\n  b: 1\n c: 2\n", "a:\n  b: 1\n   c: 2\n", " a: b\n", "a: 1\na: 2\n", "true: 1\n",
        "a: ~\n", "a: 0x1F\n", "a: 1_000\n", "a: yes\n", "a: .5\n", "a: -\n", "a: --\n",
        "a: +1\n", "a: 1:30\n", "a: 12 # b\n", "# a\na: b\n  # c\nd: e\n", "a: b\n---\nc: d\n",
        "a: b\n...\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "<<: a\n", "a: %b\n", "a: @b\n",
        "a: `b`\n", "a: ?b\n", "a: ü\n", "a: b  \n", "a: |  \n  b  \n", "a: >-\n  b \n  c\n",
        "a: |\n    b\n  c\n", "a: |\n # b\nc: d\n", "a: [b, # c\n", "a: [b] # c\n", "a: [b] c\n",
        "a: [b#c]\n", "a: {b: c} # d\n", "a b: c\n", "a : b\n", "a: |\n  b\n \nc: d\n",
        "a:\n\n  b: c\n", "a:\n  # b\n  c: d\n", "a:\n- - b\n", "a:\n  -\n    b: c\n",
        "a:\n  - |\n    b\n  - >-\n    c\n    d\n", "a: \u00a0\n", "a: b\u00a0\n",
        "a: [1.0, 1, '1', 01]\n", "a: [[1], [2, [3]]]\n", "a: {b: {c: {d: e}}}\n", "a: [a]]\n",
        "a: }\n", "a: [ a , b ]\n", "a: {b: 'c'd}\n", "a: {'b': c}\n", "a: [?, b]\n",
        "a: [b?]\n", "a: b?\n",
    ],
)  # fmt: skip
def test_a_sly_text_is_read_alike_or_left_to_the_thorough_way(text: str) -> None:
    read_alike(text.encode())


def test_a_text_that_is_plain_is_read_quickly() -> None:
    assert read_alike(b"a: 1\nb:\n  - {c: d, e: [1, na]}\nf: >-\n  g\n  h\n\ni: 'j'  # k\n")


def test_positions_of_a_plain_file_are_those_of_the_whole_tree() -> None:
    text = Text("x.yaml", "format: alignscan/1\norganization: N\nquestionnaire: self-chek\n")
    plain_data(text.content)
    (finding, *_) = check_text(text, folder=NOWHERE).findings
    assert finding.span is not None
    assert (finding.code, finding.span.start) == ("AS207", (3, 16))
