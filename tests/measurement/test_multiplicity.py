from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.measurement.oracles import oracle
from tests.measurement.reference_scores import few, near

from alignscan.measurement.multiplicity import benjamini_hochberg, family, holm

p_values = st.lists(st.floats(0, 1), max_size=30)


def test_adjusted_p_values_equal_published_ones() -> None:
    case = next(c for c in oracle("literature")["cases"] if c["id"] == "bh1995_holm")
    p = case["input"]["p"]
    assert near(holm(p), case["computed"]["holm"])
    assert near(benjamini_hochberg(p), case["computed"]["bh"])
    bonferroni = [min(1.0, value * len(p)) for value in p]
    assert near(bonferroni, case["computed"]["bonferroni"])
    for found, name in ((benjamini_hochberg(p), "bh"), (bonferroni, "bonferroni")):
        rejected = sum(value <= 0.05 for value in found)
        assert rejected == case["published"][f"{name}_rejections_05"]
        assert rejected == case["computed"][f"{name}_rejections_05"]


@few
@given(p_values)
def test_adjusting_keeps_the_order_and_never_helps(p: list[float]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        order = sorted(range(len(p)), key=p.__getitem__)
        assert all(adjusted[a] <= adjusted[b] for a, b in pairwise(order))
        assert all(before <= after <= 1 for before, after in zip(p, adjusted, strict=True))
    assert all(b <= h * (1 + 1e-12) for h, b in zip(holm(p), benjamini_hochberg(p), strict=True))


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_agrees_with_scipy(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(list(stats.false_discovery_control(p)))


@few
@given(p_values)
def test_order_does_not_matter(p: list[float]) -> None:
    mixed = sorted(p)
    for adjust in (holm, benjamini_hochberg):
        assert sorted(adjust(p)) == adjust(mixed)


def test_a_family_counts_only_what_was_tested() -> None:
    found = family("five conditions", {"direction": 0.01, "goals": None, "systems": 0.04})
    assert (found.name, found.size, list(found.adjusted)) == (
        "five conditions",
        2,
        ["direction", "goals", "systems"],
    )
    assert found.adjusted["goals"] is None
    direction = found.adjusted["direction"]
    assert direction is not None
    assert (direction.p, direction.holm, direction.benjamini_hochberg) == (0.01, 0.02, 0.02)


def test_one_question_needs_no_adjustment() -> None:
    assert holm([0.03]) == benjamini_hochberg([0.03]) == [0.03]
    assert family("nothing", {}).size == 0


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.5, p])
