from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.responses.samples import questionnaire, survey

from alignscan.model.codebook import Codebook, codebook
from alignscan.responses.errors import ResponsesError
from alignscan.responses.read import Reading
from alignscan.source.finding import Finding


@pytest.fixture
def book() -> Codebook:
    return codebook(survey(), questionnaire())


@pytest.fixture
def reading(tmp_path: Path, book: Codebook) -> Callable[..., Reading]:
    def make(*files: str, batch_rows: int = 100_000, **more: Any) -> Reading:
        responses = {"responses": list(files)} if files else {}
        return Reading(survey(**responses, **more), book, tmp_path, batch_rows=batch_rows)

    return make


@pytest.fixture
def problems(reading: Callable[..., Reading]) -> Callable[..., tuple[Finding, ...]]:
    def read_badly(*files: str, **more: Any) -> tuple[Finding, ...]:
        with pytest.raises(ResponsesError) as caught:
            list(reading(*files, **more).batches())
        return caught.value.findings

    return read_badly
