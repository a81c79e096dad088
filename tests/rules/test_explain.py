"""What can be explained: every entry is complete, and is about the figure that is published."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from tests.measurement.books import Person, batch_of, book_of, rated

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.complete import CompleteItem, CompleteSums
from alignscan.measurement.differences import difference, hedges_correction
from alignscan.measurement.distribution import Scores, scores_from_counts
from alignscan.measurement.drivers import shapley
from alignscan.measurement.groups import kruskal_wallis
from alignscan.measurement.intervals import margin_from_mean, margin_t, wilson
from alignscan.measurement.moments import average_deviation, variance
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.paired import gap_of_differences
from alignscan.measurement.proportions import finite_wilson, share_bounds, share_difference
from alignscan.measurement.quality import flags, variability
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.scores import index, is_scored
from alignscan.measurement.segments import Group, Groups
from alignscan.measurement.units import ScoreRow
from alignscan.measurement.weighting import CellSums, post_stratified, weighted_mean
from alignscan.model.conditions import PRACTICES
from alignscan.model.content import action_library
from alignscan.publish.policy import ALLOWED, NOT_PUBLISHED
from alignscan.publish.rounding import mean_range, rounded, share_range
from alignscan.rules.explain import entries, explanation, nearest
from alignscan.rules.table import RULES
from alignscan.rules.topics import looked_up, names, statistics, terms

POINTS = tuple(Fraction(point) for point in range(1, 6))
SIX, OTHER, SPLIT = (4, 5, 4, 3, 4, 2), (3, 5, 4, 2, 4, 2), (1, 1, 1, 5, 5, 5)
HIGH, LOW, LOWEST = (4, 5, 4, 3, 4), (2, 3, 2, 3, 2), (1, 1, 2)
HOLDS_OTHERS = {
    "CellMeasure.id", "CellMeasure.filters", "CellMeasure.items", "CellMeasure.scales",
    "Measures.cells", "Measures.scorable", "ContextMeasure.cells",
}  # fmt: skip
"""Fields that say whose figures these are, or hold fields that are explained by themselves."""


def counts(answers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(answers.count(int(point)) for point in POINTS)


def scores(answers: tuple[int, ...]) -> Scores:
    return scores_from_counts(POINTS, counts(answers))


def complete(*items: tuple[int, ...]) -> CompleteSums:
    rows = zip(*items, strict=True)
    products = (sum((a - 1) * (b - 1) for a, b in rows),) if len(items) == 2 else ()
    return CompleteSums(
        tuple(
            CompleteItem(f"q{i}", POINTS, Fraction(1), (0, 1, 2, 3, 4), counts(answers))
            for i, answers in enumerate(items)
        ),
        products,
    )


def percent(value: float | Fraction) -> str:
    return f"{rounded(value, Decimal('0.01')) * 100:.0f}%"


def two(value: float | Fraction | None) -> str:
    assert value is not None
    return f"{float(value):.2f}"


def score() -> list[str]:
    return [f"= {two(Fraction(3 + 4 + 2 * 5, 4))}."]


def of_index() -> list[str]:
    return [f"index of {rounded(index(Fraction('2.8'), Fraction(1), Fraction(5)), Decimal(1))}."]


def half_rule() -> list[str]:
    found = [is_scored(ScoreRow(*row, 0, 0, 0, 1)) for row in ((7, 4), (7, 3), (6, 3))]
    assert found == [True, False, True]
    return ["Of 7", "4 answered is enough, and 3 is not", "of 6, 3 is enough"]


def favorable() -> list[str]:
    return ["9 on", percent(Fraction(9, 20))]


def distribution() -> list[str]:
    return [", ".join(percent(Fraction(count, 6)) for count in counts(SIX))]


def sd() -> list[str]:
    spread = variance(POINTS, counts(SIX))
    assert spread is not None
    return [f"mean {two(scores(SIX).mean)}", f"SD {two(sqrt(spread))}"]


def gap() -> list[str]:
    return [f"gap {Decimal('4.0') - Decimal('2.7')}"]


def wish() -> list[str]:
    apart = [5 - 3, 4 - 3, 5 - 2, 4 - 4]
    squares = sum(value**2 for value in apart)
    found = gap_of_differences(4, Fraction(sum(apart)), Fraction(squares))
    assert found is not None
    assert found.interval is not None
    low, high = found.interval
    return [f"gap {float(found.mean):.1f}", f"{low:.1f} to {high:.1f}"]


def margin() -> list[str]:
    return [f"margin of {rounded(margin_from_mean(12, Fraction('3.4'), 1, 5), Decimal('0.1'))}"]


def confidence_interval() -> list[str]:
    spread = variance(POINTS, counts(SIX))
    assert spread is not None
    return [f"3.67 +- {margin_t(6, spread):.2f}"]


def of_wilson() -> list[str]:
    low, high = wilson(81, 263)
    return [percent(Fraction(81, 263)), f"{percent(low)} to {percent(high)}"]


def finite() -> list[str]:
    low, high = finite_wilson(81, 263, 300)
    return [f"{percent(low)} to {percent(high)}"]


def response_rate() -> list[str]:
    return [percent(Fraction(428, 640))]


def worst_case() -> list[str]:
    found = share_bounds(81, 263, 300)
    return [f"between {percent(found.low)} and {percent(found.high)}"]


def agreement() -> list[str]:
    first, second = (average_deviation(POINTS, counts(x)) for x in (SIX, SPLIT))
    assert first is not None
    assert second is not None
    assert first <= Fraction(5, 6) < second
    return [f"AD_M {two(first)}, so people agree", f"{two(second)}, divided"]


def rwg() -> list[str]:
    found = Agreement(complete(SIX))
    assert found.lindell is not None
    values = (variance(POINTS, counts(SIX)), 1 - found.lindell, found.rwg)
    return ["s^2 = {}, q = {}, r_wg = {}".format(*map(two, values))]


def rstar() -> list[str]:
    found = Agreement(complete(SPLIT))
    return [f"s^2 = {two(variance(POINTS, counts(SPLIT)))}, r* = {two(found.lindell)}"]


def awg() -> list[str]:
    return [f"a_wg = {two(Agreement(complete(SIX)).a_wg)}"]


def icc() -> list[str]:
    groups = []
    for answers in ((4, 5, 4), (2, 3, 2)):
        mean = scores(answers).mean
        assert mean is not None
        groups.append(Group(3, mean, scores(answers).variance))
    found = Groups(tuple(groups))
    return [f"ICC(1) = {two(found.icc1())}", f"ICC(2) = {two(found.icc2)}"]


def alpha() -> list[str]:
    return [f"alpha = {two(Reliability(complete(SIX, OTHER)).alpha)}"]


def omega() -> list[str]:
    return [f"2 * 0.60 / 1.60 = {two(2 * 0.6 / 1.6)}"]


def item_rest() -> list[str]:
    return [f"r = {two(Reliability(complete(SIX, OTHER)).item_rest['q0'])}"]


def of_difference() -> list[str]:
    return [f"difference {Decimal('3.4') - Decimal('2.9')}"]


def welch() -> list[str]:
    found = difference(scores(HIGH), scores(LOW))
    assert found is not None
    assert found.welch is not None
    return [f"t = {found.welch.t:.2f}, df = {found.welch.df:.1f}, p = {found.welch.p:.3f}"]


def hedges_g() -> list[str]:
    return [f"J = {hedges_correction(5):.3f}"]


def cliffs_delta() -> list[str]:
    found = difference(scores(HIGH), scores(LOW))
    assert found is not None
    return [f"U = {float(found.ranks.u):.1f}, delta = {two(found.ranks.cliffs_delta)}"]


def mann_whitney() -> list[str]:
    found = difference(scores(HIGH), scores(LOW))
    assert found is not None
    return [f"U = {float(found.ranks.u):.1f}, p = {found.ranks.p:.3f}"]


def of_kruskal_wallis() -> list[str]:
    found = kruskal_wallis([scores(x) for x in ((4, 5, 4), (2, 3, 2), LOWEST)])
    assert found is not None
    return [f"H = {found.h:.2f}, p = {found.p:.3f}"]


def newcombe() -> list[str]:
    found = share_difference(56, 70, 48, 80)
    low, high = found.interval
    return [f"{percent(found.difference)} apart", f"{percent(low)} to {percent(high)}"]


def of_holm() -> list[str]:
    return ["become {}, {} and {}".format(*map(two, holm([0.01, 0.02, 0.03])))]


def bh() -> list[str]:
    return ["become {}, {} and {}".format(*map(two, benjamini_hochberg([0.01, 0.02, 0.04])))]


def drivers() -> list[str]:
    matrix = np.array([[[1, 0.5, 0.6], [0.5, 1, 0.6], [0.6, 0.6, 1]]])
    one, other = shapley(matrix)[0].tolist()
    return [f"R^2 = {two(one + other)}", f"each {percent(one / (one + other))}"]


def cells() -> dict[tuple[str, ...], CellSums]:
    return {
        ("a",): CellSums(10, Fraction(40), Fraction(160)),
        ("b",): CellSums(30, Fraction(90), Fraction(270)),
    }


def weighting() -> list[str]:
    found = weighted_mean(cells(), post_stratified(cells(), {("a",): 20, ("b",): 180}))
    return [f"{two(found.mean)}, not {two(found.unweighted)}"]


def effective_n() -> list[str]:
    found = post_stratified(cells(), {("a",): 20, ("b",): 180})
    assert found.by_cell == {("a",): 2, ("b",): 6}
    return [f"effective n {found.effective_n:.1f} of 40"]


def flagged(answers: list[int]) -> tuple[bool, bool, float]:
    items = [f"q{i}" for i in range(len(answers))]
    book = book_of([rated(name) for name in items])
    person = Person({name: x - 1 for name, x in zip(items, answers, strict=True)}, {})
    batch = batch_of(book, [person])
    found = flags(book, batch)
    spread = float(variability(book, batch, items)[0])
    return bool(found.straight[0]), bool(found.uniform[0]), spread


def straight_lining() -> list[str]:
    assert flagged([3, 3, 3, 3, 3, 4, 2, 3, 4, 5])[0]
    assert not flagged([3, 3, 3, 3, 2, 4, 2, 3, 4, 5])[0]
    return ["3, 3, 3, 3, 3, 4, 2, 3, 4, 5: a run of 5, so flagged"]


def low_variability() -> list[str]:
    _, uniform, spread = flagged([4] * 19 + [5])
    assert uniform
    return [f"SD {two(spread)}, so flagged"]


def share(count: int, n: int) -> Callable[[], list[str]]:
    return lambda: [f"{count} of {n} asked", percent(Fraction(count, n))]


def rounding_step() -> list[str]:
    return [f"printed as {rounded(Fraction('3.25'), Decimal('0.1'))}"]


def of_range() -> list[str]:
    band = mean_range(Fraction("4.9"), 12, (Fraction(1), Fraction(5)), Decimal("0.1"))
    shares = share_range(Fraction(19), 20, Decimal("0.01"))
    assert band is not None
    assert shares is not None
    return [f"at least {band[0]}", f"at least {percent(Fraction(shares[0]))}"]


def min_group() -> list[str]:
    return ["4 answers the third is withheld"]


EXAMPLES: dict[str, Callable[[], list[str]]] = {
    "score": score, "index": of_index, "half-rule": half_rule, "favorable": favorable,
    "distribution": distribution, "sd": sd, "gap": gap, "wish": wish, "margin": margin,
    "confidence-interval": confidence_interval, "wilson": of_wilson,
    "finite-population-correction": finite, "response-rate": response_rate,
    "worst-case-bounds": worst_case, "agreement": agreement, "rwg": rwg, "rstar": rstar,
    "awg": awg, "icc": icc, "alpha": alpha, "omega": omega, "item-rest": item_rest,
    "difference": of_difference, "welch": welch, "hedges-g": hedges_g,
    "cliffs-delta": cliffs_delta, "mann-whitney": mann_whitney,
    "kruskal-wallis": of_kruskal_wallis, "newcombe": newcombe, "holm": of_holm,
    "benjamini-hochberg": bh, "drivers": drivers, "weighting": weighting,
    "effective-n": effective_n, "straight-lining": straight_lining,
    "low-variability": low_variability, "item-nonresponse": share(6, 120),
    "cannot-say": share(18, 120), "min-group": min_group, "rounding-step": rounding_step,
    "range": of_range,
}  # fmt: skip


def test_every_statistic_has_an_example() -> None:
    assert EXAMPLES.keys() == statistics().keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_numbers_of_an_example_are_computed(name: str) -> None:
    example = statistics()[name].example
    for part in EXAMPLES[name]():
        assert part in example, f"{name}: {part}"


def test_everything_that_may_be_published_is_explained() -> None:
    explained = [field for entry in statistics().values() for field in entry.fields]
    assert len(set(explained)) == len(explained)
    assert set(explained) <= ALLOWED.keys() | NOT_PUBLISHED.keys()
    missing = ALLOWED.keys() - set(explained) - HOLDS_OTHERS
    assert not missing, "add them to fields: of an entry in content/statistics.yaml"


def test_an_entry_says_from_how_many_answers_its_figure_is_shown() -> None:
    for name, entry in statistics().items():
        for field in entry.fields:
            least = ALLOWED[field].from_n if field in ALLOWED else 0
            said = {int(number) for number in re.findall(r"\b\d+\b", entry.published)}
            assert not least or least in said, f"{name}: {field} from {least}"


@pytest.mark.parametrize("name", [*statistics(), *terms()])
def test_an_explanation_fits_a_screen_and_names_its_source(name: str) -> None:
    text = explanation(name)
    assert text is not None
    assert text.startswith(f"{name}: ")
    assert "\nSource: " in text
    assert max(map(len, text.splitlines())) <= 78
    assert re.search(r"\(\d{4}\)|alignscan's own|Common survey", text)


def test_a_statistic_is_one_plain_sentence() -> None:
    for name, entry in statistics().items():
        assert entry.summary.endswith("."), name
        assert ". " not in entry.summary, name
        assert len(entry.summary.split()) <= 24, name


def test_no_name_means_two_things() -> None:
    of_topic = {name: {looked_up(x) for x in (name, *t.names)} for name, t in terms().items()}
    of_topic |= {name: {looked_up(x) for x in (name, *s.names)} for name, s in statistics().items()}
    every = [key for keys in of_topic.values() for key in keys]
    assert sorted({key for key in every if every.count(key) > 1}) == []
    assert not {looked_up(name) for rule in RULES for name in (rule.code, rule.name)} & set(every)


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Cliff's delta", "cliffs-delta"),
        ("r*", "rstar"),
        ("r_wg(j)", "rwg"),
        ("AD_M", "agreement"),
        ("Cronbach's alpha", "alpha"),
        ("LMG", "drivers"),
        ("Kish", "effective-n"),
        ("min_group", "min-group"),
        ("half rule", "half-rule"),
        ("FPC", "finite-population-correction"),
        ("ICC(1)", "icc"),
        ("raking", "weighting"),
        ("  Agreement ", "agreement"),
    ],
)
def test_other_names_are_found(name: str, topic: str) -> None:
    assert names()[looked_up(name)] == topic
    assert explanation(name) == explanation(topic)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("omgea", "omega"), ("newcomb", "newcombe"), ("straightlinig", "straight-lining")],
)
def test_a_misspelt_name_is_close_to_one(name: str, meant: str) -> None:
    assert explanation(name) is None
    assert nearest(name) == meant


def test_drivers_never_cause_anything() -> None:
    text = explanation("drivers")
    assert text is not None
    assert "associated with" in text
    assert not re.search(r"\bcaus|\bdrives\b|\bimpact", text)


def test_the_list_holds_everything_once() -> None:
    listed = [name for _, lines in entries() for name, _ in lines]
    assert len(listed) == len(set(listed))
    assert {*terms(), *statistics()} <= set(listed)
    of_plans = len(PRACTICES) + len(action_library().actions)
    assert len(listed) == len(terms()) + len(statistics()) + of_plans + len(RULES)
    assert all(lines for _, lines in entries())
