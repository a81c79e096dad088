"""The commands by name; each one's module is loaded when it is asked for."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

PLACES: Final = {
    "init": "init:init",
    "answer": "answer:answer",
    "freeze": "freeze:freeze",
    "split": "split:split",
    "comments": "comments:comments",
    "preview": "preview:preview",
    "promise": "promise:promise",
    "form": "form:form",
    "import": "importing:import_answers",
    "tabulate": "tabulate:tabulate",
    "assess": "assess:assess",
    "check": "check:check",
    "report": "report:report",
    "schema": "schema:schema",
    "explain": "explain:explain",
    "rules": "rules:rules",
    "plan": "plan_group:app",
    "template": "template:app",
}
"""For each command its module in this package, and its function or group, in the order of help."""


class Commands(Mapping[str, Any]):
    """The commands, as typer makes them of functions and groups."""

    def __getitem__(self, name: str) -> Any:
        module, _, attribute = PLACES[name].partition(":")
        found = getattr(import_module(f"alignscan.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(rich_markup_mode=None, add_completion=False)
        alone.command(name)(found)
        return typer.main.get_command(alone)

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


class Whole(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**{**attributes, "commands": Commands()})
