"""What tells who somebody is: by the heading of a column, by what is in it, and within a text."""

import re
from collections.abc import Mapping
from typing import Final

from alignscan.responses.importing.texts import plain, shortened

EMAIL: Final = re.compile(r"[^\s@<>,;:()\[\]]+@[^\s@<>,;()\[\]]+\.[^\W\d_]{2,}")
_IPV4: Final = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6: Final = re.compile(
    r"(?<![\w:])(?:[0-9A-Fa-f]{1,4}:){3,7}[0-9A-Fa-f:]{1,4}(?!\w)|\w{0,4}::\w+:\w+"
)
_PHONE: Final = re.compile(
    r"(?<!\w)(?:\+\d|\(0|0\d)(?:[\s()/.\-]{0,2}\d){6,13}(?!\w)"
    r"|(?<!\w)\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?!\w)"
)
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+")
REMOVED: Final = "[removed]"
_WITHIN: Final = (EMAIL, _ADDRESS, _IPV6, _IPV4, _PHONE)
_HEADING: Final = re.compile(
    r"""(?:.*\b)?(?:e-?mail(?:\ ?address|-adresse)?|ip(?:[\ -]?adress?e?|\ ?address)|ipaddr|
        (?:first|last|full|family|given|middle|sur|user|nick|maiden)[\ _]?name|phone(?:\ ?number)?|
        telephone(?:_\d)?|mobile(?:\ number)?|telefon(?:nummer)?|vorname|nachname|benutzername|
        prénom|téléphone|apellidos?|teléfono|voornaam|achternaam|
        (?:employee|personnel|staff|user|participant|respondent|respondents'?|device|panel|record)
        [\ _-]?(?:id|number|no|code)|personalnummer|twin_id|
        latitude|longitude|gps|geo(?:location|point)|(?:street|postal|home|mailing)\ address|
        date\ of\ birth|birth\ ?da(?:te|y)|geburtsdatum|dob|signature|token|access\ ?code|
        social\ security\ number|passport(?:\ number)?|your\ name|uuid|username|
        deviceid)(?:\b.*)?""",
    re.VERBOSE,
)
_EXACTLY: Final = frozenset(
    (
        *("name", "names", "nom", "nombre", "naam", "nome", "address", "adresse", "dirección"),
        *("ip", "id", "first", "last", "contact", "initials", "tel", "matricule"),
        *("name_first", "name_last", "respondent", "participant", "employee", "mitarbeiter"),
    )
)
_LONG: Final = 60


def about_somebody(heading: str) -> bool:
    """Return whether a heading asks for what tells who somebody is."""
    text = plain(heading)
    return text in _EXACTLY or (len(text) <= _LONG and bool(_HEADING.fullmatch(text)))


def tells_somebody(cells: Mapping[str, int]) -> str | None:
    """Return what in the cells of a column tells who people are; None where nothing does."""
    filled = {text: count for text, count in cells.items() if text}
    if not filled:
        return None
    for name, pattern in (("e-mail addresses", EMAIL), ("IP addresses", _IPV4)):
        if any(pattern.search(text) for text in filled):
            return name
    phones = sum(bool(_PHONE.fullmatch(text) and not text.isdigit()) for text in filled)
    if 2 * phones >= len(filled):
        return "phone numbers"
    rows = sum(filled.values())
    words = sum(count for text, count in filled.items() if len(text.split()) >= 6)
    various = 2 * len(filled) > rows
    texts = 3 * words >= rows or (len(filled) > 20 and not _are_numbers(filled))
    return "free text" if various and texts else None


def _are_numbers(cells: Mapping[str, int]) -> bool:
    return all(re.fullmatch(r"-?\d{1,4}([.,]\d+)?", text) for text in cells)


def heading_name(heading: str, most: int = 70) -> str:
    """Return a heading as reports show it: on one line, without addresses of people."""
    return shortened(redacted(heading)[0], most)


def may_be_shown(text: str, count: int) -> bool:
    """Return whether a cell of a closed question may stand in a message."""
    if len(text) > 40 or any(pattern.search(text) for pattern in _WITHIN):
        return False
    return count > 1 or bool(re.fullmatch(r"[\w.+-]{1,12}", text))


def redacted(text: str) -> tuple[str, int]:
    """Return a text without addresses and numbers of people, and how many there were."""
    found = 0
    for pattern in _WITHIN:
        text, count = pattern.subn(REMOVED, text)
        found += count
    return text, found
