"""AS9: brand files, and templates of one's own."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.BRAND)

BRAND: tuple[Rule, ...] = (
    _rule(
        "AS901",
        "brand-color",
        "A color of a brand file is none.",
        "Colors are written with six or three hexadecimal digits, or by their name in the palette.",
        bad="color:\n  primary: dark blue",
        good='color:\n  palette: {navy: "#12355b"}\n  primary: navy',
    ),
    _rule(
        "AS902",
        "brand-contrast",
        "A color of a brand file does not stand out enough as it is.",
        "Text has to stand out from what it is on by 4.5 to 1, and shapes by 3 to 1 (WCAG 2.2), or "
        "many people cannot read it. Reports use the nearest shade that does.",
        bad='color:\n  primary: "#ffd400"',
        good='color:\n  primary: "#12355b"',
        severity=Severity.WARNING,
    ),
    _rule(
        "AS903",
        "logo-not-found",
        "A brand file names a logo that is not there.",
        "The logo lies beside the brand file, or in a folder there, so that both can be handed on "
        "together. Nothing is loaded from the web.",
        bad="logo: https://example.com/logo.svg",
        good="logo: logo.svg",
    ),
    _rule(
        "AS904",
        "logo-unusable",
        "A logo is no PNG, JPEG or SVG picture, or it is too large.",
        "The logo becomes part of every report: at most 200 KB, and 4000 pixels wide or high.",
        bad="logo: logo.tiff",
        good="logo: logo.png",
    ),
    _rule(
        "AS905",
        "logo-active",
        "A logo does more than draw.",
        "An SVG file can hold scripts, and links to other files and pages. A report that is handed "
        "on holds nothing of the kind; save the logo as plain SVG.",
        bad="logo: interactive.svg    # holds a script",
        good="logo: plain.svg",
    ),
    _rule(
        "AS906",
        "brand-font",
        "This is not the name of a font.",
        "A font is used by its name where a reader has it, else one that looks like it; nothing is "
        "loaded.",
        bad="typography:\n  base: url(fonts/own.woff2)",
        good="typography:\n  base: Source Sans 3",
    ),
    _rule(
        "AS907",
        "brand-not-used",
        "Reports make no use of this key of a brand file.",
        "Other tools that read `_brand.yml` do, so it may stand there.",
        bad="typography:\n  fonts: [{family: Inter, source: google}]",
        good="typography:\n  base: Inter",
        severity=Severity.INFO,
    ),
    _rule(
        "AS910",
        "unknown-label",
        "Reports have no label of this name.",
        "A misspelt name would change nothing, and nobody would notice.",
        bad="format: alignscan/labels/1\nlanguage: en\nlabels:\n  card.indx: Alignment score",
        good="format: alignscan/labels/1\nlanguage: en\nlabels:\n  card.index: Alignment score",
    ),
    _rule(
        "AS911",
        "label-values",
        "A label does not have the values of the packaged one.",
        "What stands in braces is filled in, such as a figure or a name: each value by its name "
        "alone, none left out and none added.",
        bad="format: alignscan/labels/1\nlanguage: en\nlabels:\n"
        '  verdict.weakest: "Weakest: {name}."',
        good="format: alignscan/labels/1\nlanguage: en\nlabels:\n"
        '  verdict.weakest: "First: {condition}."',
    ),
    _rule(
        "AS912",
        "label-language",
        "Labels are in a language that reports do not come in.",
        "Labels stand for packaged ones of the same language; there are none in this one.",
        bad="format: alignscan/labels/1\nlanguage: nl\nlabels: {card.index: Index}",
        good="format: alignscan/labels/1\nlanguage: de\nlabels: {card.index: Index}",
    ),
    _rule(
        "AS920",
        "template-version",
        "A template does not say that it was written for this version of templates.",
        "Names of blocks and data may change between versions. Eject the template again, put your "
        "changes in, and keep the first line.",
        bad="{% extends 'builtin/report.html.j2' %}",
        good="{#- alignscan template api: 1 -#}\n{% extends 'builtin/report.html.j2' %}",
    ),
    _rule(
        "AS921",
        "template-error",
        "A template cannot be used.",
        "It is not written as Jinja asks, uses a name that it is not given, or tries what is not "
        "allowed there.",
        bad="{{ page.titel }}",
        good="{{ page.title }}",
    ),
    _rule(
        "AS922",
        "unknown-block",
        "A template fills a block that the packaged one does not have.",
        "What stands in it would never be shown.",
        bad="{% block sumary %}Ours{% endblock %}",
        good="{% block summary %}Ours{% endblock %}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS923",
        "unknown-template",
        "A file in a folder of templates is used by nothing.",
        "Only templates named as packaged ones, and those that they include, are used.",
        bad="templates/repport.html.j2",
        good="templates/report.html.j2",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS924",
        "template-reaches-out",
        "A page holds something that a browser will not show.",
        "Reports hold all they need: pictures as data, rules in extra.css, no script, no frame and "
        "no request, so that reading one tells nobody and works anywhere.",
        bad='<img src="https://example.com/logo.png" alt="">',
        good='<img src="{{ brand.logo }}" alt="{{ brand.alt }}">',
    ),
)
