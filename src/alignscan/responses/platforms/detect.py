"""Which platform wrote an export; where the evidence is thin, none."""

from dataclasses import dataclass
from typing import Final

from alignscan.responses.platforms import (
    alignscan_form,
    generic,
    google_forms,
    kobo,
    limesurvey,
    microsoft_forms,
    odk,
    qualtrics,
    redcap,
    surveymonkey,
)
from alignscan.responses.platforms.profile import Head, Profile

PROFILES: Final[dict[str, Profile]] = {
    module.PROFILE.id: module.PROFILE
    for module in (
        *(qualtrics, kobo, odk, limesurvey, surveymonkey, microsoft_forms, google_forms, redcap),
        alignscan_form,
        generic,
    )
}
ENOUGH: Final = 5
"""So many points are needed to name a platform ..."""
AHEAD: Final = 2
"""... and so many more than any other platform has."""


@dataclass(frozen=True, slots=True)
class Detected:
    """A platform, and what speaks for it."""

    profile: Profile
    why: tuple[str, ...]


def detect(head: Head) -> Detected:
    """Return the platform that wrote an export; generic where that is not clear."""
    found = {
        id: tuple(profile.evidence(head)) for id, profile in PROFILES.items() if id != "generic"
    }
    points = {id: sum(one.points for one in evidence) for id, evidence in found.items()}
    best, *others = sorted(points, key=lambda id: -points[id])
    if points[best] >= ENOUGH and points[best] - points[others[0]] >= AHEAD:
        return Detected(PROFILES[best], tuple(one.what for one in found[best]))
    return Detected(generic.PROFILE, (_why_none(points[best], points[others[0]], best, others[0]),))


def _why_none(most: int, next_most: int, best: str, second: str) -> str:
    if not most:
        return "nothing in the headings is typical of a platform"
    if most >= ENOUGH:
        names = f"{PROFILES[best].name} as much as {PROFILES[second].name}"
        return f"the headings look like {names} ({most} and {next_most} points)"
    name = PROFILES[best].name
    return f"too little speaks for {name}, the closest ({most} of {ENOUGH} points)"
