"""The command line; each command's body imports what it needs when it runs."""

import gc
import os
from typing import NoReturn

import typer

from alignscan import __version__
from alignscan.cli.commands import Whole
from alignscan.cli.exits import guarded
from alignscan.cli.show import out, prepare_streams

app = typer.Typer(
    name="alignscan",
    cls=Whole,
    help="Tell how strategically aligned an organization is, how sure one can be, what to do next.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        out(f"alignscan {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", callback=_version, is_eager=True
    ),
) -> None:
    del version


RARELY = (200_000, 10, 10)
"""Little of what is made is garbage in circles: looking for it often would take a tenth."""


def _work_alone() -> None:
    """Keep to one processor: the tables are many, and small.

    Threads that wait for each other over them cost more than they help. Who sets a number keeps it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _load_little() -> None:
    """Load what the models need, and no plugins for them: those would see what people answered."""
    gc.set_threshold(*RARELY)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    prepare_streams()
    _work_alone()
    _load_little()
    try:
        guarded(lambda: app(standalone_mode=True))
    finally:
        gc.freeze()  # the process ends: looking for garbage once more would take a tenth of it
