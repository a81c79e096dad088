"""What people were promised about their answers, as far as the survey file says it."""

from alignscan.model.survey import Mode, Survey
from alignscan.publish.published import Frozen


class Promise(Frozen):
    """How answers are treated; forms and reports carry it."""

    mode: Mode
    agreed: str | None
    """Who agreed to see group figures, and when; team mode only."""
    min_group: int | None
    """People a group must have to be shown; confidential mode only."""
    segments: tuple[str, ...]
    """The ways in which people are grouped."""
    crossings: tuple[tuple[str, str], ...]
    """Pairs of them that are combined."""
    consented: str | None
    """The level that agreed to be shown although it is small."""
    readers: str | None
    """Who may read the answers themselves; null where the survey file does not say."""
    retention: str | None
    """How long the answers are kept; null where the survey file does not say."""


def promise_of(survey: Survey) -> Promise:
    """Return the promise that a survey file makes."""
    mode, rules = survey.effective_mode, survey.confidentiality
    return Promise(
        mode=mode,
        agreed=survey.agreed if mode == "team" else None,
        min_group=rules.min_group if mode == "confidential" else None,
        segments=tuple(survey.segments),
        crossings=tuple((first, second) for first, second in rules.crossings),
        consented=survey.consented.level if survey.consented else None,
        readers=rules.readers,
        retention=rules.retention,
    )
