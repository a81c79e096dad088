"""``alignscan explain``: what a rule, a word or a statistic means."""

import textwrap
from collections.abc import Iterable
from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import out

COLUMN = 28
WIDTH = 80


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A code (AS101, A203, C2.5), a rule's name, a term or a statistic.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--list", help="List everything that can be explained.")
    ] = False,
) -> None:
    """Tell what a rule, a statistic or an action is.

    A rule comes with a bad and a good example, a statistic with its formula, bands and source, an
    action with its steps.
    Without a name everything that can be explained is listed.
    """
    from alignscan.rules.explain import entries, explanation, nearest

    if name is None or everything:
        out("\n".join(_group(heading, lines) for heading, lines in entries()))
        return
    text = explanation(name)
    if text is None:
        close = nearest(name)
        hint = f"did you mean `{close}`?" if close else "`alignscan explain` lists them all"
        raise Stop(Exit.USAGE, f"nothing to explain under `{name}`", hint)
    out(text)


def _group(heading: str, lines: Iterable[tuple[str, str]]) -> str:
    return f"{heading}\n" + "".join(_entry(key, line) for key, line in lines)


def _entry(key: str, line: str) -> str:
    indent = " " * (COLUMN + 1)
    text = f"{key:<{COLUMN}} {line}"
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False) + "\n"
