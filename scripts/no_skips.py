"""Fails when a test was skipped for a reason nobody has agreed to: `no_skips.py junit.xml`."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ALLOWED = (
    "reference data not available",  # figures that may not be handed on with the sources
    "platform: ",  # what cannot hold on this system; the rest of the reason says why
)


def main(arguments: list[str]) -> int:
    """Return 1 when a skip is not allowed or no test ran at all, else 0."""
    cases = list(ElementTree.parse(Path(arguments[0])).iter("testcase"))
    unexpected = [line for case in cases for line in _unexpected_skips(case)]
    ran = sum(case.find("skipped") is None for case in cases)
    for line in unexpected:
        print(f"unexpected skip: {line}", file=sys.stderr)
    print(f"{ran} tests ran, {len(cases) - ran} skipped, {len(unexpected)} without agreement")
    return int(bool(unexpected) or ran == 0)


def _unexpected_skips(case: ElementTree.Element) -> list[str]:
    reasons = (skip.get("message") or "no reason given" for skip in case.iter("skipped"))
    test = f"{case.get('classname')}::{case.get('name')}"
    return [f"{test}: {reason}" for reason in reasons if not reason.startswith(ALLOWED)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
