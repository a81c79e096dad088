"""The promise to those who are asked, in plain sentences."""

from collections.abc import Iterator

from alignscan.rendering.report.clean import one_line
from alignscan.rendering.words import Words
from alignscan.report.promise import Promise


def promise_heading(words: Words) -> str:
    """Return the title above the promise."""
    return words.say("promise.heading")


def promise_sentences(promise: Promise, words: Words) -> tuple[str, ...]:
    """Return the promise, one sentence or two for each point; plain text."""
    return tuple(one_line(line) for line in _sentences(promise, words))


def missing_points(promise: Promise) -> tuple[str, ...]:
    """Return the keys of the survey file that a promise needs and that are not written there."""
    if promise.mode != "confidential":
        return ()
    return tuple(name for name in ("readers", "retention") if getattr(promise, name) is None)


def _sentences(promise: Promise, words: Words) -> Iterator[str]:
    if promise.mode == "self":
        yield words.say("promise.self")
    elif promise.mode == "team":
        yield words.say("promise.team", agreed=promise.agreed or "")
        yield words.say("promise.team.all")
    else:
        yield from _confidential(promise, words)
    yield from _files(promise, words)


def _confidential(promise: Promise, words: Words) -> Iterator[str]:
    yield words.say("promise.groups", k=promise.min_group)
    yield words.say("promise.combined", k=promise.min_group)
    yield words.say("promise.rounded")
    yield _groupings(promise, words)
    if promise.consented:
        level = words.category("level", promise.consented)
        yield words.say("promise.consented", level=level)
    yield words.say("promise.limits")


def _groupings(promise: Promise, words: Words) -> str:
    if not promise.segments:
        return words.say("promise.everybody")
    by = words.listing(words.segment(id) for id in promise.segments)
    if not promise.crossings:
        return words.say("promise.segments", segments=by)
    pairs = words.listing(
        words.say("promise.pair", first=words.segment(one), second=words.segment(other))
        for one, other in promise.crossings
    )
    return words.say("promise.crossings", segments=by, pairs=pairs)


def _files(promise: Promise, words: Words) -> Iterator[str]:
    if promise.readers is not None:
        yield words.say("promise.readers", readers=promise.readers)
    elif promise.mode == "confidential":
        yield words.say("promise.readers.unstated")
    if promise.retention is not None:
        yield words.say("promise.retention", retention=promise.retention)
    elif promise.mode == "confidential":
        yield words.say("promise.retention.unstated")
