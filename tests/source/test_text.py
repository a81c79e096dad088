import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignscan.source.finding import SourceError
from alignscan.source.text import MAX_BYTES, Text, decode_text, read_text


def codes(error: SourceError) -> list[str]:
    return [finding.code for finding in error.findings]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "survey.yaml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "AS005"),
        (b" \n\t\n", "AS005"),
        (b"\xef\xbb\xbf", "AS005"),
        (b"a: \xff\n", "AS002"),
        (b"a: caf\xe9\n", "AS002"),
        ("a: b".encode("utf-16-le"), "AS003"),
        (b"\xff\xfea", "AS002"),
        (b"a: \0\n", "AS003"),
        (b"a: \x1b[31m\n", "AS003"),
        (b"a: \x7f\n", "AS003"),
        ("a: 1\n\ufeffb: 2\n".encode(), "AS003"),
        (b"#" * (MAX_BYTES + 1), "AS004"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(written(tmp_path, data), "shown.yaml")
    assert codes(caught.value)[0] == code
    assert caught.value.findings[0].path == "shown.yaml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read_alike(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a: caf\u00e9 \U0001f600\r\n".encode(encoding))
    assert read_text(path).content == "a: caf\u00e9 \U0001f600\r\n"


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    assert len(read_text(written(tmp_path, b"#" * MAX_BYTES)).content) == MAX_BYTES


def test_invalid_bytes_are_located() -> None:
    with pytest.raises(SourceError) as caught:
        decode_text(b"a: 1\nb: \xc3\xa9\xff\n", "x")
    span = caught.value.findings[0].span
    assert span is not None
    assert span.start == (2, 5)


def test_every_control_character_is_reported_up_to_a_limit() -> None:
    with pytest.raises(SourceError) as caught:
        decode_text(b"a\0b\n\x01\n" + b"\0" * 1000, "x")
    spans = [finding.span for finding in caught.value.findings]
    assert len(spans) == 20
    assert [span.start for span in spans[:2] if span] == [(1, 2), (2, 1)]


@pytest.mark.parametrize("name", ["missing.yaml", "file/below", "bad\0name"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a: 1")
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path / name)
    assert codes(caught.value) == ["AS001"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"1 problem \(AS001\)"):
        read_text(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO on Windows")
def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError) as caught:
        read_text(tmp_path / "pipe")
    assert codes(caught.value) == ["AS001"]


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev on Windows")
def test_a_device_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read_text(Path("/dev/zero"))
    assert codes(caught.value) == ["AS001"]


def test_lines_end_as_editors_end_them() -> None:
    assert Text("x", "a\r\nb\rc\nd\u2028e").lines == ("a", "b", "c", "d\u2028e")
    assert Text("x", "a\n").lines == ("a",)
    assert Text("x", "\n\n").lines == ("", "")
    assert Text("x", "").lines == ()


@given(st.text(alphabet="ab\n\r\U0001f600\u2028", max_size=30))
def test_positions_count_code_points(content: str) -> None:
    text = Text("x", content)
    unified = content.replace("\r\n", "\n\n").replace("\r", "\n")
    for index in range(len(content) + 1):
        line, column = text.position(index)
        assert column >= 1
        if index == 0 or unified[index - 1] != "\n":
            before = content[:index].replace("\r\n", "\n").replace("\r", "\n")
            assert line == before.count("\n") + 1
            assert column == len(before) - before.rfind("\n")


def test_an_error_survives_pickling_and_shows_no_text() -> None:
    import pickle

    with pytest.raises(SourceError) as caught:
        decode_text(b"secret: \0\n", "x")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.findings == caught.value.findings
    assert "secret" not in str(caught.value)
