"""Coverage-guided fuzzing of `alignscan check` with atheris, for as long as you let it.

`python scripts/fuzz_check.py --minutes 60 --corpus some/folder`

Needs `pip install atheris` beside alignscan (Linux or macOS); not part of the tests. Whatever it
is given, a check has to return findings whose positions lie in the file, within two seconds of
processor time, and the quick way to read a file has to agree with the thorough one. What broke that
is kept beside the corpus as `crash-...`; the corpus is kept for the next time.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]
MOST_SECONDS = 2.0
MOST_MEGABYTES = 1500  # with the fuzzer's own tables; the product's limit is held by tests/fuzz
LONGEST = 20_000  # bytes; tests/fuzz covers large files

with atheris.instrument_imports(include=["alignscan"]):
    import alignscan.rules.check_others  # noqa: F401  else loaded later, without instruments
    from alignscan.rendering.findings.text import render
    from alignscan.rules.check import check_text
    from alignscan.source.finding import SourceError
    from alignscan.source.text import decode_text

from tests.fuzz.hostile import DAMAGE, examples  # noqa: E402  the folder was just added
from tests.fuzz.positions import assert_inside, assert_read_alike  # noqa: E402

KINDS = ("wrong-types", "respelt", "shuffled", "mutated", "spliced")
SHAPED = tuple(DAMAGE[name] for name in KINDS)
NOWHERE = Path(tempfile.gettempdir()) / "alignscan-fuzz-no-such-folder"


def one_input(data: bytes) -> None:
    """Check one file; raises when a promise is broken."""
    started = time.process_time()
    try:
        text = decode_text(data, "x.yaml")
    except SourceError as error:
        findings, texts = error.findings, {}
    else:
        findings = check_text(text, folder=NOWHERE).findings
        texts = {text.path: text}
        assert_inside(findings, text)
        assert_read_alike(text)
    render(findings, texts)
    taken = time.process_time() - started
    if taken > MOST_SECONDS:
        raise TimeoutError(f"{taken:.1f} s")


def mutator(data: bytes, max_size: int, seed: int) -> bytes:
    """Damage what a file means half of the time, its bytes otherwise."""
    rng = random.Random(seed)
    if rng.random() < 0.5 and data.strip():
        changed = rng.choice(SHAPED)(data, rng)
        if len(changed) <= max_size:
            return changed
    mutated: bytes = atheris.Mutate(data, max_size)
    return mutated


def main() -> None:
    """Fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that is kept")
    options = parser.parse_args()
    corpus: Path = options.corpus
    corpus.mkdir(parents=True, exist_ok=True)
    for number, example in enumerate(examples()):
        (corpus / f"example-{number:03}").write_bytes(example)
    arguments = (
        *(sys.argv[0], str(corpus), f"-max_total_time={int(options.minutes * 60)}"),
        *(f"-max_len={LONGEST}", "-timeout=120", f"-rss_limit_mb={MOST_MEGABYTES}"),
        *(f"-artifact_prefix={corpus.parent}/", "-print_final_stats=1", "-reload=0"),
    )
    atheris.Setup(list(arguments), one_input, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
