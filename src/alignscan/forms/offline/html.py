"""The form as one HTML file: it asks nothing of a server, and lets no other script run."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from alignscan.forms.form import Form
from alignscan.forms.offline.data import as_script_data, ui_labels

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; "
    "base-uri 'none'; form-action 'none'"
)


def render(form: Form) -> bytes:
    """Return the form as a page; the same form gives the same bytes."""
    style, script = _packaged("form.css"), _packaged("form.js")
    text: str = (
        _environment()
        .get_template("form.html.j2")
        .render(
            form=form,
            labels=ui_labels(form.language),
            policy=POLICY.format(style=_hash(style), script=_hash(script)),
            style=style,
            script=script,
            data=as_script_data(form),
        )
    )
    return (text.strip() + "\n").encode()


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
