"""Where templates come from and what they may do: packaged ones, and a folder's before them.

They run in a sandbox with plain data, escape everything and know no undefined name. That guards
against slips; a template is still code of whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

API: Final = 1
"""The version of what templates may rely on: names of templates, of blocks and of data."""
BUILTIN: Final = "builtin/"
"""Before the name of a packaged template, when a folder has one of the same name."""
SUFFIX: Final = ".j2"
MAIN: Final = "report.html.j2"
LARGEST: Final = 10_000
"""The largest number that a template multiplies; what is larger would fill the memory."""
OTHERS: Final = ("form",)
"""How the names of packaged templates begin that are not of reports."""
EXTRA_STYLE: Final = "extra.css"
"""A file of a folder of templates whose rules come after the packaged style."""
HEAD: Final = re.compile(r"\{#-?\s*alignscan templates? api:\s*(?P<version>\d+)\b")


@dataclass
class TemplateFault(Exception):
    """A template that cannot be used, where, and what to do."""

    name: str
    """The template, as it is called in its folder; packaged ones begin with ``builtin/``."""
    line: int | None
    message: str
    hint: str = ""


def packaged(name: str) -> str:
    """Return a packaged file; lines end alike on every system, as hashes need."""
    source = files("alignscan.templates").joinpath(name).read_text("utf-8")
    return source.replace("\r\n", "\n")


@cache
def packaged_names() -> tuple[str, ...]:
    """Return the names of the packaged templates of reports."""
    names = (found.name for found in files("alignscan.templates").iterdir())
    return tuple(sorted(n for n in names if n.endswith(SUFFIX) and not n.startswith(OTHERS)))


def api_version(source: str) -> int | None:
    """Return the version that a template says it was written for; None where it says none."""
    found = HEAD.match(source.lstrip("\ufeff \t\r\n"))
    return int(found["version"]) if found else None


def render_template(name: str, own: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """Return a rendered template; those of ``own`` (by name) come before the packaged ones.

    Raises TemplateFault where a template cannot be used.
    """
    environment = environment_of(own)

    def run() -> str:
        text: str = environment.get_template(name).render(values)
        return text

    return guarded(run, name)


def guarded(run: Callable[[], str], name: str = MAIN) -> str:
    """Return what a run gives; TemplateFault for whatever a template does wrong."""
    from jinja2 import TemplateError

    try:
        return run()
    except TemplateFault:
        raise
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise _fault(error, name) from None
    except (AttributeError, RecursionError, MemoryError) as error:
        raise _fault(error, name) from None


def environment_of(own: Mapping[str, str]) -> Any:
    """Return the environment of templates; one is kept for the packaged ones alone."""
    return _environment(own) if own else _plain()


@cache
def _plain() -> Any:
    return _environment({})


def _environment(own: Mapping[str, str]) -> Any:
    from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            del context
            small = (isinstance(n, int | float) and abs(n) <= LARGEST for n in (left, right))
            if not all(small):
                raise SecurityError("only small numbers can be multiplied")
            if operator == "**":
                raise SecurityError("powers are not needed here")
            return left * right

    class Loader(BaseLoader):
        def get_source(
            self, environment: Any, template: str
        ) -> tuple[str, str | None, Callable[[], bool] | None]:
            if template in own:
                _refuse_unescaped(environment, template, own[template])
                return own[template], template, None
            name = template.removeprefix(BUILTIN)
            if name not in packaged_names():
                raise TemplateNotFound(template)
            return packaged(name), BUILTIN + name, None

    found = Environment(
        loader=Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del found.filters["safe"]  # what may go out as it stands is marked where it is made
    del found.globals["lipsum"]
    return found


def _refuse_unescaped(environment: Any, name: str, source: str) -> None:
    """Raise TemplateFault where a template would switch escaping off."""
    from jinja2 import nodes

    for found in environment.parse(source, name, name).find_all(nodes.EvalContextModifier):
        what = "escaping cannot be switched off or on here"
        raise TemplateFault(name, found.lineno, what, "delete the `autoescape` block")


def _fault(error: BaseException, name: str) -> TemplateFault:
    from jinja2 import TemplateNotFound, TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    if isinstance(error, TemplateSyntaxError):
        hint = _about_safe(error.message or "")
        return TemplateFault(error.filename or name, error.lineno, error.message or "", hint)
    place, line = next(_frames(error), (name, None))
    if isinstance(error, TemplateNotFound):
        what, hint = f"there is no template `{error.name}`", "`alignscan template eject` lists all"
    elif isinstance(error, SecurityError):
        what, hint = "this is not allowed in a template", "templates only read what they are given"
    elif isinstance(error, RecursionError):
        what = "templates include or extend each other in a circle"
        hint = f"extend `{BUILTIN}{name}` to build on the packaged one"
    else:
        what = _said(error)
        hint = "docs/branding.md says what a template is given"
    return TemplateFault(place, line, what, hint)


def _said(error: BaseException) -> str:
    """Return what an error says, names that are not known in words of ours."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    unknown = re.search(r"has no attribute '([^']*)'|^'([^']*)' is undefined", text)
    return f"`{unknown[1] or unknown[2]}` is not known here" if unknown else text


def _about_safe(message: str) -> str:
    if "'safe'" in message:
        return "delete `|safe`: everything is escaped"
    return "docs/branding.md shows templates that work"


def _frames(error: BaseException) -> Iterator[tuple[str, int | None]]:
    """Yield the lines of templates that an error went through, the innermost first."""
    found: list[tuple[str, int | None]] = []
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIX):
            found.append((file, trace.tb_lineno))
        trace = trace.tb_next
    return reversed(found)
