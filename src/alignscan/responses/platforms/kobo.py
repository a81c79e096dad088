"""KoBoToolbox: names or labels, with or without groups; a row of HXL tags may follow."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from alignscan.responses.platforms.profile import (
    Evidence,
    Filter,
    Head,
    Heading,
    Profile,
    equals,
    named,
)

_REST: Final = ("_id", "_validation_status", "_index", "_submitted_by", "__version__", "_tags")


def _evidence(head: Head) -> Iterator[Evidence]:
    if head.having("_uuid", "_submission_time") == 2:
        yield Evidence(6, "there are columns _uuid and _submission_time")
    elif head.having("_uuid", "_submission_time") and head.having(*_REST) > 1:
        yield Evidence(2, "there is a column _uuid or _submission_time")
    else:
        return
    if head.having(*_REST):
        yield Evidence(min(head.having(*_REST), 3), "further columns that KoBoToolbox adds")


def _header_rows(head: Head) -> int:
    second = head.row(1)
    tags = [cell for cell in second if cell]
    return 2 if tags and all(cell.startswith("#") for cell in tags) else 1


def _filters(headings: Sequence[Heading], _items: Collection[int]) -> Iterable[Filter]:
    for at in equals(headings, "_validation_status"):
        yield Filter(at, _not_approved)


def _not_approved(cell: str) -> str | None:
    status = cell.casefold().removeprefix("validation_status_").replace("_", " ")
    return "not approved" if status == "not approved" else None


PROFILE: Final = Profile(
    id="kobo",
    name="KoBoToolbox",
    evidence=_evidence,
    header_rows=_header_rows,
    personal=named(
        *("username", "deviceid", "phonenumber", "simserial", "subscriberid", "_submitted_by"),
        *("_geolocation", r"_.*_(latitude|longitude|altitude|precision)", "_uuid", "_id"),
        *("meta/instanceid", "meta/rootuuid", "meta/instancename", "meta/deprecatedid", "_notes"),
        *("instanceid", "rootuuid", "instancename"),
    ),
    technical=named(
        *("start", "end", "today", "_submission_time", "_validation_status", "_status", "_tags"),
        *(
            "__version__",
            "_version",
            "_index",
            "_parent_.*",
            "_xform_id(_string)?",
            "_attachments",
            "_version_",
        ),
        *("_bamboo_dataset_id", "_media_.*", "_duration", "_total_media", "formhub/uuid", "audit"),
        *("_date_modified", "_edited"),
        *("generated_table_list_label_.*", "reserved_name_for_field_list_labels_.*"),
    ),
    response=("_uuid",),
    filters=_filters,
    blank=frozenset(("n/a",)),
)
