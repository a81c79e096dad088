"""Logos: a picture as a data URI, when it is one, small enough, and does nothing but draw."""

from __future__ import annotations

import re
import stat
import struct
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 200_000
MOST_PIXELS: Final = 4000
PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG file after which its size stands."""
_ACTIVE: Final = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler"}
    | {"set", "animate", "animatetransform", "animatemotion", "link", "a"}
)
_REACHING: Final = re.compile(r"@import|expression\s*\(|url\s*\(\s*+[\"']?+\s*+(?!#)", re.I)


class BadLogo(Exception):
    """A picture that cannot be used: the code of the rule, what is wrong, and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def logo_uri(path: Path) -> str:
    """Return a picture as a data URI; BadLogo when it cannot be used (AS903, AS904, AS905)."""
    data = _read(path)
    if data.startswith(PNG):
        return _sized(data, "image/png", _png_size(data))
    if data.startswith(JPEG):
        return _sized(data, "image/jpeg", _jpeg_size(data))
    if b"<svg" in data[:4000].lower():
        _refuse_active(data)
        return _uri(data, "image/svg+xml")
    raise BadLogo("AS904", "the logo is no PNG, JPEG or SVG picture", "save it as SVG or PNG")


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadLogo("AS903", "the logo is not a file", "name a PNG, JPEG or SVG file")
        if status.st_size > MOST_BYTES:
            size = f"{status.st_size // 1000} KB"
            what = f"the logo has {size}, and at most {MOST_BYTES // 1000} KB are allowed"
            raise BadLogo("AS904", what, "save it smaller, or as SVG")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        hint = "check its name and who may read it"
        raise BadLogo("AS903", "the logo cannot be read", hint) from None


def _sized(data: bytes, kind: str, size: tuple[int, int] | None) -> str:
    if size is None or min(size) < 1:
        raise BadLogo("AS904", "the logo is damaged: it has no size", "save it again")
    if max(size) > MOST_PIXELS:
        what = f"the logo has {size[0]} by {size[1]} pixels; at most {MOST_PIXELS} are allowed"
        raise BadLogo("AS904", what, "save it smaller")
    return _uri(data, kind)


def _uri(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, (length,) = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(length)
    return None


def _refuse_active(data: bytes) -> None:
    what = next(_active(data), None)
    if what is not None:
        hint = "save it as plain SVG, without scripts, links, animation and embedded files"
        raise BadLogo("AS905", f"the logo holds {what}", hint)


def _active(data: bytes) -> Iterator[str]:
    """Yield what in an SVG picture does more than draw."""
    from xml.etree import ElementTree

    if re.search(rb"<!(?:DOCTYPE|ENTITY)[^>]*\[|<!ENTITY|<\?xml-stylesheet", data, re.I):
        yield "declarations"
        return
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise BadLogo("AS904", "the logo is no valid SVG", "save it again") from None
    if _local(root.tag) != "svg":
        raise BadLogo("AS904", "the logo is no SVG picture", "save it again")
    for element in root.iter():
        yield from _of_element(_local(element.tag), element.text or "", dict(element.attrib))


def _of_element(tag: str, text: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in _ACTIVE:
        yield f"`<{tag}>`"
    if tag == "style" and _REACHING.search(text):
        yield "a style that reaches out"
    for name, value in attributes.items():
        local = _local(name)
        if local.startswith("on"):
            yield "an event handler"
        elif local == "href" and not _is_inside(value):
            yield "a link to something else"
        elif _REACHING.search(value) or "javascript:" in value.lower():
            yield "a value that reaches out"


def _is_inside(link: str) -> bool:
    return link.startswith(("#", "data:image/png;", "data:image/jpeg;"))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()
