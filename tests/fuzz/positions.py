"""What every finding has to keep, however hostile the file is."""

from collections.abc import Iterable

from alignscan.source.compose import compose
from alignscan.source.finding import Finding
from alignscan.source.plain import NotPlain, plain_data
from alignscan.source.text import Text


def assert_inside(findings: Iterable[Finding], text: Text) -> None:
    """Raise AssertionError for a finding of this text whose position is not in it."""
    for finding in findings:
        span = finding.span
        if span is None or finding.path != text.path:
            continue
        assert span.start <= span.end, finding.code
        for line, column in (span.start, span.end):
            assert 1 <= line <= max(1, len(text.lines)), (finding.code, line)
            width = len(text.lines[line - 1]) if text.lines else 0
            # the line's end and the column after a span that ends there
            assert 1 <= column <= width + 2, (finding.code, line, column)


def assert_read_alike(text: Text) -> bool:
    """Return whether a text is read the quick way; AssertionError where the ways disagree."""
    try:
        data = plain_data(text.content)
    except NotPlain:
        return False
    composed = compose(text)
    assert composed.findings == [], text.content
    assert same(data, composed.data), text.content
    return True


def same(one: object, other: object) -> bool:
    """Return whether two values are equal, and of the same types: 1 is not 1.0 and not true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
