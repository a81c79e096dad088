"""Forms for platforms: every question stands in them once, by its name, with all its answers."""

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forms import exports
from tests.forms.company import WHOLE, write_odd_survey, write_survey
from tests.forms.exports import Asked

from alignscan.api.form import form
from alignscan.api.load import load
from alignscan.forms.carrying import CannotCarry
from alignscan.forms.sheets.answers import entries
from alignscan.forms.targets import TARGETS
from alignscan.model.form import Question, questions_of

ODD = (
    "=1+1",
    "-5",
    "+49",
    "@here",
    "a, b | c; d",
    'He said "no"',
    "{organization} ${C1_1} {C1_1}",
    "[[Choice:1]] [x]",
    "<b>bold</b> &amp; <!--",
    "</script><script>alert(1)</script>",
    "Größe\u00a0№ 5",
    "日本",
    "'quoted'",
    "2",
    "na",
)
CATEGORIES = st.lists(
    st.sampled_from(ODD) | st.text("abÄß12 ,;|&<{$[=-\"'\\", min_size=1, max_size=12),
    min_size=1,
    max_size=6,
    unique_by=lambda text: " ".join(text.split()).casefold(),
).filter(lambda texts: all(text.strip() == text and text for text in texts))
READ: dict[str, Callable[[bytes, str], list[Asked]]] = {
    "xlsform": lambda f, one: exports.xlsform(
        f, {"en": "English (en)", "nl": "Nederlands (nl)"}[one]
    ),
    "surveyjs": exports.surveyjs,
    "limesurvey": exports.limesurvey,
    "qualtrics": lambda f, _: exports.qualtrics(f),
    "google-forms": lambda f, _: exports.google(f),
    "redcap": lambda f, _: exports.redcap(f),
    "paste": lambda f, _: exports.paste(f),
    "html": exports.offline,
}
NAMES: dict[str, Callable[[Question], str]] = {
    "limesurvey": lambda q: q.lime,
    "redcap": lambda q: q.redcap,
    "html": lambda q: q.segment or q.name,
    "google-forms": lambda _: "",
    "paste": lambda _: "",
}
CODES: dict[str, Callable[[Question], list[str]]] = {
    "xlsform": lambda q: [a.codes.plain for a in q.answers],
    "surveyjs": lambda q: [a.codes.plain for a in q.answers],
    "limesurvey": lambda q: [a.codes.short for a in q.answers],
    "qualtrics": lambda q: [a.codes.number for a in q.answers],
    "redcap": lambda q: [a.codes.word for a in q.answers],
    "html": lambda q: [a.cell for a in q.answers],
}
BY_TEXT = ("google-forms", "paste")


def made(folder: Path, target: str, language: str, categories: Iterable[str]) -> tuple[bytes, Path]:
    path = write_survey(folder, list(categories), numbers=WHOLE)
    chosen = None if TARGETS[target].several else language
    return form(path, target, language=chosen), path


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def holds(target: str, file: bytes, path: Path, language: str) -> None:
    """Compare a form with what the survey asks."""
    ready = load(path)
    wanted = questions_of(ready.survey, ready.questionnaire)
    asked = READ[target](file, language)
    assert len(asked) == len(wanted)
    for question, found in zip(wanted, asked, strict=True):
        name = NAMES[target](question) if target in NAMES else question.name
        assert found.name == name
        suffix = f" ({question.segment})" if target in BY_TEXT and question.segment else ""
        head = plain(found.text.split("\n")[0])
        assert head == plain(question.texts[language].split("\n")[0]) + suffix
        labels = [plain(label) for _, label in found.choices]
        assert labels == [plain(answer.texts[language]) for answer in question.answers]
        if target in CODES:
            assert [str(code) for code, _ in found.choices] == CODES[target](question)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("target", READ)
def test_every_question_stands_there_by_its_name(
    target: str, language: str, tmp_path: Path
) -> None:
    file, path = made(tmp_path, target, language, ["Sales", "Operations"])
    holds(target, file, path, language)


@pytest.mark.parametrize("target", READ)
def test_no_question_and_no_label_breaks_out_of_its_place(target: str, tmp_path: Path) -> None:
    path = write_odd_survey(tmp_path, ODD[:13])
    for language in ("en", "nl"):
        chosen = None if TARGETS[target].several else language
        holds(target, form(path, target, language=chosen), path, language)


@pytest.mark.parametrize("target", READ)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(categories=CATEGORIES)
def test_no_category_breaks_out_of_its_place(
    target: str, categories: list[str], tmp_path: Path
) -> None:
    try:
        file, path = made(tmp_path, target, "nl", categories)
    except CannotCarry:
        assert target in BY_TEXT
        return
    holds(target, file, path, "nl")


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_survey_gives_the_same_bytes(target: str, tmp_path: Path) -> None:
    first, _ = made(tmp_path, target, "en", ["Sales"])
    assert made(tmp_path, target, "en", ["Sales"])[0] == first


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(categories=CATEGORIES)
def test_the_answer_sheet_has_a_column_and_a_list_for_each_question(
    categories: list[str], tmp_path: Path
) -> None:
    file, path = made(tmp_path, "xlsx", "en", categories)
    ready = load(path)
    wanted = questions_of(ready.survey, ready.questionnaire, ("en",))
    found = exports.answer_sheet(file)
    assert [one.name for one in found] == [question.column for question in wanted]
    for question, one in zip(wanted, found, strict=True):
        assert [label for _, label in one.choices] == entries(question, "en")


def test_the_answer_sheet_holds_no_formula(tmp_path: Path) -> None:
    import io
    import zipfile

    file, _ = made(tmp_path, "xlsx", "en", ODD)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/")]
        assert sheets
        assert not any(b"<f>" in parts.read(name) for name in sheets)
