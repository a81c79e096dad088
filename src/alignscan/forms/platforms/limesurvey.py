"""The form as LimeSurvey's tab-separated survey structure: one file for all languages."""

import csv
import io
from collections.abc import Iterator, Sequence

from alignscan.forms.carrying import Trouble, refuse_if
from alignscan.forms.form import Block, Form
from alignscan.forms.levels import Worded, worded
from alignscan.forms.platforms.markup import as_html
from alignscan.model.form import Question, label

_COLUMNS = (
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
)
_PRIVACY = {
    "anonymized": "Y",
    "ipaddr": "N",
    "ipanonymize": "Y",
    "refurl": "N",
    "datestamp": "N",
    "savetimings": "N",
    "usecookie": "N",
    "allowsave": "N",
    "listpublic": "N",
    "publicstatistics": "N",
    "publicgraphs": "N",
}
_LOOK = {"format": "G", "showwelcome": "Y", "showprogress": "Y", "allowprev": "Y"}
_RESERVED = frozenset(("time", "other", "lang", "sid", "savedid", "token"))
_CODE = 20

Row = dict[str, str]


def render(form: Form) -> bytes:
    """Return the form for LimeSurvey's import; CannotCarry for names that it keeps for itself."""
    refuse_if(_reserved(form))
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", dialect="excel-tab", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_settings(form))
    for language in form.languages:
        writer.writerows(_content(form, language))
    return out.getvalue().encode("utf-8-sig")


def _reserved(form: Form) -> Iterator[Trouble]:
    for question in form.questions:
        if question.lime.casefold() in _RESERVED:
            message = f"LimeSurvey keeps the name `{question.lime}` for itself"
            yield Trouble(message, f"give the item `{question.name}` another id")


def _settings(form: Form) -> Iterator[Row]:
    others = " ".join(form.languages[1:])
    written = {"language": form.language, "additional_languages": others, **_LOOK, **_PRIVACY}
    for name, value in written.items():
        yield {"class": "S", "name": name, "text": value, "relevance": ""}
    for one in form.languages:
        texts = {
            "surveyls_title": as_html(form.title[one]),
            "surveyls_welcometext": "".join(
                f"<p>{as_html(line)}</p>" for line in form.opening(one)
            ),
            "surveyls_endtext": as_html(label("form.thanks", one)),
        }
        for name, text in texts.items():
            yield {"class": "SL", "name": name, "text": text, "language": one}


def _content(form: Form, language: str) -> Iterator[Row]:
    taken = {question.lime.casefold() for question in form.questions}
    arrays, by_level = 0, worded(form)
    for number, page in enumerate(form.pages, start=1):
        name = label("form.page", language, n=str(number), of=str(len(form.pages)))
        yield _row("G", str(number), as_html(name), language, relevance="1")
        for block in page:
            arrays += block.is_grid
            texts = [_text(one, by_level, language) for one in block.questions]
            if block.is_grid:
                yield from _array(block, _array_name(arrays, taken), texts, language)
            else:
                yield from _single(block.questions[0], texts[0], language)


def _text(question: Question, by_level: dict[str, Worded], language: str) -> str:
    """Return a question as HTML; where it is worded by level an expression that chooses."""
    one = by_level.get(question.name)
    if one is None:
        return as_html(question.texts[language])
    text = _literal(question.texts[language])
    for answer, texts in reversed(one.cases):
        chosen = f'{one.level.lime}.NAOK == "{answer.codes.short}"'
        text = f"if({chosen}, {_literal(texts[language])}, {text})"
    return f"{{{text}}}"


def _literal(text: str) -> str:
    """Return a text as expressions write it; a straight quotation mark would end it."""
    return '"' + as_html(text).replace('"', "\u201d").replace("\\", "&#92;") + '"'


def _array_name(number: int, taken: set[str]) -> str:
    name = f"grid{number}"
    while name in taken:
        name = f"x{name}"[:_CODE]
    return name


def _array(block: Block, name: str, texts: Sequence[str], language: str) -> Iterator[Row]:
    yield _question("F", name, as_html(label("form.grid", language)), language)
    for question, text in zip(block.questions, texts, strict=True):
        yield _row("SQ", "0", question.lime, language, text=text, relevance="1")
    yield from _answers(block.questions[0], language)


def _single(question: Question, text: str, language: str) -> Sequence[Row]:
    hint = question.hints.get(language, "")
    kind = "T" if question.kind == "text" else "!" if len(question.answers) > 12 else "L"
    return (_question(kind, question.lime, text, language, hint), *_answers(question, language))


def _question(kind: str, name: str, text: str, language: str, hint: str = "") -> Row:
    row = _row("Q", kind, name, language, text=text, relevance="1")
    return {**row, "help": as_html(hint), "mandatory": "N", "other": "N"}


def _answers(question: Question, language: str) -> Iterator[Row]:
    for answer in question.answers:
        yield _row("A", "0", answer.codes.short, language, text=as_html(answer.texts[language]))


def _row(
    kind: str, scale: str, name: str, language: str, *, text: str = "", relevance: str = ""
) -> Row:
    return {
        "class": kind,
        "type/scale": scale,
        "name": name,
        "relevance": relevance,
        "text": text,
        "language": language,
    }
