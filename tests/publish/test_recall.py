from decimal import Decimal

import pytest
from tests.diagnose.companies import SIZES, Company, published_of

from alignscan.model.conditions import PRACTICES
from alignscan.publish.published import Published, RecallFigures, ShownCell


def overall(published: Published) -> RecallFigures:
    assert published.overall is not None
    assert published.overall.recall is not None
    return published.overall.recall


def test_shares_and_the_mean_are_published() -> None:
    published, _, _ = published_of(Company(recalled=(30, 27, 20, 73)), mode="team", agreed="all")
    found = overall(published)
    assert (found.n, found.named) == (150, Decimal("1.906667"))
    assert found.enough == found.all == Decimal("0.486667")
    assert published.recall is not None
    assert (published.recall.priorities, published.recall.least) == (3, 3)


def test_confidential_shares_are_rounded() -> None:
    published, _, _ = published_of(Company(recalled=(30, 27, 20, 73)))
    found = overall(published)
    assert (found.named, found.enough, found.all) == (
        Decimal("1.9"),
        Decimal("0.49"),
        Decimal("0.49"),
    )


def test_how_many_are_enough_can_be_set() -> None:
    found, _, _ = published_of(Company(recalled=(30, 27, 20, 73)), thresholds={"recall_least": 2})
    assert (overall(found).enough, overall(found).all) == (Decimal("0.62"), Decimal("0.49"))


@pytest.mark.parametrize(
    ("counts", "band"), [((148, 0, 0, 2), ("0.00", "0.02")), ((2, 0, 0, 148), ("0.98", "1.00"))]
)
def test_nearly_all_and_nearly_none_stand_as_a_range(
    counts: tuple[int, ...], band: tuple[str, str]
) -> None:
    published, _, _ = published_of(Company(recalled=counts))
    found = overall(published)
    assert (found.enough, found.all) == (None, None)
    assert found.enough_range == tuple(map(Decimal, band))


def test_withheld_groups_have_no_recall_and_small_ones_do_not_follow_from_others() -> None:
    sizes = {**SIZES, "senior_management": 1}
    company = Company(scores=dict.fromkeys(PRACTICES, "3"), recalled=(0, 10, 20, 93), sizes=sizes)
    published, _, _ = published_of(company)
    hidden = [c.id for c in published.cells if not isinstance(c, ShownCell)]
    assert "level=senior_management" in hidden
    assert all(
        c.recall is None or c.recall.n != 3 for c in published.cells if isinstance(c, ShownCell)
    )
