"""The survey file that an import begins, and the mapping file in which columns are decided."""

from collections.abc import Iterable, Mapping, Sequence

from alignscan.model.imported import ColumnNote
from alignscan.source.edit import set_value
from alignscan.source.emit import emit

_SURVEY = """\
format: alignscan/1
organization: x
questionnaire: x
mode: confidential             # nobody can be worked out from what is shown
wave: {id: first}              # add `closed: 2026-09-21` when it is; results show from then on
"""
_MAPPING = """\
# What the columns of {name} are. Give each a use, and `alignscan import ... --mapping` this file.
# use: item, wish, comment or segment with the id of what it answers; personal or ignored without.
# What is suggested only looks alike: it counts when a person writes it as `use:` and `id:`.
format: alignscan/mapping/1
platform: {platform}
rest: undecided                # ignored: all columns that are neither matched nor listed
columns:
"""


def survey_text(
    organization: str,
    questionnaire: str,
    segments: Mapping[str, tuple[str, Sequence[str]]],
    responses: str,
) -> str:
    """Return a new survey file; ``segments`` are columns and categories by id."""
    text = set_value(_SURVEY, ("organization",), organization)
    text = set_value(text, ("questionnaire",), questionnaire)
    for id, (column, categories) in segments.items():
        value = {"column": column, "categories": list(categories)}
        text = set_value(text, ("segments", id), value)
    return set_value(text, ("responses",), responses)


def with_responses(text: str, named: Sequence[str], name: str) -> str:
    """Return a survey file that names a responses file beside those that it names already."""
    if name in named:
        return text
    return set_value(text, ("responses",), [*named, name] if named else name)


def with_categories(text: str, found: Mapping[str, Sequence[str]]) -> str:
    """Return a survey file that declares the categories that were found."""
    for id, categories in found.items():
        text = set_value(text, ("segments", id, "categories"), list(categories))
    return text


def mapping_text(export: str, platform: str, undecided: Iterable[ColumnNote]) -> str:
    """Return a mapping file with the columns that nobody has decided about."""
    head = _MAPPING.format(name=" ".join(export.split()), platform=platform)
    return head + "".join(_entry(note) for note in undecided)


def _entry(note: ColumnNote) -> str:
    heading = emit(note.heading, '"')
    out = f"  # {note.text}\n" if note.text else ""
    out += f"  - heading: {heading}\n    at: {note.at}\n    use: undecided\n"
    if note.suggested:
        like = ", ".join(f"{{id: {id}, likeness: {much:g}}}" for id, much in note.suggested)
        out += f"    suggested: [{like}]\n"
    return out
