"""Comments: a review for a person to decide on, and what was approved."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alignscan.api.load import Assessment, InvalidInput
from alignscan.model.codebook import codebook
from alignscan.model.wording import worded_all
from alignscan.publish.comments import (
    Comments,
    comment_lists,
    group_of,
    groups_for_comments,
    theme_counts,
)
from alignscan.publish.published import Published
from alignscan.responses.errors import warning
from alignscan.responses.paths import locate
from alignscan.source.finding import Finding, SourceError

if TYPE_CHECKING:
    from alignscan.responses.reviewed import Reviewed


def review_of(
    assessment: Assessment, published: Published, before: Path | None
) -> tuple[str, int, int]:
    """Return a review as CSV, how many comments it holds and how many stand in no group shown.

    ``before`` is an earlier review, whose decisions are kept. Raises InvalidInput when the answers
    or that review cannot be read.
    """
    from alignscan.forms.review import ToReview, review_table
    from alignscan.publish.redact import redacted
    from alignscan.responses.open_text import open_answers
    from alignscan.responses.reviewed import read_reviewed

    survey = assessment.survey
    book = codebook(survey, assessment.questionnaire)
    try:
        names = _names(assessment)
        answers = tuple(
            open_answers(
                survey,
                book,
                [item.id for item in assessment.questionnaire.of_kind("comment")],
                survey.comments.by if survey.comments else None,
                assessment.folder,
                root=assessment.root,
                path=str(assessment.path),
            )
        )
        earlier = read_reviewed(before, str(before)) if before is not None else ()
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    found = [(one, group_of(one.category, published, survey)) for one in answers]
    listed = [
        ToReview(one.item, group, redacted(_one_line(one.text), names))
        for one, group in found
        if group is not None
    ]
    decided = {(r.question, r.group, r.comment): (r.show, r.theme) for r in earlier}
    return review_table(listed, decided), len(set(listed)), len(found) - len(listed)


def approved(
    assessment: Assessment, published: Published
) -> tuple[Comments | None, tuple[Finding, ...]]:
    """Return the comments that may be shown, and a warning where nobody reviewed them yet.

    Raises InvalidInput when the review cannot be read.
    """
    survey = assessment.survey
    if survey.comments is None or not groups_for_comments(published, survey):
        return None, ()
    file = assessment.folder / survey.comments.file
    if not file.exists():
        hint = f"`alignscan comments {assessment.path}` writes the review; approve comments there"
        what = "comments are to be shown, but nobody has reviewed them"
        return None, (warning("AS817", what, str(assessment.path), hint=hint),)
    return _approved(assessment, published, survey.comments.file, file), ()


def comments_listed(assessment: Assessment) -> str | None:
    """Return the segment by which comments are listed, "" for everybody; None where none are."""
    asked = assessment.survey.comments
    if asked is None or not (assessment.folder / asked.file).exists():
        return None
    return asked.by or ""


def _approved(assessment: Assessment, published: Published, written: str, file: Path) -> Comments:
    from alignscan.responses.reviewed import read_reviewed

    survey = assessment.survey
    try:
        rows = read_reviewed(_located(assessment, written), str(file))
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    return Comments(
        by=survey.comments.by if survey.comments else None,
        lists=comment_lists(_lists(rows), _questions(assessment), published, survey),
        themes=theme_counts(_themes(rows), published),
    )


def _questions(assessment: Assessment) -> dict[str, dict[str, str]]:
    survey, asked = assessment.survey, assessment.questionnaire
    return {i.id: worded_all(i.text, survey, asked) for i in asked.of_kind("comment")}


def _lists(rows: "tuple[Reviewed, ...]") -> Mapping[tuple[str, str], list[str]]:
    out: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.approved:
            out.setdefault((row.question, row.group), []).append(row.comment)
    return out


def _themes(rows: "tuple[Reviewed, ...]") -> Counter[tuple[str, str]]:
    return Counter((row.question, row.theme) for row in rows if row.theme)


def _names(assessment: Assessment) -> frozenset[str]:
    """Return the words of the roster that the survey file names."""
    written = assessment.survey.comments.names if assessment.survey.comments else None
    if written is None:
        return frozenset()
    from alignscan.publish.redact import names_in
    from alignscan.responses.read import open_table

    file = _located(assessment, written)
    table = open_table(file, str(file))
    cells = {
        str(value)
        for frame in table.frames(range(len(table.names)))
        for column in frame.columns.values()
        for value in column.values
        if value is not None
    }
    return names_in(cells | {*table.names})


def _located(assessment: Assessment, written: str) -> Path:
    return locate(
        written,
        assessment.folder,
        assessment.root,
        survey=str(assessment.path),
        data_path="comments",
        kind="file",
    )


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
