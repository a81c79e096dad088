"""The look of reports, and what else is made of them: brand, templates, charts, split reports."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import show_findings
from alignscan.rendering.options import Presentation


class Extras(NamedTuple):
    """What options of assess and report ask for beyond one report."""

    brand: Path | None = None
    templates: Path | None = None
    charts: Path | None = None
    """A folder for the charts."""
    split: str | None = None
    """The segment whose units get a report each."""


NONE = Extras()


def dressed(presentation: Presentation, extras: Extras, source: Path) -> Presentation:
    """Return presentation options with the brand and the templates that are to be used.

    Without a brand file named, one that lies beside the source is used. What was corrected is said
    on stderr; InvalidInput when something cannot be used.
    """
    from alignscan.api.looks import brand_beside, load_brand, load_templates, loud

    brand, sources = extras.brand or brand_beside(source), presentation.templates
    found = presentation.brand
    if brand is not None:
        found, findings = load_brand(brand)
        show_findings(loud(findings), sys.stderr)
    if extras.templates is not None:
        if not extras.templates.is_dir():
            what = f"{extras.templates} is no folder"
            raise Stop(Exit.USAGE, what, "name a folder of templates")
        own = load_templates(extras.templates)
        show_findings(loud(own.findings), sys.stderr)
        sources = own.sources
    return replace(presentation, brand=found, templates=sources)
