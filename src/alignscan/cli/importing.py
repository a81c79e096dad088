"""``alignscan import``: exports of survey platforms into a responses file."""

import codecs
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import refuse_all, resolved, write_all
from alignscan.cli.show import note, out, out_document, show_findings, typed
from alignscan.source.finding import helped_once

if TYPE_CHECKING:
    from alignscan.api.importing import Outcome, Wish

FORMATS = ("json",)


def import_answers(
    exports: Annotated[
        list[Path], typer.Argument(metavar="EXPORT", help="Exports: CSV, XLSX, JSON or Parquet.")
    ],
    survey: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The survey file; it is created where there is none."),
    ] = Path("survey.yaml"),
    platform: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The platform, instead of what it looks like."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of CSV files, such as mac_roman.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What columns are, as decided by a person.")
    ] = None,
    companion: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The form: .qsf, XLSForm, REDCap dictionary or SPSS .sav."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Source whose rows this replaces; default: file name."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Name of the responses file beside the survey."),
    ] = None,
    keep_unfinished: Annotated[
        bool, typer.Option("--keep-unfinished", help="Count responses that were not finished.")
    ] = False,
    questionnaire: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Of a new survey file: standard, pulse, or a path."),
    ] = None,
    organization: Annotated[
        str, typer.Option(metavar="NAME", help="Of a new survey file.")
    ] = "Our organization",
    format: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", help="Print the report as json.")
    ] = None,
) -> None:
    """Read exports of survey platforms as they are, into a responses file.

    Personal data is left out. Nothing is written while a column or an answer is unresolved, but a
    mapping file in which to decide.
    """
    from alignscan.api.importing import Wish, import_exports

    _refuse_unfit(exports, survey, platform, encoding, source, to, format)
    wish = Wish(
        encoding=encoding,
        platform=platform,
        mapping=mapping,
        companion=companion,
        unfinished=keep_unfinished,
        source=source,
        to=to,
        questionnaire=questionnaire,
        organization=organization,
    )
    outcome = import_exports(exports, survey, wish)
    _write(outcome, exports, wish)
    show_findings(helped_once(outcome.findings), sys.stderr)
    _print(outcome, format, survey)
    raise typer.Exit(Exit.FINDINGS if outcome.failed else Exit.CLEAN)


def _refuse_unfit(
    exports: list[Path],
    survey: Path,
    platform: str | None,
    encoding: str | None,
    source: str | None,
    to: str | None,
    format: str | None,
) -> None:
    """Raise Stop for options that cannot be followed."""
    from alignscan.api.importing import PLATFORMS

    if platform is not None and platform not in PLATFORMS:
        raise Stop(Exit.USAGE, f"no platform `{platform}`", f"choose one of {', '.join(PLATFORMS)}")
    if format is not None and format not in FORMATS:
        raise Stop(Exit.USAGE, f"no format `{format}`", "choose json")
    if source is not None and len(exports) > 1:
        raise Stop(Exit.USAGE, "--source takes one export", "import them one after the other")
    if to is not None and (Path(to).name != to or not to.endswith(".csv")):
        raise Stop(Exit.USAGE, f"`{to}` is no name of a CSV file", "such as responses.csv")
    if len({resolved(path) for path in exports}) < len(exports):
        raise Stop(Exit.USAGE, "an export is named twice", "name each export once")
    if not _is_encoding(encoding):
        hint = "such as utf-8, utf-16, cp1252, latin-1 or mac_roman"
        raise Stop(Exit.USAGE, f"no encoding `{encoding}`", hint)
    refuse_all([survey] if to is None else [survey, survey.parent / to], exports)


def _is_encoding(name: str | None) -> bool:
    try:
        return name is None or codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _write(outcome: "Outcome", exports: list[Path], wish: "Wish") -> None:
    named = (path for path in (wish.mapping, wish.companion) if path is not None)
    contents = dict(outcome.files)
    for path in outcome.private:
        contents |= _ignoring(path)
    write_all(contents, [*exports, *named], private=outcome.private)
    if outcome.private and os.name != "posix":
        note(f"this system has no file modes: check who may read {outcome.private[0]}")


def _ignoring(responses: Path) -> dict[Path, bytes]:
    """Return the file that keeps answers out of git, where it does not name them yet."""
    from alignscan.cli.split import ignoring

    ignore = responses.parent / ".gitignore"
    text = ignoring(ignore, responses.name)
    return {ignore: text} if text is not None else {}


def _print(outcome: "Outcome", format: str | None, survey: Path) -> None:
    from alignscan.rendering.imported import as_json, as_text

    if format == "json":
        out_document(as_json(outcome.report, outcome.findings, outcome.failed))
        return
    out(as_text(outcome.report, outcome.failed))
    if not outcome.failed:
        out(f"Next: alignscan assess {typed(survey)}\n")
