"""Shorthand to full form, before validation, so that the models need no unions.

Only shapes that are shorthand are rewritten; anything else is left for validation to name.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from alignscan.model.base import LANGUAGE_PATTERN
from alignscan.model.conditions import canonical

Raw = dict[str, Any]

LANGUAGE = re.compile(LANGUAGE_PATTERN)
_INLINE: Raw = {"format": "alignscan/questionnaire/1", "id": "inline", "title": "Questionnaire"}
"""What a questionnaire that is written in a survey file need not say."""


def survey(data: Raw) -> Raw:
    """Return a survey in full form: names, paths, numbers and lists put where they belong."""
    out = dict(data)
    language = _language(data)
    _rewrite(out, "organization", _named)
    _rewrite(out, "wave", lambda v: {"id": v} if isinstance(v, str) else v)
    _rewrite(out, "questionnaire", _questionnaire_ref)
    _rewrite(out, "targets", _targets)
    _rewrite(out, "weights", _by_subject)
    _rewrite(out, "population", _population)
    _rewrite(out, "weighting", _weighting)
    _rewrite(out, "responses", _responses)
    _rewrite(out, "answers", _answers)
    _rewrite(out, "comments", lambda v: {"file": v} if isinstance(v, str) else v)
    _rewrite(out, "variables", lambda v: _texts_by_key(v, language))
    return out


def _language(data: Raw) -> str:
    """Return the language of a file's texts; one that is none is told once, at its own place."""
    written = data.get("language")
    return written if isinstance(written, str) and LANGUAGE.fullmatch(written) else "en"


def questionnaire(data: Raw) -> Raw:
    """Return a questionnaire in full form: every text by language, every scale by reference."""
    out = dict(data)
    language = _language(data)
    for key in ("title", "intro"):
        _rewrite(out, key, lambda v: _texts(v, language))
    for key in ("levels", "variables"):
        _rewrite(out, key, lambda v: _texts_by_key(v, language))
    _rewrite(out, "scales", lambda v: _each_value(v, lambda s: _scale(s, language)))
    _rewrite(out, "items", lambda v: _each(v, lambda item: _item(item, language)))
    return out


def actions(data: Raw) -> Raw:
    """Return an action library in full form: every text by language."""
    out = dict(data)
    language = _language(data)
    _rewrite(
        out, "evidence", lambda v: _each_value(v, lambda e: _with(e, _texting("finding", language)))
    )
    _rewrite(out, "actions", lambda v: _each(v, lambda a: _action(a, language)))
    return out


def practices(data: Raw) -> Raw:
    """Return the catalog of practices in full form: every text by language."""
    out = dict(data)
    language = _language(data)
    texts = [_texting(key, language) for key in ("title", "short", "description", "cost")]
    _rewrite(
        out,
        "conditions",
        lambda v: _each(
            v,
            lambda c: _with(
                c,
                *texts,
                lambda one: _rewrite(
                    one, "practices", lambda ps: _each(ps, lambda p: _with(p, *texts))
                ),
            ),
        ),
    )
    return out


def _rewrite(out: Raw, key: str, change: Callable[[Any], Any]) -> None:
    if key in out:
        out[key] = change(out[key])


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _questionnaire_ref(value: Any) -> Any:
    if isinstance(value, str):
        return {"use": value}
    if isinstance(value, dict) and not value.keys() & {"use", "inline"}:
        return {"inline": questionnaire(_INLINE | value)}
    return value


def _targets(value: Any) -> Any:
    if _is_number(value):
        return {"default": {"score": value}}
    if not isinstance(value, dict):
        return value
    full = value["of"] if isinstance(value.get("of"), dict) else {}
    rest = {k: v for k, v in value.items() if k not in ("default", "of", "segments")}
    out: Raw = {"of": {canonical(k) or k: _target(v) for k, v in (full | rest).items()}}
    if "default" in value:
        out["default"] = _target(value["default"])
    if "segments" in value:
        out["segments"] = _each_value(value["segments"], _segment_targets)
    return out


def _segment_targets(value: Any) -> Any:
    if _is_number(value):
        return {"default": _target(value)}
    if not isinstance(value, dict):
        return value
    if "score" in value:
        return {"default": value}
    return {canonical(k) or k: _target(v) for k, v in value.items()}


