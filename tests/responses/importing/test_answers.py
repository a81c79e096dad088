"""What cells of closed questions mean, form by form, and what is left unknown."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.responses.importing.layouts import LABELS, SURVEY, survey_in

from alignscan.responses.importing.answers import Read, Reading, read_answers
from alignscan.responses.importing.companion import Variable
from alignscan.responses.importing.personal import (
    about_somebody,
    may_be_shown,
    redacted,
    tells_somebody,
)
from alignscan.responses.importing.targets import Target, targets_of
from alignscan.responses.importing.texts import parts_of, plain


@pytest.fixture
def agree(tmp_path: Path) -> Target:
    loaded = survey_in(tmp_path)
    target = targets_of(loaded.survey, loaded.questionnaire).of("C1_1", segment=False)
    assert target is not None
    return target


@pytest.fixture
def unit(tmp_path: Path) -> Target:
    loaded = survey_in(tmp_path)
    target = targets_of(loaded.survey, loaded.questionnaire).of("function", segment=True)
    assert target is not None
    return target


def read(target: Target, *cells: str, own: bool = True, **more: Any) -> Read:
    reading = Reading(target, own=own, numbers=False, **more)
    return read_answers(dict.fromkeys(cells, 1), reading)


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("Strongly agree", "5"),
        ("STRONGLY AGREE ", "5"),
        ("strongly_agree", "5"),
        ("Strongly\u00a0agree", "5"),
        ("\ufeffStrongly agree", "5"),
        ("<b>Strongly</b>&nbsp;agree", "5"),
        ("5 - Strongly agree", "5"),
        ("5 \u2013 Strongly agree", "5"),
        ("5. Strongly agree", "5"),
        ("5) Strongly agree", "5"),
        ("Strongly agree (5)", "5"),
        ("5 (Strongly agree)".replace("(Strongly agree)", "Strongly agree"), "5"),
        ("Strongly agree<br />\n5", "5"),
        ("Völlig", "5"),
        ("völlig", "5"),
        ("5", "5"),
        ("5.0", "5"),
        ("5,0", "5"),
        ("", ""),
        ("-99", ""),
        ("999", ""),
        ("Prefer not to say", ""),
        ("N/A", "na"),
        ("Not applicable", "na"),
        ("Unfamiliar (N/A)", "na"),
        ("Don't know", "cs"),
        ("Don\u2019t know / n.a.", "cs"),
        ("Weiß nicht", "cs"),
    ],
)
def test_forms_of_answers(agree: Target, cell: str, means: str) -> None:
    assert read(agree, cell).cells == {cell: means}


@pytest.mark.parametrize(
    "cell", ["6", "0", "Agree strongly", "Agre", "4.5", "yes", "5 - Yes", "1 2"]
)
def test_what_fits_no_rule_is_unknown(agree: Target, cell: str) -> None:
    assert read(agree, cell).unknown == {cell: 1}


def test_numbers_beside_labels_that_run_the_other_way_prove_the_direction(agree: Target) -> None:
    found = read(agree, "1 - Strongly agree", "2", "5 - Strongly disagree")
    assert found.cells == {"1 - Strongly agree": "5", "5 - Strongly disagree": "1"}
    assert found.unknown == {"2": 1}


def test_inner_points_without_label_are_read_beside_labeled_ends(agree: Target) -> None:
    cells = ("1 - Strongly disagree", "2", "3", "4", "5 - Strongly agree")
    assert list(read(agree, *cells).cells.values()) == ["1", "2", "3", "4", "5"]


def test_a_companion_counts_and_not_the_number(agree: Target) -> None:
    told = Variable(answers={"1": ("Strongly agree",), "9": ("Strongly disagree",)})
    found = read(agree, "1", "9", "5", variable=told)
    assert found.cells == {"1": "5", "9": "1"}
    assert found.unknown == {"5": 1}
    assert not found.numbers_only


def test_bare_numbers_are_told_apart_from_labels(agree: Target) -> None:
    assert read(agree, "1", "5", "").numbers_only
    assert not read(agree, "1", "Agree").numbers_only


def test_a_person_decides_what_a_cell_means(agree: Target) -> None:
    found = read(agree, "SA", "skipped", written={"SA": "5", "skipped": None})
    assert found.cells == {"SA": "5", "skipped": ""}


def test_categories_are_read_by_text_and_by_the_codes_of_forms(unit: Target) -> None:
    assert read(unit, "sales").cells == {"sales": "Sales"}
    codes = unit.question.answers[0].codes
    assert read(unit, codes.short).cells == {codes.short: "Sales"}
    assert read(unit, codes.short, own=False).unknown == {codes.short: 1}
    assert read(unit, "Marketing").unknown == {"Marketing": 1}


def test_numbers_fall_into_bands(unit: Target) -> None:
    bands = ((Decimal(2), "Sales"), (None, "Operations"))
    found = read(unit, "0.5", "2", "11", "", "long", bands=bands)
    assert found.cells == {"0.5": "Sales", "2": "Operations", "11": "Operations", "": ""}
    assert found.unknown == {"long": 1}


@given(st.lists(st.sampled_from([*LABELS, *"12345", "", "na"]), min_size=1))
def test_reading_is_the_same_in_any_order(cells: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        loaded = survey_in(Path(folder), SURVEY)
    target = targets_of(loaded.survey, loaded.questionnaire).of("C1_1", segment=False)
    assert target is not None
    assert read(target, *cells).cells == dict.fromkeys(cells) | read(target, *cells[::-1]).cells


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("How much? [Row]", "Row"),
        ("a - b - Row", "Row"),
        ("a - b - Row", "b - Row"),
        ("q1[x]. How much? [Row]", "Row"),
        ("q1._. How much?", "How much?"),
        ("Group/Row", "Row"),
        ("Row<br>", "Row"),
    ],
)
def test_parts_of_headings(heading: str, part: str) -> None:
    assert plain(part) in {plain(found) for found in parts_of(heading)}


@pytest.mark.parametrize(
    "heading",
    [
        "E-mail",
        "Email Address",
        "your name",
        "First name",
        "IPAddress".lower(),
        "ip address",
        "Phone number",
        "employee_id",
        "Date of birth",
        "Vorname",
        "twin_id",
        "access code",
    ],
)
def test_headings_that_ask_who_somebody_is(heading: str) -> None:
    assert about_somebody(heading)


@pytest.mark.parametrize(
    "heading", ["Department", "Location", "Team", "Our names for goals differ"]
)
def test_headings_that_do_not(heading: str) -> None:
    assert not about_somebody(heading)


def test_cells_that_tell_who_somebody_is() -> None:
    assert tells_somebody({"a@b.org": 1, "": 9}) == "e-mail addresses"
    assert tells_somebody({"10.1.2.3": 1}) == "IP addresses"
    assert tells_somebody({"I think that we should talk more often": 1}) == "free text"
    assert tells_somebody({"Sales": 4, "Operations": 2}) is None
    assert tells_somebody({str(i): 1 for i in range(50)}) is None


def test_addresses_are_taken_out_of_texts() -> None:
    text = "Ask a.b@c.example.org or +49 30 1234567, see https://x.org/me, 203.0.113.9, 4.5 of 5."
    assert redacted(text) == (
        "Ask [removed] or [removed], see [removed] [removed], 4.5 of 5.",
        4,
    )
    assert redacted("Since 2026-09-21 all 1000000 is fine.")[1] == 0


def test_only_what_is_no_person_is_quoted() -> None:
    assert may_be_shown("Agre", 1)
    assert may_be_shown("Strongly agre", 2)
    assert not may_be_shown("Zoe Canary", 1)
    assert not may_be_shown("a@b.org", 5)
    assert not may_be_shown("203.0.113.9", 5)
