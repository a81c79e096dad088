"""``alignscan report``: from a results file to every other format, byte for byte as assess."""

from pathlib import Path
from typing import Annotated

import typer

from alignscan.cli.assess import Color, FailUnder, Format, Language, Outputs, Quiet
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import write_all
from alignscan.cli.gates import limit_of, misses
from alignscan.cli.outputs import parse_outputs
from alignscan.cli.show import note, out


def report(
    results: Annotated[Path, typer.Argument(help="The results.json that assess wrote.")],
    output: Outputs = None,
    format: Format = None,
    fail_under: FailUnder = None,
    language: Language = None,
    color: Color = None,
    quiet: Quiet = False,
) -> None:
    """Render a report from its JSON alone; answers are not needed."""
    from alignscan.api.reports import load_report
    from alignscan.cli.screen import presentation_of, printed
    from alignscan.render.formats import FORMATS, SUFFIXES, render

    outputs = parse_outputs(output or [], tuple(FORMATS), SUFFIXES)
    limit, presentation = limit_of(fail_under), presentation_of(language)
    if format is not None and format not in FORMATS:
        raise Stop(Exit.USAGE, f"no format `{format}`", f"choose one of {', '.join(FORMATS)}")
    loaded = load_report(results)
    rendered = {o.path: render(loaded, o.format, presentation).encode() for o in outputs}
    write_all(rendered, [results])
    if not quiet:
        out(printed(loaded, presentation, results, format, color))
        for path in rendered:
            note(f"wrote {path}")
    if limit is not None and misses(loaded, limit):
        raise typer.Exit(Exit.FINDINGS)
