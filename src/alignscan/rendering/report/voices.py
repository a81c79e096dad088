"""The chapter of comments that a person approved."""

from collections.abc import Iterator

from alignscan.publish.comments import CommentList, Comments, Theme
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import Column, Row, Table, anchors, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def comments(report: Report, words: Words) -> list[Section]:
    """Return the chapter of comments, if there are any to show."""
    found = report.comments
    if found is None or not (found.lists or found.themes):
        return []
    one = section("comments", words, [words.say("comments.reviewed")], "heading.comments")
    one["parts"] = [*_themes(found, words), *_lists(found, words)]
    return [one]


def _themes(found: Comments, words: Words) -> Iterator[Part]:
    if not found.themes:
        return
    columns = [
        Column(kind="text", text=words.say("column.theme")),
        Column(kind="number", text=words.say("column.comments")),
    ]
    ids = anchors("theme", (f"{theme.item}-{theme.name}" for theme in found.themes))
    rows = [_theme(id, theme, words) for id, theme in zip(ids, found.themes, strict=True)]
    caption = words.say("caption.themes")
    yield Part(
        id="themes",
        heading=words.say("heading.themes"),
        intro=[],
        table=Table(id="themes-table", caption=caption, columns=columns, rows=rows),
        notes=[],
    )


def _theme(id: str, theme: Theme, words: Words) -> Row:
    return Row(id=id, tone="", cells=[cell(theme.name), cell(words.whole(theme.count), "number")])


def _lists(found: Comments, words: Words) -> Iterator[Part]:
    ids = anchors("comments", (f"{one.item}-{one.group or 'all'}" for one in found.lists))
    for id, one in zip(ids, found.lists, strict=True):
        yield Part(
            id=id,
            heading=_heading(one, found.by, words),
            intro=[],
            table=None,
            notes=[words.say("comments.quote", text=text) for text in one.comments],
        )


def _heading(one: CommentList, by: str | None, words: Words) -> str:
    question = words.text(one.question)
    if by is None:
        return question
    group = words.say("comments.others") if one.group is None else words.category(by, one.group)
    return words.say("comments.group", group=group, question=question)
