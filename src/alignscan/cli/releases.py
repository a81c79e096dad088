"""Releases on the command line: what is remembered of reports that were written."""

import contextlib
import os
import tempfile
from pathlib import Path

from alignscan.api.assess import Assessed
from alignscan.api.load import Assessment
from alignscan.api.releases import (
    Keeping,
    groups_changed,
    is_tracked,
    ledger_bytes,
    ledger_path,
    new_key,
    read_ledger,
)
from alignscan.cli.deliver import Wanted
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.files import resolved
from alignscan.cli.show import note


def keeping_for(
    loaded: Assessment, wish: Wanted, *, withhold_changed: bool, supersede: bool
) -> Keeping:
    """Return what is remembered of a survey file, and whether this run will be; says if it cannot.

    Stop when an output has the name of the ledger.
    """
    path, ledger = ledger_path(loaded), read_ledger(loaded)
    release = wish.releases and is_tracked(loaded.survey)
    if any(resolved(output.path) == resolved(path) for output in wish.outputs):
        raise Stop(Exit.USAGE, f"{path} is where releases are remembered", "choose another name")
    if release and not _can_write(path):
        note(
            f"releases cannot be remembered: {path} cannot be written. Nothing is promised about"
            " later reports of this wave: release once, and keep only that release"
        )
        release = False
    key = new_key() if release and ledger is None else b""
    return Keeping(ledger, key, release, withhold_changed, supersede)


def to_remember(
    loaded: Assessment, wish: Wanted, keeping: Keeping, done: Assessed
) -> dict[Path, bytes]:
    """Return the ledger to write with the reports, and say what matters about it.

    Raises Refused where groups would be left out and nobody asked for it.
    """
    kept = done.kept
    if kept.lost and wish.releases and not keeping.withhold_changed:
        raise groups_changed(loaded, kept.lost)
    if kept.lost and not wish.quiet:
        groups = "1 group shows" if kept.lost == 1 else f"{kept.lost} groups show"
        note(f"{groups} less than before: the people changed too little since the last release")
    if keeping.supersede and keeping.release:
        note(_risk(kept.risk))
    if kept.ledger is None:
        return {}
    path = ledger_path(loaded)
    if keeping.ledger is None and not wish.quiet:
        note(f"{path} remembers what was released: keep it, and keep it out of git")
    return {path: ledger_bytes(kept.ledger)}


def _risk(people: int | None) -> str:
    if people is None:
        return "earlier releases no longer count; comparing them with this one tells nothing new"
    whose = "the answers of 1 person" if people == 1 else f"what {people} people answered together"
    return (
        "earlier releases no longer count. Whoever has one of them and compares it with this one"
        f" can work out {whose}"
    )


def _can_write(path: Path) -> bool:
    """Return whether a file can be made, or replaced, where releases are remembered."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".alignscan-")
        os.close(handle)
        Path(name).unlink()
        return not path.exists() or os.access(path, os.W_OK)
    return False
