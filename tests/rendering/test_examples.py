"""The packaged examples as pages, in each language and depth: every link leads somewhere."""

import re
from collections import Counter
from typing import get_args

import pytest
from tests.examples import EXAMPLES, report_of

from alignscan.model.labels import languages
from alignscan.rendering.options import Detail, Presentation
from alignscan.rendering.report.html import render

IDS = re.compile(r'<[^>]* id="([^"]*)"')
LINKS = re.compile(r'<[^>]* (?:href|src)="([^"]*)"')
ATTRIBUTES = re.compile(r'<[^>]* aria-labelledby="([^"]*)"')


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("detail", get_args(Detail))
@pytest.mark.parametrize("name", EXAMPLES)
def test_ids_are_unique_and_links_stay_on_the_page(
    name: str, detail: Detail, language: str
) -> None:
    page = render(report_of(name), Presentation(detail=detail, language=language))
    ids = Counter(IDS.findall(page))
    assert [id for id, count in ids.items() if count > 1] == []
    wanted = {link.removeprefix("#") for link in LINKS.findall(page)}
    assert wanted | set(ATTRIBUTES.findall(page)) <= set(ids)
