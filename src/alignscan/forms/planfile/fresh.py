"""The first plan file of a survey."""

import textwrap
from typing import Final

from alignscan.forms.planfile.merge import Merged, merge
from alignscan.model.form import label
from alignscan.planning.plan import Plan
from alignscan.source.edit import set_value

_WIDTH: Final = 100
_COMMANDS: Final = 42
"""Where the comments on commands begin."""
_FORMAT = """
format: alignscan/plan/1
title: x
survey: x
language: {language}
"""
_PARTS: Final = {
    "whole": "suggested:\n",
    "actions": "actions: []\n",
    "program": "program:\n  owner:\n  notes:\n  suggested:\n  tracks: []\n",
    "communication": (
        "communication:\n  owner:\n  notes:\n  suggested:\n  audiences: []\n  touchpoints: []\n"
    ),
    "cadence": "cadence: []\n",
}
"""How the parts of a plan file begin, below a comment on each."""


def fresh(
    plan: Plan, title: str, language: str, survey: str, file: str, library: str | None = None
) -> Merged:
    """Return a new plan file: ``survey`` and ``file`` are the names of both files."""
    text = _head(_one_line(title), survey, file, language) + _FORMAT.format(language=language)
    there = {
        "program": plan.program is not None,
        "communication": plan.communication is not None,
        "cadence": bool(plan.cadence),
    }
    for name, part in _PARTS.items():
        if there.get(name, True):
            text += f"\n{_comment(name, language)}{part}"
    text = set_value(set_value(text, ("title",), _one_line(title)), ("survey",), survey)
    if library is not None:
        text = set_value(text, ("library",), library)
    return merge(text, plan, language)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _head(name: str, survey: str, file: str, language: str) -> str:
    commands = {
        f"alignscan plan {survey} -o {file}": label("planfile.comment.renew", language),
        f"alignscan plan status {file}": label("planfile.comment.status", language),
        f"alignscan plan export {file} -o plan.ics": "",
        f"alignscan check {file}": "",
    }
    listed = "".join(
        f"#   {command:<{_COMMANDS}} {about}".rstrip() + "\n" for command, about in commands.items()
    )
    head = _comment("head", language, name=name)
    return f"{head}#\n{_comment('how', language)}#\n{listed}"


def _comment(key: str, language: str, **values: str) -> str:
    said = label(f"planfile.comment.{key}", language, **values)
    lines = textwrap.wrap(said, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)
