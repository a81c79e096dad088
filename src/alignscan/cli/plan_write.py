"""Writing a plan: its own file, merged with what people wrote in it, and its exports."""

import difflib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from alignscan.api.assess import assess_beside
from alignscan.api.load import Assessment
from alignscan.api.planfile import PlanText, plan_text
from alignscan.api.releases import Refused
from alignscan.cli.deliver import Wanted
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import encoded_like, refuse_all, write_all
from alignscan.cli.outputs import Output
from alignscan.cli.releases import keeping_for, to_remember
from alignscan.cli.show import note, out, show_findings
from alignscan.model.planfile import PlanFile
from alignscan.planning.plan import Plan
from alignscan.rendering.options import Presentation
from alignscan.rendering.plan.formats import FORMATS, SUFFIXES, render
from alignscan.report.model import Report

ALL_FORMATS = ("yaml", *FORMATS)
ALL_SUFFIXES: Mapping[str, str] = {".yaml": "yaml", ".yml": "yaml", **SUFFIXES}


def assessed(
    ready: Assessment,
    outputs: Sequence[Output],
    look: Presentation,
    *,
    withhold_changed: bool,
    supersede: bool,
) -> tuple[Report, dict[Path, bytes]]:
    """Return the report that a plan is from, and what to remember where it is written.

    A plan that is written shows figures: it is a release like a report. Stop where it is refused.
    """
    wish = Wanted(tuple(outputs), None, look, color=None, quiet=False)
    try:
        keeping = keeping_for(ready, wish, withhold_changed=withhold_changed, supersede=supersede)
        done = assess_beside(ready, keeping)
        return done.report, to_remember(ready, wish, keeping, done)
    except Refused as error:
        show_findings(error.findings, sys.stderr)
        raise Stop(Exit.FINDINGS) from None


def write_plan(
    ready: Assessment,
    plan: Plan,
    outputs: Sequence[Output],
    look: Presentation,
    remember: Mapping[Path, bytes],
) -> None:
    """Write a plan to all outputs or to none, and print what changed in a plan file."""
    refuse_all((output.path for output in outputs), ready.inputs)
    files = {o.path: _merged(ready, plan, o.path, look) for o in outputs if o.format == "yaml"}
    exported = next(iter(files.values()), None) or plan_text(
        ready, plan, Path("plan.yaml"), None, look.language
    )
    contents = {path: content for path, (_, content) in _changed(files).items()}
    contents |= {
        o.path: export(exported.plan, o.format, look) for o in outputs if o.format != "yaml"
    }
    write_all({**remember, **contents}, ready.inputs, private=remember)
    for path, found in files.items():
        _tell(path, found, written=path in contents)
    for output in outputs:
        if output.format != "yaml":
            note(f"wrote {output.path}")


def export(plan: PlanFile, format: str, look: Presentation) -> bytes:
    """Return a plan file in a format; Stop where a package is missing."""
    try:
        return render(plan, format, look)
    except ImportError as error:
        if not (error.name or "").startswith("icalendar"):
            raise
        hint = 'pip install "alignscan[calendar]"'
        raise Stop(Exit.USAGE, "calendars need the package icalendar", hint) from None


def _merged(ready: Assessment, plan: Plan, path: Path, look: Presentation) -> PlanText:
    original = path.read_bytes() if path.exists() else None
    return plan_text(ready, plan, path, original, look.language)


def _changed(files: Mapping[Path, PlanText]) -> dict[Path, tuple[PlanText, bytes]]:
    """Return the plan files whose text is another now, as bytes in the encoding they have."""
    out = {}
    for path, found in files.items():
        if found.before is None:
            out[path] = found, found.text.encode()
        elif found.before != found.text:
            out[path] = found, encoded_like(path.read_bytes(), found.text)
    return out


def _tell(path: Path, found: PlanText, *, written: bool) -> None:
    if found.before is not None and written:
        lines = difflib.unified_diff(
            found.before.splitlines(), found.text.splitlines(), str(path), str(path), lineterm=""
        )
        out("\n".join(lines) + "\n")
    if not written:
        note(f"{path} is up to date; nothing was written")
        return
    merged = found.merged
    counts = {"added": merged.added, "changed": merged.changed, "closed": merged.closed}
    told = ", ".join(f"{len(ids)} {name}" for name, ids in counts.items() if ids)
    note(f"wrote {path}" + (f" (actions: {told})" if found.before is not None and told else ""))
