"""The report as one HTML file that asks for nothing: no request, no script needed to read it."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from alignscan.rendering.brand.look import look_of
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.view import view
from alignscan.rendering.templates import EXTRA_STYLE, MAIN, packaged, render_template
from alignscan.rendering.words import words_for
from alignscan.report.model import Report

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def render(report: Report, presentation: Presentation) -> str:
    """Return the report as one HTML page; the same report and options give the same bytes.

    Raises TemplateFault where a template of the reader's own cannot be used.
    """
    page = view(report, words_for(report, presentation), "html", presentation)
    return render_page(page, presentation)


def render_page(page: Mapping[str, Any], presentation: Presentation, template: str = MAIN) -> str:
    """Return a page as HTML; ``page`` is what its template prints."""
    from markupsafe import Markup

    look, own = look_of(presentation.brand), presentation.templates
    style = packaged("report.css") + look.css + own.get(EXTRA_STYLE, "")
    script = packaged("report.js")
    values = {
        "page": page,
        "brand": look.shown,
        "style": Markup(style),  # checked where it is read
        "script": Markup(script),
        "policy": POLICY.format(style=_hash(style), script=_hash(script)),
    }
    return render_template(template, own, values).strip() + "\n"


def _hash(text: str) -> str:
    """Return the source expression that lets exactly this text run (CSP level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
