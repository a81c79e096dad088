"""``alignscan rules``: everything that ``check`` can find."""

from typing import Annotated

import typer

from alignscan.cli.outputs import known_format
from alignscan.cli.show import out, out_document


def rules(
    format: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", help="Print text or json.")
    ] = None,
) -> None:
    """List the rules: code, name, severity and what is wrong.

    `alignscan explain CODE` tells more of one of them.
    """
    from alignscan.rendering.findings.rules import as_json, as_text
    from alignscan.rules.table import RULES

    if known_format(format, ("text", "json")) == "json":
        out_document(as_json(RULES))
    else:
        out(as_text(RULES))
