"""The offline form of alignscan: a file of its own for each person."""

from collections.abc import Iterator
from typing import Final

from alignscan.responses.platforms.profile import Evidence, Head, Profile, named


def _evidence(head: Head) -> Iterator[Evidence]:
    if head.having("alignscan_response"):
        yield Evidence(10, "the file says that it is a response to a form of alignscan")


PROFILE: Final = Profile(
    id="alignscan-form",
    name="form of alignscan",
    evidence=_evidence,
    technical=named(r"alignscan_.*"),
    response=("alignscan_response",),
)
