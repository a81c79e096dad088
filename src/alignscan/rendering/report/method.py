"""The method: one plain sentence for each statistic that occurs in a report, and no other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from alignscan.publish.published import ItemFigures, ScoreFigures, ShownCell
from alignscan.rendering.report.phrases import withheld
from alignscan.rendering.words import Words
from alignscan.report.model import Report

Values = Mapping[str, object]


def _always(report: Report) -> bool:
    del report
    return True


def _nothing(report: Report, words: Words) -> Values:
    del report, words
    return {}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a report says about one statistic; its text is the label ``method.<key>``."""

    statistic: str
    """What `alignscan explain` tells more of."""
    key: str
    occurs: Callable[[Report], bool] = _always
    values: Callable[[Report, Words], Values] = _nothing
    """What the label needs."""


def method(report: Report, words: Words) -> tuple[str, ...]:
    """Return the method in plain sentences, and where the questions and conditions come from."""
    said = [
        words.say(f"method.{sentence.key}", **sentence.values(report, words))
        for sentence in SENTENCES
        if sentence.occurs(report)
    ]
    asked = report.questionnaire
    said.append(
        words.say("method.questionnaire", title=words.text(asked.title), version=asked.version)
    )
    said += [asked.attribution] if asked.attribution else []
    return (*said, words.say("method.source"))


def _cells(report: Report) -> Iterator[ShownCell]:
    return (cell for cell in report.published.cells if isinstance(cell, ShownCell))


def _scores(report: Report) -> Iterator[ScoreFigures]:
    for cell in _cells(report):
        for found in (cell.conditions, cell.practices, cell.parts, cell.wishes, cell.outcomes):
            yield from found.values()


def _items(report: Report) -> Iterator[ItemFigures]:
    return (figures for cell in _cells(report) for figures in cell.items.values())


def _confidential(report: Report) -> bool:
    return report.published.basis.mode == "confidential"


def _with_margin(report: Report) -> bool:
    return any(figures.margin is not None for figures in _scores(report))


def _with_small_margin(report: Report) -> bool:
    """Return whether a margin is made of the printed score alone, as in groups below thirty."""
    found = (s for s in _scores(report) if s.margin is not None)
    return _confidential(report) and any(s.sd is None for s in found)


def _corrected(report: Report) -> bool:
    basis = report.published.basis
    return basis.finite_population and _with_margin(report)


def _with_favorable(report: Report) -> bool:
    return any(x.favorable is not None or x.favorable_range is not None for x in _items(report))


def _with_favorable_interval(report: Report) -> bool:
    return any(item.favorable_low is not None for item in _items(report))


def _with_rate(report: Report) -> bool:
    return report.published.participation.rate is not None


def _with_worst_case(report: Report) -> bool:
    found = report.published
    bounds = any(one.conditions for one in found.nonresponse.values())
    return bounds and not found.participation.complete


def _complete(report: Report) -> bool:
    found = report.published.participation
    mode, overall = report.published.basis.mode, report.published.overall
    return found.complete and mode == "team" and overall is not None


def _with_rwg(report: Report) -> bool:
    return any(figures.rwg is not None for figures in _scores(report))


def _with_alpha(report: Report) -> bool:
    return any(figures.alpha is not None for figures in _scores(report))


def _with_icc(report: Report) -> bool:
    found = report.published.segments.values()
    return any(one.icc1 is not None for segment in found for one in segment.values())


def _with_comparison(report: Report) -> bool:
    found = report.published
    return bool(found.comparisons) and not found.participation.complete


def _with_judgment(report: Report) -> bool:
    found = report.published
    return bool(found.comparisons) and found.participation.complete


def _with_analysis(report: Report) -> bool:
    found = report.published.comparisons.values()
    return any(test.p_holm is not None for one in found for test in one.tests.values())


def _with_paired_wish(report: Report) -> bool:
    return any(w.low is not None for w in report.published.wish_gaps.values())


