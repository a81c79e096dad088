"""The KPI scorecard: how one will know that each action worked."""

from decimal import Decimal

from alignscan.model.notation import rounded
from alignscan.planning.plan import Kpi, PlannedAction
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.tables import Cell, Column, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

HEADS = ("kpi", "action", "owner", "baseline", "aim", "due", "level_of")


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter; None where nothing is planned."""
    actions = report.plan.actions
    if not actions:
        return None
    out = section("kpis", words)
    known = sum(a.kpi.baseline is not None for a in actions)
    key = "heading.kpis" if known else "heading.kpis.unmeasured"
    out["heading"] = words.count(key, len(actions), known=known)
    out["intro"] = [words.say("kpis.intro")]
    out["table"] = Table(
        id="table-kpis",
        caption=words.say("caption.kpis"),
        columns=[Column(kind="text", text=words.say(f"column.{head}")) for head in HEADS],
        rows=[Row(id="", tone="", cells=_cells(action, words)) for action in actions],
    )
    return out


def _cells(action: PlannedAction, words: Words) -> list[Cell]:
    kpi = action.kpi
    owner = words.say(f"role.{action.owner_role}")
    return [
        cell(words.text(kpi.name)),
        cell(action.id, href=anchor("action", action.id)),
        cell(owner),
        cell(baseline(kpi, words), details=_from_the_scan(kpi, words)),
        cell(aim(kpi, words)),
        cell(_due(kpi, words), tone="date" if kpi.due else ""),
        cell(words.say(f"kpi.level.{kpi.level}")),
    ]


def _from_the_scan(kpi: Kpi, words: Words) -> list[str]:
    return [words.say("program.baseline")] if kpi.baseline is not None else []


def baseline(kpi: Kpi, words: Words) -> str:
    """Return where a KPI stands now, or that it is measured first."""
    return words.say("kpi.first") if kpi.baseline is None else _in_unit(kpi.baseline, kpi, words)


def aim(kpi: Kpi, words: Words) -> str:
    """Return the target of a KPI: a figure, a change or words; a dash for none."""
    if kpi.target is not None:
        return _in_unit(kpi.target, kpi, words)
    if kpi.change is not None:
        if kpi.change == 0:
            return words.say("kpi.same")
        sign = "+" if kpi.change > 0 else ""
        figure = words.exact(rounded(kpi.change, 2))
        return words.say("kpi.change", change=words.change(sign + figure, kpi.unit))
    return words.text(kpi.target_text) if kpi.target_text else "-"


def due_in_words(kpi: Kpi, words: Words) -> str:
    """Return when a KPI is read, as it stands within a sentence."""
    return _due(kpi, words) if kpi.due is None else words.date(kpi.due)


def _due(kpi: Kpi, words: Words) -> str:
    if kpi.due is not None:
        return words.day(kpi.due)
    return words.count("kpi.after", kpi.due_after_weeks)


def _in_unit(value: Decimal, kpi: Kpi, words: Words) -> str:
    return words.in_unit(words.exact(rounded(value, 2)), kpi.unit)
