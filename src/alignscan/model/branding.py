"""A brand that was read and found usable: colors as six digits, logos as data URIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Branding:
    """What a report takes of a brand."""

    name: str = ""
    light: Mapping[str, str] = field(default_factory=dict)
    """By role (background, foreground, primary, secondary) the color as it was written."""
    dark: Mapping[str, str] = field(default_factory=dict)
    logo: str | None = None
    """A data URI."""
    logo_dark: str | None = None
    alt: str = ""
    body_font: str | None = None
    heading_font: str | None = None
