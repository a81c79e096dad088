"""The report as GitHub-flavored Markdown; whatever people wrote stands there as plain text."""

from collections.abc import Iterable

from alignscan.rendering.options import Presentation
from alignscan.rendering.report.charters import Charter
from alignscan.rendering.report.escape import cell as inert
from alignscan.rendering.report.escape import markdown as text
from alignscan.rendering.report.sections import Part, Section
from alignscan.rendering.report.tables import Cell, Table
from alignscan.rendering.report.view import Summary, View, view
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Report

SYMBOLS = {"apparent": "●", "partly": "◐", "not_apparent": "○"}
RULES = {"number": "---:", "heat": "---:"}


def render(report: Report, presentation: Presentation) -> str:
    """Return the report as Markdown, ending with one newline."""
    words = words_for(report, presentation)
    return render_page(view(report, words, "markdown", presentation), words)


def render_page(page: View, words: Words) -> str:
    """Return a page as Markdown, ending with one newline."""
    blocks = [
        f"# {inert(page['title'])}",
        text(" · ".join(page["cover"])),
        *_summary(page["summary"], page, words),
        *(block for section in page["sections"] for block in _section(section, words)),
        *_plan(page, words),
        *(block for section in page["after"] for block in _section(section, words)),
        *_method(page["method"]),
        f"*{inert(page['generator'])}*" if page["generator"] else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _summary(summary: Summary, page: View, words: Words) -> list[str]:
    verdict = f"**{inert(summary['verdict'])}.** {inert(summary['detail'])}".rstrip()
    cards = [
        words.pair(card["label"], card["value"])
        + (f" ({card['detail']})" if card["detail"] else "")
        for card in summary["cards"]
    ]
    first = [f"{c['code']} {c['title']} ({c['brief']})" for c in page["charters"]]
    return [
        f"## {inert(summary['heading'])}",
        verdict,
        f"**{inert(summary['sentence'])}**",
        _bullets(one["text"] for one in summary["findings"]),
        text(summary["stage"]),
        text(" ".join(summary["certainty"])),
        _bullets(cards),
        *([f"### {inert(summary['first'])}", _numbered(first)] if first else []),
        *(text(note) for note in summary["notes"]),
    ]


def _section(section: Section, words: Words) -> list[str]:
    return [
        f"## {inert(section['heading'])}",
        *_body(section, words),
        *(block for part in section["parts"] for block in _part(part, words)),
    ]


def _part(part: Part, words: Words) -> list[str]:
    points = [_bullets(part["points"])] if part.get("points") else []
    return [f"### {inert(part['heading'])}", *points, *_facts(part, words), *_body(part, words)]


def _body(section: Section | Part, words: Words) -> list[str]:
    table = section["table"]
    return [
        *(text(line) for line in section["intro"]),
        *([text(table["caption"]), _table(table, words)] if table else []),
        *(text(note) for note in section["notes"]),
    ]


def _facts(part: Part, words: Words) -> list[str]:
    found = [
        words.pair(fact["name"], _together(fact["texts"], words)) for fact in part.get("facts", [])
    ]
    return [_bullets(found)] if found else []


def _table(table: Table, words: Words) -> str:
    heads = [column["text"] for column in table["columns"]]
    rules = [RULES.get(column["kind"], "---") for column in table["columns"]]
    rows = [[_cell(c, row["tone"], words) for c in row["cells"]] for row in table["rows"]]
    return "\n".join(_line(line) for line in ([inert(h) for h in heads], rules, *rows))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, tone: str, words: Words) -> str:
    symbol = SYMBOLS.get(cell["tone"], "") if cell["kind"] == "state" else ""
    shown = inert(f"{symbol} {cell['text']}".strip())
    details = f" ({inert(words.clauses(cell['details']))})" if cell["details"] else ""
    return f"**{shown}**{details}" if tone == "total" and shown else f"{shown}{details}"


def _plan(page: View, words: Words) -> list[str]:
    plan = page["plan"]
    if plan is None:
        return []
    charters = [block for c in page["charters"] for block in _charter(c, words)]
    return [*_section(plan, words), *charters]


def _charter(charter: Charter, words: Words) -> list[str]:
    facts = [
        words.pair(f"**{inert(fact['name'])}**", inert(_together(fact["texts"], words)))
        for fact in charter["facts"]
    ]
    return [
        f"### {inert(charter['code'])} {inert(charter['title'])}",
        "\n".join(f"- {fact}" for fact in facts),
        f"**{inert(charter['steps_name'])}**",
        _numbered(charter["steps"]),
    ]


def _together(texts: list[str], words: Words) -> str:
    """Return sentences one after the other, and anything else with semicolons."""
    sentences = all(text.endswith(".") for text in texts)
    return " ".join(texts) if sentences else words.clauses(texts)


def _method(method: Section) -> list[str]:
    return [f"## {inert(method['heading'])}", _bullets(method["notes"])]


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {text(line)}" for line in lines)


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{i}. {text(line)}" for i, line in enumerate(lines, start=1))
