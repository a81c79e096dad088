"""The first plan file of a survey."""

from alignscan.forms.planfile.merge import Merged, merge
from alignscan.planning.plan import Plan
from alignscan.source.edit import set_value

_HEAD = """\
# The plan of {name}. It is yours: change it, comment it, keep it with your other files.
#
# Write who does it (`owner`, a name), your own dates (`start`, `due`), how it stands (`status`:
# planned, started, done or dropped), `kpi_value` and `notes`. What stands under `suggested` is
# written anew by the command below; nothing else is ever touched. To decide otherwise, write the
# same key beside `suggested`: then yours counts. Add actions of your own, without `suggested`,
# wherever you like, and keep anything else under `own:`. Do not delete what you do not want; set
# its status to dropped.
#
#   alignscan plan {survey} -o {file}     after the next survey: what is suggested now
#   alignscan plan status {file}          what is overdue, blocked or due soon
#   alignscan plan export {file} -o plan.ics
#   alignscan check {file}

format: alignscan/plan/1
title: x
survey: x
language: {language}
"""
_WHOLE = """
# The plan as a whole: what to begin with, and what decides when it ends.
suggested:
"""
_ACTIONS = """
# What to do, in the order in which it begins.
actions: []
"""
_PROGRAM = """
# Executive and leadership development: what leaders and managers practice, on which piece of work.
program:
  owner:
  notes:
  suggested:
  tracks: []
"""
_COMMUNICATION = """
# Who tells whom what, by which channel and when; and how people answer back.
communication:
  owner:
  notes:
  suggested:
  audiences: []
  touchpoints: []
"""
_CADENCE = """
# What comes again and again, so that it stays done.
cadence: []
"""


def fresh(
    plan: Plan, title: str, language: str, survey: str, file: str, library: str | None = None
) -> Merged:
    """Return a new plan file: ``survey`` and ``file`` are the names of both files."""
    names = {"name": _one_line(title), "survey": survey, "file": file, "language": language}
    text = _HEAD.format(**names)
    text += _WHOLE + _ACTIONS
    text += _PROGRAM if plan.program is not None else ""
    text += _COMMUNICATION if plan.communication is not None else ""
    text += _CADENCE if plan.cadence else ""
    text = set_value(set_value(text, ("title",), _one_line(title)), ("survey",), survey)
    if library is not None:
        text = set_value(text, ("library",), library)
    return merge(text, plan, language)


def _one_line(text: str) -> str:
    return " ".join(text.split())
