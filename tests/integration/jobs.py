"""What this repository offers to builds: its action, its hooks, and the jobs in docs/ci.md."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from tests.docs.pages import Block, blocks

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
_CALL = re.compile(r"(?:^|[\s/])(alignscan [a-z].*?)\s*(?:'\s*)?$", re.MULTILINE)


def loaded(name: str) -> Any:
    """Return a YAML file of the repository, as the programs read it that it is for."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def jobs(language: str) -> list[Block]:
    return [block for block in blocks(PAGE) if block.language == language]


def steps(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every step of a workflow or action, wherever it stands."""
    if isinstance(data, dict):
        if "uses" in data or "run" in data:
            yield data
        for inner in data.values():
            yield from steps(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from steps(inner)


def commands() -> list[list[str]]:
    """Return every call of alignscan in the jobs, as its arguments."""
    texts = [block.text for name in ("yml", "groovy", "sh") for block in jobs(name)]
    found = [call for text in texts for call in _CALL.findall(text)]
    return [_arguments(call) for call in found]


def _arguments(call: str) -> list[str]:
    words = shlex.split(call.replace("- run: ", ""), comments=True)
    end = words.index(">") if ">" in words else len(words)
    return words[1:end]