def _with_drivers(report: Report) -> bool:
    return report.published.drivers is not None


def _weighted_by(method: str) -> Callable[[Report], bool]:
    def occurs(report: Report) -> bool:
        found = report.published.weighted
        return found is not None and bool(found.conditions) and found.method == method

    return occurs


def _with_effective_n(report: Report) -> bool:
    found = report.published.weighted
    return found is not None and any(
        figures.effective_n is not None for figures in found.conditions.values()
    )


def _with_flags(report: Report) -> bool:
    return report.published.unflagged is not None


def _with_remarks(report: Report) -> bool:
    return bool(report.diagnosis.remarks)


def _with_index(report: Report) -> bool:
    return report.diagnosis.index is not None


def _scale(report: Report, words: Words) -> Values:
    scale = report.questionnaire.score_scale
    return {"low": words.number(scale.low, 0), "high": words.number(scale.high, 0)}


def _states(report: Report, words: Words) -> Values:
    limits = report.thresholds
    return {"partly": words.number(limits.partly, 2), "apparent": words.number(limits.apparent, 2)}


def _minimum(report: Report, words: Words) -> Values:
    return {"minimum": words.number(report.thresholds.min_gap)}


def _withheld(report: Report, words: Words) -> Values:
    return {"groups": withheld(report, words)}


def _coarse(report: Report) -> list[str]:
    """Return the items and scores that are shown in wider steps than the others."""
    cell = report.published.overall
    if cell is None:
        return []
    steps = {id: figures.step for id, figures in cell.items.items()}
    steps |= {id: f.step for id, f in (*cell.practices.items(), *cell.conditions.items())}
    finest = min(steps.values(), default=None)
    return [id for id, step in steps.items() if finest is not None and step > finest]


def _with_coarse(report: Report) -> bool:
    return _confidential(report) and bool(_coarse(report))


def _coarse_items(report: Report, words: Words) -> Values:
    return {"items": words.series(_coarse(report))}


SENTENCES: Final[tuple[Sentence, ...]] = (
    Sentence("verdict", "verdict"),
    Sentence("score", "score", values=_scale),
    Sentence("state", "states", values=_states),
    Sentence("gap", "gap", values=_minimum),
    Sentence("index", "index", _with_index),
    Sentence("agreement", "agreement"),
    Sentence("margin", "complete", _complete),
    Sentence("margin", "margin", _with_margin),
    Sentence("margin", "margin.small", _with_small_margin),
    Sentence("finite-population-correction", "finite", _corrected),
    Sentence("favorable", "favorable", _with_favorable),
    Sentence("wilson", "share", _with_favorable_interval),
    Sentence("response-rate", "rate", _with_rate),
    Sentence("worst-case-bounds", "worst", _with_worst_case),
    Sentence("alpha", "reliability", _with_alpha),
    Sentence("rwg", "rwg", _with_rwg),
    Sentence("icc", "between", _with_icc),
    Sentence("difference", "others", _with_comparison, _minimum),
    Sentence("difference", "others.everybody", _with_judgment, _minimum),
    Sentence("welch", "analysis", _with_analysis),
    Sentence("wish", "wish", _with_paired_wish),
    Sentence("drivers", "drivers", _with_drivers),
    Sentence("weighting", "weighting.post-stratification", _weighted_by("post-stratification")),
    Sentence("weighting", "weighting.raking", _weighted_by("raking")),
    Sentence("effective-n", "effective_n", _with_effective_n),
    Sentence("straight-lining", "flags", _with_flags),
    Sentence("item-nonresponse", "remarks", _with_remarks),
    Sentence("range", "range", _confidential),
    Sentence("min-group", "withheld", _confidential, _withheld),
    Sentence("rounding-step", "coarse", _with_coarse, _coarse_items),
)
"""In the order in which they are read; a new statistic gets a line here and a label."""
