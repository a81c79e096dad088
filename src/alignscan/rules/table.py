"""The one table of codes: everything that a finding can be, in the order of the codes.

A code is never given a second meaning. Messages are made where a rule is checked; the severity,
the name and the explanation of a code live here.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from alignscan.rules.rule import Area, Rule
from alignscan.rules.table_actions import ACTIONS
from alignscan.rules.table_brand import BRAND
from alignscan.rules.table_gates import GATES
from alignscan.rules.table_import import IMPORT
from alignscan.rules.table_plan import PLAN
from alignscan.rules.table_planfile import PLANFILE
from alignscan.rules.table_quality import QUALITY
from alignscan.rules.table_questionnaire import QUESTIONNAIRE
from alignscan.rules.table_responses import RESPONSES
from alignscan.rules.table_shape import SHAPE
from alignscan.rules.table_source import SOURCE
from alignscan.rules.table_survey import SURVEY

__all__ = ["RULES", "Area", "Rule", "find"]

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (
            *(*SOURCE, *SHAPE, *SURVEY, *GATES, *QUESTIONNAIRE, *QUALITY),
            *(*ACTIONS, *PLAN, *PLANFILE, *RESPONSES, *IMPORT, *BRAND),
        ),
        key=lambda rule: rule.code,
    )
)


@cache
def _index() -> dict[str, Rule]:
    return {key: rule for rule in RULES for key in (rule.code, rule.name)}


def find(code_or_name: str) -> Rule | None:
    """Return the rule with a code (``AS203``, in any case) or a name (``unknown-item``)."""
    return _index().get(code_or_name.upper()) or _index().get(code_or_name.lower())
