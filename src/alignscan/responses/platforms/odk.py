"""ODK Central, Aggregate and Briefcase: names only, groups before them with a mark."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Filter,
    Head,
    Heading,
    Profile,
    all_of,
    equals,
    named,
)

_REST: Final = (
    "meta-instanceID",
    "meta:instanceID",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "ReviewState",
    "FormVersion",
)


def _evidence(head: Head) -> Iterator[Evidence]:
    if {"KEY", "SubmissionDate"} <= set(head.first):
        yield Evidence(4, "there are columns KEY and SubmissionDate")
        if all_of(head.cells("KEY", 1), lambda cell: cell.startswith("uuid:")):
            yield Evidence(3, "the keys are those of ODK")
        if head.having(*_REST):
            yield Evidence(min(head.having(*_REST), 3), "further columns that ODK Central adds")


def _filters(headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    for at in equals(headings, "ReviewState"):
        yield Filter(at, lambda cell: "rejected" if cell.casefold() == "rejected" else None)


PROFILE: Final = Profile(
    id="odk",
    name="ODK Central",
    evidence=_evidence,
    personal=named(
        *("submitterid", "submittername", "deviceid", "meta[-:]instanceid", "meta[-:]instancename"),
        *("key", r".*[-:](latitude|longitude|altitude|accuracy)", "username", "phonenumber"),
        *("instanceid", "instancename", "simserial", "subscriberid", "email", "meta-deprecatedid"),
    ),
    technical=named(
        *("submissiondate", "attachmentspresent", "attachmentsexpected", "status", "reviewstate"),
        *("edits", "formversion", "start", "end", "today", "meta-audit", "formdef_version"),
        *(".*generated_table_list_label_.*", ".*reserved_name_for_field_list_labels_.*"),
    ),
    response=("key",),
    filters=_filters,
)
