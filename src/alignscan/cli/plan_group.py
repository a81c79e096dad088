"""``alignscan plan``: of a survey file; ``status`` and ``export`` are about a plan file."""

from typing import Final

import typer
from typer.core import TyperCommand, TyperGroup

from alignscan.cli import plan, plan_export, plan_status

DEFAULT: Final = "survey"
"""What is meant where neither ``status`` nor ``export`` is said."""


class _Context(typer.Context):
    @property
    def command_path(self) -> str:
        return super().command_path.removesuffix(f" {DEFAULT}")


class Plain(TyperCommand):
    """The command that is called without its name."""

    context_class = _Context


class Planning(TyperGroup):
    """Commands of which one needs no name."""

    # typer names the context by a class of its own that it does not show
    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Return what is left of the arguments, the default command before them."""
        if not args or args[0] not in self.commands:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="plan",
    cls=Planning,
    help="Print the action plan, or keep it as a file with owners and dates.",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    add_completion=False,
)
app.command(DEFAULT, cls=Plain)(plan.plan)
app.command("status")(plan_status.status)
app.command("export")(plan_export.export)
