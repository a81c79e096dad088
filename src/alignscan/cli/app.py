"""The commands; each one's body imports what it needs when it runs."""

import gc
import os
from typing import NoReturn

import typer

from alignscan import __version__
from alignscan.cli import (
    answer,
    assess,
    check,
    comments,
    explain,
    form,
    freeze,
    importing,
    init,
    plan_group,
    preview,
    promise,
    report,
    rules,
    schema,
    split,
    tabulate,
    template,
)
from alignscan.cli.exits import guarded
from alignscan.cli.show import out, prepare_streams

app = typer.Typer(
    name="alignscan",
    help="Tell how strategically aligned an organization is, how sure one can be, what to do next.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(init.init)
app.command("answer")(answer.answer)
app.command("freeze")(freeze.freeze)
app.command("split")(split.split)
app.command("comments")(comments.comments)
app.command("preview")(preview.preview)
app.command("promise")(promise.promise)
app.command("form")(form.form)
app.command("import")(importing.import_answers)
app.command("tabulate")(tabulate.tabulate)
app.command("assess")(assess.assess)
app.add_typer(plan_group.app, name="plan")
app.command("check")(check.check)
app.command("report")(report.report)
app.add_typer(template.app, name="template")
app.command("schema")(schema.schema)
app.command("explain")(explain.explain)
app.command("rules")(rules.rules)


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
