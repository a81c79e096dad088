"""Templates of one's own: plain data in a sandbox, and errors that say where."""

import re
from pathlib import Path

import pytest
from tests.rendering import factory

from alignscan.api.load import InvalidInput
from alignscan.api.looks import check_templates, load_templates
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render
from alignscan.rendering.templates import (
    API,
    MAIN,
    TemplateFault,
    api_version,
    packaged,
    packaged_names,
)
from alignscan.rendering.templates_check import blocks_of, ejected
from alignscan.source.finding import Finding

HEAD = "{#- alignscan template api: 1; x -#}\n"
EXTENDS = HEAD + '{% extends "builtin/report.html.j2" %}\n'
BLOCKS = {
    "cover", "summary", "conditions", "practices", "segments", "items", "plan", "program",
    "communication", "quality", "method", "footer",
}  # fmt: skip


def page(**sources: str) -> str:
    named = {f"{name}.html.j2": text for name, text in sources.items()}
    return render(factory.team(), Presentation(templates=named))


def footer(inside: str) -> str:
    return EXTENDS + "{% block footer %}<footer>" + inside + "</footer>{% endblock %}\n"


def folder(place: Path, **files: str) -> Path:
    for name, text in files.items():
        file = place / name.replace("__", ".")
        file.write_text(text, encoding="utf-8")
    return place


def found(place: Path) -> tuple[Finding, ...]:
    return check_templates(place, factory.team())


def test_there_are_the_promised_blocks() -> None:
    assert set(blocks_of(MAIN)) >= BLOCKS


def test_no_packaged_template_needs_unescaped_text() -> None:
    for name in packaged_names():
        assert "|safe" not in packaged(name)
        assert "autoescape" not in packaged(name)


def test_a_block_can_be_filled_and_built_on() -> None:
    text = page(report=footer("<p>Ours for {{ page.organization }}</p>"))
    assert "<p>Ours for Northwind</p>" in text
    kept = EXTENDS + "{% block summary %}{{ super() }}<p>More</p>{% endblock %}"
    assert "NOT ALIGNED" in page(report=kept)
    assert "<p>More</p>" in page(report=kept)


def test_a_part_can_be_replaced_by_its_name() -> None:
    assert "<header>Ours</header>" in page(cover=HEAD + "<header>Ours</header>")


def test_an_ejected_template_changes_nothing() -> None:
    own = {name: ejected(name) for name in packaged_names()}
    assert all(api_version(text) == API for text in own.values())
    report = factory.confidential()
    assert render(report, Presentation(templates=own)) == render(report, Presentation())


def test_rules_of_ones_own_are_hashed_with_the_others() -> None:
    text = render(factory.team(), Presentation(templates={"extra.css": "h1 { color: #123456; }"}))
    assert "h1 { color: #123456; }</style>" in text


def test_what_people_wrote_is_escaped_in_own_templates_too() -> None:
    own = {MAIN: footer("{{ page.title }}")}
    text = render(factory.hostile(), Presentation(templates=own))
    assert text.count("<script>") == 1


HOSTILE = {
    "class": "{{ ''.__class__ }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ page.keys.__globals__ }}",
    "function code": "{{ cycler.__init__.__globals__.os }}",
    "format": "{{ '{0.__class__}'.format(page) }}",
    "attribute by filter": "{{ ''|attr('__class__') }}",
    "self": "{{ self.__init__.__globals__ }}",
    "huge range": "{% for i in range(10**9) %}x{% endfor %}",
    "huge text": "{{ 'x' * 10000000000 }}",
    "power": "{{ 9 ** 99999 }}",
    "change of data": "{% do page.clear() %}",
    "change of a list": "{{ page.sections.append(1) }}",
    "unescaped": "{{ page.title|safe }}",
    "escaping off": "{% autoescape false %}{{ page.title }}{% endautoescape %}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../report.css' %}",
    "no template": "{% include 'report.css' %}",
    "unknown name": "{{ environ }}",
    "unknown key": "{{ page.nothing }}",
    "open block": "{% if page %}",
    "division": "{{ 1 / 0 }}",
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_nothing_but_reading_is_allowed(inside: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        page(report=footer(inside))
    fault = caught.value
    assert fault.message
    assert fault.name == MAIN
    assert fault.line in (3, 4)
    assert fault.hint


def test_circles_are_found() -> None:
    with pytest.raises(TemplateFault, match="circle"):
        page(report=HEAD + '{% extends "report.html.j2" %}')


def test_an_error_in_a_part_names_the_part() -> None:
    with pytest.raises(TemplateFault) as caught:
        page(cover=HEAD + "<header>\n{{ page.nothing }}\n</header>")
    assert (caught.value.name, caught.value.line) == ("cover.html.j2", 3)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{% extends "builtin/report.html.j2" %}', "AS920", 1),
        ("{#- alignscan template api: 7; x -#}\n", "AS920", 1),
        (footer("{{ page.titel }}"), "AS921", 3),
        (footer("{% if %}"), "AS921", 3),
        (EXTENDS + "{% block sumary %}x{% endblock %}", "AS922", 3),
        (footer('<img src="https://example.com/a.png" alt="">'), "AS924", 3),
        (footer('<p style="color: red">x</p>'), "AS924", 3),
        (footer("<script>alert(1)</script>"), "AS924", 3),
        (footer('<a href="#plan" onclick="x()">x</a>'), "AS924", 3),
        (footer("<iframe></iframe>"), "AS924", 3),
    ],
)
def test_mistakes_are_found_where_they_are(tmp_path: Path, text: str, code: str, line: int) -> None:
    (finding,) = found(folder(tmp_path, report__html__j2=text))
    assert (finding.code, finding.span and finding.span.line) == (code, line)
    assert finding.path == str(tmp_path / MAIN)
    assert finding.hint


def test_good_templates_have_no_findings(tmp_path: Path) -> None:
    text = footer("{% include 'own.html.j2' %}")
    place = folder(
        tmp_path,
        report__html__j2=text,
        own__html__j2=HEAD + "<p>{{ page.title }}</p>",
        extra__css=".own { color: #123456; background: url(data:image/png;base64,AA==); }\n",
    )
    assert found(place) == ()


@pytest.mark.parametrize(
    "rule",
    ["@import 'https://a.example/x.css';", "p{background:url(http://a.example)}", "</style>"],
)
def test_rules_reach_nowhere(tmp_path: Path, rule: str) -> None:
    place = folder(tmp_path, report__html__j2=footer("x"), extra__css=f"/* */\n{rule}\n")
    assert [(f.code, f.span and f.span.line) for f in found(place)] == [("AS924", 2)]
    with pytest.raises(InvalidInput):
        load_templates(place)


def test_a_misspelt_file_is_named(tmp_path: Path) -> None:
    place = folder(tmp_path, report__html__j2=footer("x"), covr__html__j2=HEAD)
    (finding,) = found(place)
    assert finding.code == "AS923"
    assert "cover.html.j2" in (finding.hint or "")


def test_an_empty_folder_is_no_folder_of_templates(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        load_templates(tmp_path)


def test_the_policy_holds_the_hash_of_everything() -> None:
    text = page(report=footer("x"))
    assert len(re.findall(r"sha256-", text)) == 2
    assert "unsafe" not in text
