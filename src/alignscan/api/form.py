"""A survey as a form that people fill in elsewhere."""

from pathlib import Path

from alignscan.api.load import Assessment, load
from alignscan.forms.form import Form, PromiseText, form_of, languages_of
from alignscan.forms.levels import for_level
from alignscan.forms.targets import TARGETS
from alignscan.rendering.options import Presentation
from alignscan.rendering.promise import promise_heading, promise_sentences
from alignscan.rendering.words import words_in
from alignscan.report.promise import promise_of


def form(
    survey: str | Path | Assessment,
    to: str,
    *,
    language: str | None = None,
    level: str | None = None,
    root: str | Path | None = None,
) -> bytes:
    """Return the form of a survey for a target such as ``html`` or ``limesurvey``, as a file.

    Without a ``language`` it is in all that the questionnaire is complete in, or, where the target
    takes one only, in the first of them. With a ``level`` every item is worded for it. Raises
    KeyError for an unknown target, InvalidInput for a file with errors, and CannotCarry for what
    the target or the language cannot hold.
    """
    target = TARGETS[to]
    return target.render(asked(survey, to, language=language, level=level, root=root))


def asked(
    survey: str | Path | Assessment,
    to: str,
    *,
    language: str | None = None,
    level: str | None = None,
    root: str | Path | None = None,
) -> Form:
    """Return what a form for a target asks; see ``form``."""
    ready = survey if isinstance(survey, Assessment) else load(survey, root=root)
    found = languages_of(ready.survey, ready.questionnaire, language)
    chosen = found if TARGETS[to].several else found[:1]
    promise = {one: _promise(ready, one) for one in chosen}
    made = form_of(ready.survey, ready.questionnaire, chosen, promise)
    return made if level is None else for_level(made, level)


def _promise(ready: Assessment, language: str) -> PromiseText:
    given = {ready.labels.language: ready.labels.labels} if ready.labels else {}
    words = words_in(language, Presentation(), given)
    sentences = promise_sentences(promise_of(ready.survey), words)
    heading = promise_heading(words)
    return PromiseText(heading, words.ahead(heading), sentences)
