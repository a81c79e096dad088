"""``alignscan schema``: JSON Schemas for editors and for readers of results."""

from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import out


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="survey, questionnaire, actions, plan, mapping, report or findings.",
        ),
    ] = "survey",
) -> None:
    """Print the JSON Schema of a file format."""
    from alignscan.api.reports import SCHEMAS
    from alignscan.api.reports import schema as schema_of

    if name not in SCHEMAS:
        raise Stop(Exit.USAGE, f"no schema `{name}`", f"choose one of {', '.join(SCHEMAS)}")
    out(schema_of(name))
