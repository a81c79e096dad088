"""How large a report may be: the mid-sized example in each language, and a very large survey."""

import pytest
from tests.examples import report_of
from tests.rendering.large import large

from alignscan.model.labels import languages
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render

MOST = 300_000
"""Bytes: what a mail server and a reader on the road put up with."""
LARGEST = 1_000_000


@pytest.mark.parametrize("language", languages())
def test_a_report_is_small_enough_to_send(language: str) -> None:
    page = render(report_of("mid-sized"), Presentation(language=language))
    assert len(page.encode()) <= MOST


def test_a_very_large_survey_still_makes_a_page() -> None:
    page = render(large(report_of("mid-sized")), Presentation())
    assert len(page.encode()) <= LARGEST


def test_a_summary_is_much_shorter() -> None:
    report = report_of("mid-sized")
    sizes = [len(render(report, Presentation(detail=d))) for d in ("summary", "standard", "full")]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[1] / 3
