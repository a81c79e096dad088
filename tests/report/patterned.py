"""A report with patterns of every sort, and no plan."""

from functools import cache
from typing import Any

from tests.diagnose.companies import Company, published_of

from alignscan.diagnose.diagnose import diagnose
from alignscan.planning.plan import Plan
from alignscan.report.compose import compose
from alignscan.report.model import Report

COMPANY = Company(
    scores={"C2.1": "3.6", "C1.1": "2.6", "C2.5": "2.5"},
    levels={"senior_leadership": "0.6"},
    units={"West": "-0.6"},
    exact={"C3.5": (36, 0, 0, 114, 0)},
    recalled=(60, 40, 20, 30),
)


@cache
def report(company: Company = COMPANY, **written: Any) -> Report:
    """Return the report of a made-up company."""
    published, asked, given = published_of(company, **written)
    found = diagnose(published, given, asked)
    return compose(given, asked, published, found, Plan(), "alignscan")
