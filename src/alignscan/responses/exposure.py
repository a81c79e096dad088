"""Who could read answers that stand in a survey file, beside those who should."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from alignscan.model.survey import Survey
from alignscan.responses.errors import warning
from alignscan.source.finding import Finding

GIT_SECONDS = 5
HINT = "`alignscan split` moves the answers to a file that only its owner can read"


def exposed_answers(survey: Survey, path: Path, shown: str) -> tuple[Finding, ...]:
    """Return a warning where others can read the answers of a confidential survey (AS830).

    On systems without file modes only git is looked at.
    """
    if survey.effective_mode != "confidential" or not survey.respondents_inline:
        return ()
    reasons = [*_readers(path)]
    if not reasons:
        return ()
    what = f"answers that were given in confidence stand here, and {' and '.join(reasons)}"
    return (warning("AS830", what, shown, hint=HINT),)


def _readers(path: Path) -> Iterator[str]:
    try:
        if os.name == "posix" and path.stat().st_mode & stat.S_IROTH:
            yield "every user of this machine can read the file"
    except OSError:
        return
    if _tracked(path):
        yield "git keeps the file"


def _tracked(path: Path) -> bool:
    """Return whether git has the file; False where there is no git."""
    folder = path.resolve().parent
    if not any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        return False
    asked = ["git", "-c", "core.fsmonitor=false", "ls-files", "--error-unmatch", "--", path.name]
    try:
        found = subprocess.run(
            asked, cwd=folder, capture_output=True, timeout=GIT_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return found.returncode == 0
