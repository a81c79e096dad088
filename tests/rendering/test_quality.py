from decimal import Decimal
from typing import Any

import pytest
from tests.examples import report_of
from tests.rendering import factory

from alignscan.diagnose.diagnosis import Remark
from alignscan.publish.published import ShownCell
from alignscan.publish.quality import Nonresponse, ScaleFigures, SegmentFigures, WorstCase
from alignscan.rendering.formats import render
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import certainty
from alignscan.rendering.report.quality import quality
from alignscan.rendering.report.sections import Part, Section
from alignscan.rendering.report.terminal import Screen
from alignscan.rendering.report.terminal import render as on_screen
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Breakdown, Report

REMARK = Remark(kind="cannot_say", cell="all", item="C1_1", figure=Decimal("0.24"))


def words(report: Report) -> Words:
    return words_for(report, Presentation())


def chapter(report: Report) -> Section:
    [found] = quality(report, words(report))
    return found


def part(report: Report, name: str) -> Part:
    return next(p for p in chapter(report)["parts"] if p["id"] == f"quality-{name}")


def rows(found: Part) -> list[list[str]]:
    assert found["table"] is not None
    return [[c["text"] for c in row["cells"]] for row in found["table"]["rows"]]


def with_published(report: Report, **more: Any) -> Report:
    return report.model_copy(update={"published": report.published.model_copy(update=more)})


def with_remarks(report: Report, *remarks: Remark) -> Report:
    diagnosis = report.diagnosis.model_copy(update={"remarks": remarks})
    return report.model_copy(update={"diagnosis": diagnosis})


def with_direction(report: Report, **more: Any) -> Report:
    """Return the report with other figures of the direction over everybody."""
    first, *others = report.published.cells
    assert isinstance(first, ShownCell)
    direction = first.conditions["direction"].model_copy(update=more)
    cell = first.model_copy(update={"conditions": first.conditions | {"direction": direction}})
    return with_published(report, cells=(cell, *others))


def test_there_is_no_such_chapter_without_figures_or_of_one_person() -> None:
    for make in (factory.participation, factory.empty, factory.too_few):
        assert quality(make(), words(make())) == []
    own = report_of("self-check")
    assert quality(own, words(own)) == []


def test_a_complete_team_has_no_sampling_error_and_the_report_says_so() -> None:
    team = report_of("leadership-team")
    assert team.published.participation.complete
    assert any("no sampling error" in line for line in chapter(team)["intro"])
    assert "±" not in render(team, "markdown")


def test_without_a_number_of_invited_nothing_is_said_of_the_others() -> None:
    open_end = factory.team()
    assert "not known" in chapter(open_end)["intro"][0]
    assert "67%" in chapter(factory.confidential())["intro"][0]


def test_the_worst_case_stands_beside_each_score() -> None:
    worst = WorstCase(
        worst_low=Decimal("2.8"),
        worst_high=Decimal("4.1"),
        favorable_worst_low=None,
        favorable_worst_high=None,
    )
    found = Nonresponse(invited=640, rate=Decimal("0.67"), conditions={"direction": worst})
    report = with_published(factory.confidential(), nonresponse={"all": found})
    assert rows(part(report, "response")) == [
        ["1 Direction exists", "3.7", "2.8 to 4.1", "-", "-"],
    ]


def test_groups_are_listed_with_their_response_where_it_is_known() -> None:
    found = Nonresponse(invited=40, rate=Decimal("0.78"), conditions={})
    report = with_published(factory.confidential(), nonresponse={"function=a": found})
    assert rows(part(report, "groups")) == [["Sales", "31", "40", "78%"]]
    assert "Legal" not in str(rows(part(report, "groups")))


def test_reliability_and_agreement_stand_with_their_words() -> None:
    scale = ScaleFigures(
        n=400,
        reliability="good",
        omega=Decimal("0.84"),
        improper=True,
        spearman_brown=None,
        rwg_skewed=None,
        items={},
    )
    figures = {
        "alpha": Decimal("0.83"),
        "alpha_low": Decimal("0.80"),
        "alpha_high": Decimal("0.86"),
        "rwg": Decimal("0.00"),
        "band": "lack",
        "out_of_range": True,
        "average_deviation": Decimal("1.20"),
    }
    report = with_direction(factory.confidential(), **figures)
    report = with_published(report, scales={"direction": scale})
    found = part(report, "reliability")
    assert rows(found) == [
        ["1 Direction exists", "0.83", "good", "0.84", "0.00", "lack of agreement", "1.20"]
    ]
    assert found["table"] is not None
    details = [c["details"] for c in found["table"]["rows"][0]["cells"]]
    assert details[1] == ["0.80 to 0.86"]
    assert details[5] == ["people differ more than by chance"]
    assert any("does not fit" in note for note in found["notes"])


