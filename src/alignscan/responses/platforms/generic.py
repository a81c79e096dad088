"""A table of no platform that is known here: one row of headings, ids or texts."""

from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import Evidence, Head, Profile, named


def _evidence(_head: Head) -> Iterator[Evidence]:
    yield from ()


PROFILE: Final = Profile(
    id="generic",
    name="no known platform",
    evidence=_evidence,
    technical=named("timestamp", "date", "datetime", "time", "duration", "alignscan_language"),
    response=("alignscan_response",),
)
