"""``alignscan explain``: what a rule, a word or a statistic means."""

from typing import Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import out


def explain(
    name: Annotated[
        str | None, typer.Argument(help="A code (AS101), a rule's name, or a term (agreement).")
    ] = None,
) -> None:
    """Explain a rule with a bad and a good example, or a term with its formula and source."""
    from alignscan.rules.explain import entries, explanation, nearest

    if name is None:
        out("".join(f"{key:<26} {line}\n" for key, line in entries()))
        return
    text = explanation(name)
    if text is None:
        close = nearest(name)
        hint = f"did you mean `{close}`?" if close else "`alignscan explain` lists them all"
        raise Stop(Exit.USAGE, f"nothing to explain under `{name}`", hint)
    out(text)
