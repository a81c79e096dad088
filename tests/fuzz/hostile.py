"""Hostile files, made from good ones: each kind of damage in turn, the same for the same seed."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alignscan.source.finding import SourceError
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

ROOT = Path(__file__).resolve().parents[2]
SEED = 20260921
LARGE = 5_000_000
"""The largest file that is read, in bytes."""
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 3, 10**17, 4.2, -0.5, 1e300, "", " ", "na", "4", "C1.1", "a\nb"),
    *("2026-02-30", "../../x", "C:\\x", "\x85", "=1+1", "{organization}", "ä" * 600, "x" * 6000),
    *(
        [],
        {},
        [[]],
        [None],
        [{}],
        {"": ""},
        {"a": {"b": {"c": 1}}},
        [1, "2", [3]],
        list(range(200)),
    ),
)
RAW: tuple[bytes, ...] = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\x1b[2J",
    b"\r",
    b"\xe2\x80\xa8",
    b"\xef\xbb\xbf",
    b"\t",
    b"&a ",
)
RAW += (
    b"*a ",
    b"!!x ",
    b"<<: ",
    b"---\n",
    b"? ",
    b"- ",
    b": ",
    b"[",
    b"}",
    b'"',
    b"'",
    b"#",
    b"%Y\n",
)
RAW += (b"|\n", b">-\n", b"9" * 40, b"0x" + b"f" * 30, b"1e999", b"-.inf", b"0o777", b"1:30", b"~")
TOKEN = re.compile(rb"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A damaged file: how it came about, and what it holds."""

    name: str
    content: bytes


@cache
def examples() -> tuple[bytes, ...]:
    """Return every example and every case that is packaged or tested, in a fixed order."""
    folders = ("assessments", "tests/cases", "src/alignscan/content/questionnaires")
    files = [p for folder in folders for p in (ROOT / folder).rglob("*.yaml")]
    return tuple(p.read_bytes() for p in sorted(files, key=lambda p: p.as_posix()))


def hostile(count: int, seed: int = SEED, good: Sequence[bytes] = ()) -> Iterator[Hostile]:
    """Yield so many hostile files, every kind of damage as often as the others."""
    sources = list(good) or [e for e in examples() if e.strip()]
    kinds = list(DAMAGE.items())
    for number in range(count):
        kind, damage = kinds[number % len(kinds)]
        rng = random.Random(f"{seed}/{number}")
        yield Hostile(f"{number:03}-{kind}", damage(rng.choice(sources), rng))


def truncated(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content))]


def mutated(content: bytes, rng: random.Random) -> bytes:
    out = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(out) + 1)
        width = rng.choice((0, 0, 1, 4))
        out[at : at + width] = rng.choice(RAW)
    return bytes(out)


def shuffled(content: bytes, rng: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    for _ in range(rng.randint(1, 6)):
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[at : at + 1] = rng.choice(
            ([], [lines[to]], [lines[at], lines[at]], [b"  " + lines[at]])
        )
        lines = lines or [b"x\n"]
    return b"".join(lines)


def respelt(content: bytes, rng: random.Random) -> bytes:
    words = list(TOKEN.finditer(content))
    for word in sorted(rng.sample(words, min(4, len(words))), key=lambda w: -w.start()):
        letters = bytearray(word.group())
        letters[rng.randrange(len(letters))] = rng.choice(b"aeiou_-.9")
        content = content[: word.start()] + bytes(letters) + content[word.end() :]
    return content


def nested(content: bytes, rng: random.Random) -> bytes:
    depth = rng.choice((60, 64, 65, 500, 3_000, 20_000))
    inside = rng.choice((b"[", b"{a: ", b"- ", b"? "))
    block = b"\n".join(b" " * i + b"a:" for i in range(min(depth, 800)))
    return content + b"\nnotes: " + rng.choice((inside * depth, b"\n " + block)) + b"\n"


def alias_bomb(content: bytes, rng: random.Random) -> bytes:
    width, levels = rng.randint(2, 10), rng.randint(3, 30)
    lines = [b"a0: &a0 [x, x]"]
    for i in range(1, levels):
        lines.append(b"a%d: &a%d [%s]" % (i, i, b", ".join([b"*a%d" % (i - 1)] * width)))
    return b"\n".join((*lines, b"answers: *a%d" % (levels - 1), content))


def with_nul(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + b"\x00" * rng.choice((1, 3, 4000)) + content[at:]


def not_utf8(content: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.3:
        return content.decode("utf-8", "replace").encode(
            rng.choice(("utf-16", "utf-16-le", "utf-32"))
        )
    at = rng.randrange(len(content))
    return (
        content[:at]
        + rng.choice((b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xe4"))
        + content[at:]
    )


def large(content: bytes, rng: random.Random) -> bytes:
    """Fill up to the limit, or one byte beyond it, with something that is cheap or dear to read."""
    fill = rng.choice(
        (b"# x\n", b"x: 1\n", b"- 1\n", b" ", b"a", b"[", b"'", b"&a *a ", b"1, ", b"- {id: a}\n")
    )
    room = LARGE + rng.choice((0, 1)) - len(content)
    return content + (fill * (room // len(fill) + 1))[:room]


def huge_numbers(content: bytes, rng: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\b[0-9]+\b", content)) or list(TOKEN.finditer(content))
    for found in sorted(rng.sample(numbers, min(3, len(numbers))), key=lambda f: -f.start()):
        number = rng.choice(
            (b"9" * 19, b"1" + b"0" * 9000, b"1e400", b"-" + b"8" * 50, b"0x" + b"f" * 99)
        )
        content = content[: found.start()] + number + content[found.end() :]
    return content


def wrong_types(content: bytes, rng: random.Random) -> bytes:
    """Put values of other types in the place of some or of most values."""
    try:
        data = load_yaml(Text("x", content.decode("utf-8", "ignore"))).data
    except SourceError:
        data = {"format": "alignscan/1", "organization": "N", "questionnaire": {"items": []}}
    share = rng.choice((0.02, 0.1, 0.5))
    return json.dumps(_other(data, share, rng), indent=1, ensure_ascii=False).encode()


def _other(data: Any, share: float, rng: random.Random) -> Any:
    if rng.random() < share:
        return rng.choice(VALUES)
    if isinstance(data, dict):
        # the format stays, so that the rules of this kind of file are reached
        return {k: v if k == "format" else _other(v, share, rng) for k, v in data.items()}
    return [_other(v, share, rng) for v in data] if isinstance(data, list) else data


def spliced(content: bytes, rng: random.Random) -> bytes:
    other = rng.choice([e for e in examples() if e])
    cut = content.splitlines(keepends=True)[: rng.randint(1, 40)]
    return b"".join(cut) + other[rng.randrange(len(other)) :]


DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "truncated": truncated,
    "mutated": mutated,
    "shuffled": shuffled,
    "respelt": respelt,
    "nested": nested,
    "alias-bomb": alias_bomb,
    "nul": with_nul,
    "not-utf8": not_utf8,
    "large": large,
    "huge-numbers": huge_numbers,
    "wrong-types": wrong_types,
    "spliced": spliced,
}
