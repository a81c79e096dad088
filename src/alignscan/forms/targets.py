"""What a survey can be turned into: one entry for each target."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from alignscan.forms.form import Form
from alignscan.forms.offline import html
from alignscan.forms.platforms import (
    google_forms,
    limesurvey,
    qualtrics,
    redcap,
    surveyjs,
    xlsform,
)
from alignscan.forms.sheets import answers, paste


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of form."""

    render: Callable[[Form], bytes]
    """Return the file; the same form gives the same bytes. Raises CannotCarry."""
    ending: str
    """What follows the name of the survey file in the name of the form."""
    several: bool
    """Whether one file holds all languages."""
    levels: bool = False
    """Whether items are worded for the level that people choose."""
    settings: str = ""
    """What the file cannot say about privacy, and has to be set by hand."""


TARGETS: Final[dict[str, Target]] = {
    "html": Target(html.render, "form.html", several=True, levels=True),
    "xlsx": Target(answers.render, "answers.xlsx", several=False),
    "xlsform": Target(
        xlsform.render,
        "xlsform.xlsx",
        several=True,
        levels=True,
        settings="let people answer without an account, and collect no user names",
    ),
    "limesurvey": Target(limesurvey.render, "limesurvey.txt", several=True, levels=True),
    "qualtrics": Target(
        qualtrics.render,
        "qualtrics.txt",
        several=False,
        settings='under Security switch on "Anonymize responses"',
    ),
    "surveyjs": Target(
        surveyjs.render,
        "surveyjs.json",
        several=True,
        levels=True,
        settings="store results without addresses, accounts or times of day",
    ),
    "google-forms": Target(google_forms.render, "google-forms.gs", several=False),
    "redcap": Target(
        redcap.render,
        "redcap.csv",
        several=False,
        settings="ask by a public survey link, without a list of participants",
    ),
    "paste": Target(paste.render, "paste.txt", several=False),
}
