"""Words for messages and hints."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40


def did_you_mean(word: object, choices: Iterable[str]) -> str | None:
    """Return the choice that a misspelt word was probably meant to be, if one is close."""
    if not isinstance(word, str) or len(word) > 3 * _LONGEST:
        return None
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in choices}
    for spelling in (word.casefold(), word.casefold().replace("-", "_").replace(" ", "_")):
        found = get_close_matches(spelling, folded, n=1, cutoff=0.65)
        if found:
            return folded[found[0]]
    return None


def one_of(choices: Iterable[str]) -> str:
    """Return choices as words: ``a, b or c``."""
    words = [f"`{choice}`" for choice in choices]
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def suggestion(word: object, choices: Iterable[str]) -> str:
    """Return a hint: the choice that was probably meant, else all choices."""
    choices = tuple(choices)
    close = did_you_mean(word, choices)
    return f"did you mean `{close}`?" if close else f"write {one_of(choices)}"


def quoted(name: str) -> str:
    """Return a name from the file for a message: on one line, and cut when it is long."""
    line = " ".join(name.split())
    return f"`{line}`" if len(line) <= _LONGEST else f"`{line[:_LONGEST]}…`"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 answer``, ``2 answers``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
