"""The files of a report: in each format, as charts, and one for each unit."""

from collections.abc import Mapping
from pathlib import Path

from alignscan.api.load import InvalidInput
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.extras import Extras
from alignscan.cli.files import refuse
from alignscan.cli.outputs import Output
from alignscan.rendering.formats import PDF, render
from alignscan.rendering.options import Presentation
from alignscan.rendering.templates import TemplateFault
from alignscan.report.model import Report
from alignscan.report.units import NoSuchSegment

SUFFIX_OF = {"html": "html", "markdown": "md", PDF: "pdf"}


def files_of(
    report: Report, outputs: tuple[Output, ...], look: Presentation, extras: Extras
) -> dict[Path, bytes]:
    """Return every file that is wanted of a report, none of them written yet.

    Raises Stop, and InvalidInput for templates that cannot be used.
    """
    try:
        found: dict[Path, bytes] = {}
        for output in outputs:
            if extras.split is not None:
                found |= _split(report, extras.split, output, look)
            else:
                found[output.path] = _rendered(report, output.format, look)
        if extras.charts is not None:
            from alignscan.rendering.charts.export import chart_files

            made = chart_files(report, look)
            found |= {extras.charts / name: text.encode() for name, text in made.items()}
    except TemplateFault as fault:
        raise _unusable(fault, extras) from None
    return found


def text_of(report: Report, format: str, look: Presentation, extras: Extras) -> str:
    """Return a report in a format that is text; InvalidInput for templates of no use."""
    try:
        return render(report, format, look)
    except TemplateFault as fault:
        raise _unusable(fault, extras) from None


def left_over(
    written: Mapping[Path, bytes], outputs: tuple[Output, ...], extras: Extras
) -> tuple[Path, ...]:
    """Return reports of units in the folders of a split report that this run did not write."""
    if extras.split is None:
        return ()
    from alignscan.rendering.report.units import file_prefix

    prefix = file_prefix(extras.split)
    found = (
        path
        for output in outputs
        for path in output.path.glob(f"{prefix}*.{SUFFIX_OF[output.format]}")
    )
    return tuple(sorted(path for path in found if path not in written))


def folders_of(outputs: tuple[Output, ...], extras: Extras) -> tuple[Path, ...]:
    """Return the folders that files are written to, and that are made where they are missing."""
    split = tuple(output.path for output in outputs) if extras.split is not None else ()
    return (*split, *((extras.charts,) if extras.charts is not None else ()))


def make_folders(folders: tuple[Path, ...]) -> None:
    """Make folders that are missing; Stop where that is not possible."""
    for folder in folders:
        if folder.is_dir():
            continue
        if folder.exists():
            raise Stop(Exit.USAGE, f"{folder} is not a folder", "name a folder, or a new one")
        refuse(folder)
        try:
            folder.mkdir()
        except OSError as error:
            raise Stop(Exit.USAGE, f"{folder} cannot be made ({error.strerror})") from None


def _unusable(fault: TemplateFault, extras: Extras) -> InvalidInput:
    from alignscan.api.looks import template_error

    return template_error(fault, extras.templates)


def _rendered(report: Report, format: str, look: Presentation) -> bytes:
    if format == PDF:
        from alignscan.cli.pdf import pdf_of
        from alignscan.rendering.report import pdf

        return pdf_of(pdf.page(report, look))
    return render(report, format, look).encode()


def _split(report: Report, segment: str, output: Output, look: Presentation) -> dict[Path, bytes]:
    from alignscan.cli.pdf import pdf_of
    from alignscan.rendering.report import pdf, units

    suffix = SUFFIX_OF[output.format]
    try:
        pages = units.split(report, segment, look, suffix)
    except NoSuchSegment as error:
        hint = f"choose one of {', '.join(error.segments)}" if error.segments else ""
        what = f"the report has no breakdown by `{segment}`"
        raise Stop(Exit.USAGE, what, hint or "the survey file names none") from None
    out = {}
    for page in pages:
        text = page.text(output.format)
        content = pdf_of(pdf.printed(text, look)) if output.format == PDF else text.encode()
        out[output.path / page.file] = content
    return out
