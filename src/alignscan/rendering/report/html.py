"""The report as one HTML file that asks for nothing: no request, no script needed to read it."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from alignscan.rendering.options import Presentation
from alignscan.rendering.report.view import view
from alignscan.rendering.words import words_for
from alignscan.report.model import Report

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def render(report: Report, presentation: Presentation) -> str:
    """Return the report as one HTML page; the same report and options give the same bytes."""
    page = view(report, words_for(report, presentation), "html")
    style, script = _packaged("report.css"), _packaged("report.js")
    policy = POLICY.format(style=_hash(style), script=_hash(script))
    template = _environment().get_template("report.html.j2")
    text: str = template.render(page=page, style=style, script=script, policy=policy)
    return text.strip() + "\n"


def _hash(text: str) -> str:
    """Return the source expression that lets exactly this text run (CSP level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _packaged(name: str) -> str:
    """Return a packaged file; lines end alike on every system, as the hash needs."""
    source = files("alignscan.templates").joinpath(name).read_text("utf-8")
    return source.replace("\r\n", "\n")


@cache
def _environment() -> Any:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(_packaged),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
