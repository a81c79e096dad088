"""Writes the table of rules into docs/check.md: `python scripts/docs_rules.py`, in the `.venv`.

`--check` writes nothing and fails when the page is not up to date.
"""

import sys
from pathlib import Path

from alignscan.rules.table import RULES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "check.md"
START, END = "<!-- rules: start, written by scripts/docs_rules.py -->\n", "<!-- rules: end -->\n"


def main(arguments: list[str]) -> int:
    """Return 0 when the page is up to date afterwards, else 1."""
    page = PAGE.read_text(encoding="utf-8")
    current = updated(page)
    if "--check" not in arguments:
        PAGE.write_text(current, encoding="utf-8", newline="\n")
    elif page != current:
        print(f"{PAGE.name} is behind the rules; run scripts/docs_rules.py", file=sys.stderr)
        return 1
    return 0


def updated(page: str) -> str:
    """Return the page with the table as it should be; ValueError where the marks are missing."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{PAGE.name} needs the lines {START.strip()} and {END.strip()}")
    return "".join([before, start, table(), end, after])


def table() -> str:
    """Return one row for each rule, in the order of the codes."""
    rows = (f"| {r.code} | {r.name} | {r.severity.value} | {_cell(r.summary)} |\n" for r in RULES)
    return "".join(
        ["\n| code | name | severity | what it means |\n|---|---|---|---|\n", *rows, "\n"]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