def test_without_reliability_agreement_stands_alone() -> None:
    report = with_direction(factory.team(), rwg=Decimal("0.72"), band="strong")
    assert rows(part(report, "agreement")) == [["1 Direction exists", "0.72", "strong", "-"]]


def test_an_item_against_its_scale_is_a_warning_everywhere() -> None:
    against = Remark(kind="against", cell="all", item="C1_1", figure=Decimal("-0.12"))
    report = with_remarks(with_direction(factory.confidential(), rwg=Decimal("0.7")), against)
    assert chapter(report)["heading"].startswith("1 statement runs against its scale")
    sentence = "C1_1 runs against its scale (its correlation with the other statements is -0.12)"
    assert any(line.startswith(sentence) for line in chapter(report)["intro"])
    screen = on_screen(report, Presentation(), Screen(), "survey.yaml")
    assert "worded the other way round?" in " ".join(screen.split())


def test_remarks_name_item_group_and_share() -> None:
    group = REMARK.model_copy(update={"cell": "function=a", "kind": "skipped"})
    report = with_remarks(factory.confidential(), REMARK, group)
    assert rows(part(report, "remarks")) == [
        ["C1_1", "We have one plain sentence.", "Everybody", "many cannot say", "24%"],
        ["C1_1", "We have one plain sentence.", "a", "many give no answer", "24%"],
    ]


def test_a_long_list_of_remarks_is_cut_and_says_so() -> None:
    found = part(with_remarks(factory.team(), *[REMARK] * 23), "remarks")
    assert len(rows(found)) == 20
    assert found["notes"][-1] == "3 more are in the results file."


def figures(icc1: str, icc2: str = "0.90", low: str | None = "0.02") -> SegmentFigures:
    return SegmentFigures(
        groups=3,
        people=300,
        icc1=Decimal(icc1),
        icc1_low=None if low is None else Decimal(low),
        icc1_high=None if low is None else Decimal("0.40"),
        icc2=Decimal(icc2),
        icc2_low=None,
        icc2_high=None,
        p=None,
    )


def between(**conditions: SegmentFigures) -> list[str]:
    report = with_published(factory.confidential(), segments={"function": conditions})
    breakdown = Breakdown(segment="function", categories=())
    return certainty.between_groups(breakdown, report, words(report))


def test_a_sentence_says_how_much_lies_between_groups() -> None:
    [several] = between(direction=figures("0.05"), goals=figures("0.16"))
    assert "5% to 16% lie between these groups" in several
    assert "Translated into goals (2% to 40% with 95% confidence)" in several
    [one] = between(direction=figures("0.05", low=None))
    assert one.startswith("5% of the differences between people's scores lie between")
    assert "confidence" not in one


def test_groups_that_hardly_differ_are_not_ranked() -> None:
    [none] = between(direction=figures("-0.01", "-3.00"))
    assert none.startswith("Hardly any")
    sentence, unsure = between(direction=figures("0.05"), goals=figures("0.01", "0.40"))
    assert "1% to 5%" in sentence
    assert unsure.startswith("Too unsure to rank the groups on Translated into goals")
    assert between() == []


@pytest.mark.parametrize("name", ["mid-sized", "leadership-team", "self-check"])
def test_the_table_on_screen_holds_score_margin_agreement_and_answers(name: str) -> None:
    report = report_of(name)
    lines = on_screen(report, Presentation(), Screen(), "survey.yaml").splitlines()
    assert max(map(len, lines)) <= 80
    first = next(line for line in lines if line.startswith("1 Direction"))
    assert ("±" in first) == (name == "mid-sized")
    assert (
        first.split()[-1] == {"mid-sized": "428", "leadership-team": "6", "self-check": "-"}[name]
    )


def test_scores_of_groups_stand_with_their_margin() -> None:
    text = render(report_of("mid-sized"), "markdown")
    row = next(line for line in text.splitlines() if line.startswith("| Sales |"))
    assert row.count("± ") == 5
