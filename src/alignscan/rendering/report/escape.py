r"""Text as Markdown that shows exactly this text: no link, no image, no HTML, no table, no mention.

Backslash escapes follow CommonMark 0.31, section 2.4; a bare address is broken up as well, because
GitHub turns it into a link, and so is an ``@``, because GitHub turns it into a mention.
"""

import re

from alignscan.rendering.report.clean import one_line

SPECIAL = re.compile(r"[\\`*_\[\]|~$#]")
MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
SCHEME = re.compile(r"(?i)((?:https?|ftp|mailto|xmpp)):|:(?=//)")
HOST = re.compile(r"(?i)\bwww\.")
BLOCK = re.compile(r"^([-+=])(?=[-+=\s]|$)")
NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
WORD_JOINER = "\u2060"


def markdown(text: str) -> str:
    """Return a text that is inert wherever a line of Markdown may stand, at its start too."""
    line = cell(text)
    line = BLOCK.sub(r"\\\1", line)
    return NUMBERED.sub(r"\1\\\2", line)


def cell(text: str) -> str:
    """Return a text that is inert inside a line or a table cell, where no block can begin."""
    line = SPECIAL.sub(lambda found: "\\" + found.group(), one_line(text))
    line = "".join(MARKUP.get(character, character) for character in line)
    line = SCHEME.sub(lambda found: f"{found.group(1) or ''}\\:", line)
    line = HOST.sub(lambda found: found.group()[:-1] + r"\.", line)
    return line.replace("@", f"@{WORD_JOINER}")
