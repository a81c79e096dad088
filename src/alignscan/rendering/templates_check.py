"""AS920 to AS924: what is wrong with templates of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from alignscan.rendering.templates import (
    API,
    BUILTIN,
    EXTRA_STYLE,
    MAIN,
    SUFFIX,
    TemplateFault,
    api_version,
    environment_of,
    guarded,
    packaged,
    packaged_names,
)
from alignscan.rules.table import find
from alignscan.rules.words import did_you_mean, quoted
from alignscan.source.finding import Finding
from alignscan.source.span import Span

HEAD_LINE: Final = "{{#- alignscan template api: {api}; {name} -#}}\n"
"""The first line of an ejected template."""
_REACHING: Final = re.compile(r"@import|url\s*\(\s*['\"]?(?!data:image/)|</|expression\s*\(", re.I)
_LINKS: Final = frozenset({"src", "srcset", "data", "poster", "action", "formaction", "background"})
_FORBIDDEN: Final = frozenset({"iframe", "frame", "object", "embed", "form", "link", "base"})


def file_findings(sources: Mapping[str, str], folder: Path | None) -> tuple[Finding, ...]:
    """Return what is wrong with the files of a folder, each by itself."""
    found = [f for name in sources for f in _of_file(name, sources, folder)]
    return tuple(sorted(found, key=lambda f: (f.path, f.span.line if f.span else 0, f.code)))


def page_findings(page: str, sources: Mapping[str, str], folder: Path | None) -> Iterator[Finding]:
    """Yield what a browser would not show of a page made with templates of one's own (AS924)."""
    seen = _Reaching()
    seen.feed(page)
    for what in dict.fromkeys(seen.found):
        name, line = _where(what, sources)
        message = f"the page holds {what}, which a browser will not show"
        hint = "use extra.css for rules, and a picture of the brand file or a data URI"
        yield _finding("AS924", message, name, folder, line, hint)


def finding_of(fault: TemplateFault, folder: Path | None) -> Finding:
    """Return a template that cannot be used as a finding (AS921)."""
    return _finding("AS921", fault.message, fault.name, folder, fault.line, fault.hint)


def ejected(name: str) -> str:
    """Return a packaged template to be changed, with the version it was written for."""
    return HEAD_LINE.format(api=API, name=name) + packaged(name)


def blocks_of(name: str) -> tuple[str, ...]:
    """Return the names of the blocks of a packaged template, in its order."""
    from jinja2 import nodes

    tree = environment_of({}).parse(packaged(name))
    return tuple(dict.fromkeys(block.name for block in tree.find_all(nodes.Block)))


def _of_file(name: str, sources: Mapping[str, str], folder: Path | None) -> Iterator[Finding]:
    if not name.endswith(SUFFIX):
        yield from _of_style(name, sources[name], folder)
        return
    yield from _version(name, sources[name], folder)
    try:
        tree = _parsed(name, sources)
    except TemplateFault as fault:
        yield finding_of(fault, folder)
        return
    if name in packaged_names():
        yield from _unknown_blocks(name, tree, folder)
    elif not any(f'"{name}"' in s or f"'{name}'" in s for s in sources.values()):
        close = did_you_mean(name, packaged_names())
        hint = f"did you mean `{close}`?" if close else "include it, or delete it"
        yield _finding("AS923", "nothing uses this template", name, folder, None, hint)


def _of_style(name: str, source: str, folder: Path | None) -> Iterator[Finding]:
    if name != EXTRA_STYLE:
        hint = f"call it {EXTRA_STYLE}"
        yield _finding("AS923", "nothing uses this file", name, folder, None, hint)
    for number, line in enumerate(source.splitlines(), 1):
        if _REACHING.search(line):
            what = "a rule reaches out of the report"
            yield _finding("AS924", what, name, folder, number, "use a data URI, or leave it out")


def _version(name: str, source: str, folder: Path | None) -> Iterator[Finding]:
    version = api_version(source)
    head = HEAD_LINE.format(api=API, name=name).strip()
    if version is None:
        what = "the first line does not say which version of templates this is for"
        yield _finding("AS920", what, name, folder, 1, f"begin it with `{head}`")
    elif version != API:
        what = f"this is for version {version} of templates, and version {API} is used"
        hint = f"eject {name} again, and put your changes in"
        yield _finding("AS920", what, name, folder, 1, hint)


def _parsed(name: str, sources: Mapping[str, str]) -> Any:
    """Return the syntax tree of a template that compiles; TemplateFault for another."""
    environment, trees = environment_of(sources), []

    def run() -> str:
        environment.get_template(name)
        trees.append(environment.parse(sources[name], name, name))
        return ""

    guarded(run, name)
    return trees[0]


def _unknown_blocks(name: str, tree: Any, folder: Path | None) -> Iterator[Finding]:
    from jinja2 import nodes

    extends = {e.template.value for e in tree.find_all(nodes.Extends) if _is_text(e.template)}
    if BUILTIN + name not in extends:
        return
    known = blocks_of(name)
    for block in tree.find_all(nodes.Block):
        if block.name not in known:
            close = did_you_mean(block.name, known)
            hint = f"did you mean `{close}`?" if close else f"blocks: {', '.join(known)}"
            what = f"the packaged template has no block {quoted(block.name)}"
            yield _finding("AS922", what, name, folder, block.lineno, hint)


def _is_text(node: Any) -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.Const) and isinstance(node.value, str)


class _Reaching(HTMLParser):
    """Collects what a page asks for, or runs, beyond its own style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._own = {"script": 1, "style": 1}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN:
            self.found.append(f"<{tag}>")
        if tag in self._own:
            self._own[tag] -= 1
            if self._own[tag] < 0:
                self.found.append(f"<{tag}>")
        for name, value in attrs:
            active = name == "style" or name.startswith("on")
            if active or (name in _LINKS and not (value or "").startswith("data:image/")):
                self.found.append(f"{name}=")


def _where(what: str, sources: Mapping[str, str]) -> tuple[str, int | None]:
    """Return the first line of a template in which something is written."""
    needle = what.rstrip(">")
    for name in sorted(sources):
        for number, line in enumerate(sources[name].splitlines(), 1):
            if needle in line.lower() and name.endswith(SUFFIX):
                return name, number
    return (MAIN if MAIN in sources else sorted(sources)[0]), None


def _finding(
    code: str, message: str, name: str, folder: Path | None, line: int | None, hint: str
) -> Finding:
    rule = find(code)
    if rule is None:
        raise KeyError(code)
    path = str(folder / name) if folder is not None and not name.startswith(BUILTIN) else name
    span = Span(line, 1, line, 1) if line is not None else None
    return Finding(rule.code, rule.severity, message, path, span, "", hint or None)