def _by_subject(value: Any) -> Any:
    """``C5`` stands for its condition, unless that is named too."""
    if not isinstance(value, dict):
        return value
    names = {k: canonical(k) or k for k in value}
    return {(k if names[k] in value else names[k]): v for k, v in value.items()}


def _target(value: Any) -> Any:
    return value if isinstance(value, dict) else {"score": value}


def _population(value: Any) -> Any:
    if isinstance(value, str):
        return {"file": value}
    if isinstance(value, dict):
        return value if value.keys() & {"total", "file", "counts"} else {"counts": value}
    return {"total": value}


def _weighting(value: Any) -> Any:
    """``none`` is short for no segment, a name for one, a list for several."""
    if value == "none":
        return {"by": []}
    if isinstance(value, str | list):
        return {"by": value if isinstance(value, list) else [value]}
    return _with(value, lambda w: _rewrite(w, "by", lambda v: [v] if isinstance(v, str) else v))


def _responses(value: Any) -> Any:
    files = value if isinstance(value, list) else [value]
    return [{"file": f} if isinstance(f, str) else f for f in files]


def _answers(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    cells = {k: [_cell(c) for c in (v if isinstance(v, list) else [v])] for k, v in value.items()}
    return {_name_of(k, cells): v for k, v in cells.items()}


def _name_of(key: Any, answers: Raw) -> Any:
    """Return the condition that a code such as C5 stands for, unless it is answered by name too."""
    name = canonical(key) if isinstance(key, str) else None
    return key if name is None or name in answers else name


def _cell(value: Any) -> Any:
    """Answers of a survey file are read like the cells of a CSV file: as text."""
    if value is None:
        return ""
    return str(value) if type(value) in (int, float) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _texts(value: Any, language: str) -> Any:
    return {language: value} if isinstance(value, str) else value


def _texts_by_key(value: Any, language: str) -> Any:
    return _each_value(value, lambda v: _texts(v, language))


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    return [change(v) for v in value] if isinstance(value, list) else value


def _each_value(value: Any, change: Callable[[Any], Any]) -> Any:
    return {k: change(v) for k, v in value.items()} if isinstance(value, Mapping) else value


def _with(value: Any, *changes: Callable[[Raw], None]) -> Any:
    if not isinstance(value, dict):
        return value
    out = dict(value)
    for change in changes:
        change(out)
    return out


def _texting(key: str, language: str = "en") -> Callable[[Raw], None]:
    return lambda out: _rewrite(out, key, lambda v: _texts(v, language))


def _scale(value: Any, language: str) -> Any:
    return _with(
        value,
        lambda s: _rewrite(s, "labels", lambda v: {language: v} if isinstance(v, list) else v),
        _texting("cannot_say", language),
    )


def _item(value: Any, language: str) -> Any:
    if not isinstance(value, dict):
        return value
    out = dict(value)
    for key, entry in value.items():
        if key == "text":
            out[key] = _texts(entry, language)
        elif key == "wording":
            out[key] = _texts_by_key(entry, language)
        elif key == "scale":
            out[key] = _scale_ref(entry, language)
        elif key == "options":
            out[key] = _each(entry, lambda o: _with(o, _texting("text", language)))
        elif key == "condition":
            out[key] = _canonical_or_same(entry)
    return out


def _scale_ref(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict) and not value.keys() & {"name", "inline"}:
        return {"inline": _scale(value, language)}
    return value


def _canonical_or_same(value: Any) -> Any:
    return canonical(value) or value if isinstance(value, str) else value


def _action(value: Any, language: str) -> Any:
    def risk(r: Any) -> Any:
        return _with(r, _texting("signal", language), _texting("mitigation", language))

    return _with(
        value,
        _texting("title", language),
        lambda a: _rewrite(a, "steps", lambda v: _each(v, lambda s: _texts(s, language))),
        lambda a: _rewrite(a, "kpi", lambda v: _with(v, _texting("name", language))),
        lambda a: _rewrite(a, "risks", lambda v: _each(v, risk)),
        lambda a: _rewrite(a, "condition", _canonical_or_same),
    )
