"""Writing files: whole or not at all, never over an input, never through a link."""

import codecs
import os
import stat
import tempfile
from collections.abc import Container, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from alignscan.cli.exits import Exit, Stop

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def write_all(
    contents: Mapping[Path, bytes], inputs: Iterable[Path] = (), private: Container[Path] = ()
) -> None:
    """Write every file or none; those that are ``private`` are for their owner's eyes only.

    Any other file that was there keeps its permissions. Raises Stop when a target is an input, a
    link or no regular file, or cannot be written.
    """
    refuse_all(contents, inputs)
    with ExitStack() as leftovers:
        staged = [
            (_stage(target, content, target in private, leftovers), target)
            for target, content in contents.items()
        ]
        for temporary, target in staged:
            _replace(temporary, target)


def refuse_all(targets: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Raise Stop when one of some files cannot be written or is an input, before anything is."""
    used = {resolved(path) for path in inputs}
    for target in targets:
        refuse(target, used)


def refuse(target: Path, used: Container[Path] = ()) -> None:
    """Raise Stop when a file cannot be written, before anything is."""
    try:
        if target.is_symlink():
            raise Stop(Exit.USAGE, f"{target} is a link", "name the file itself")
        if target.is_dir():
            raise Stop(Exit.USAGE, f"{target} is a folder", "name a file in it")
        if resolved(target) in used:
            raise Stop(Exit.USAGE, f"{target} is an input", "choose another name for the output")
        if not target.parent.is_dir():
            raise Stop(Exit.USAGE, f"there is no folder {target.parent}", "create it first")
        if target.exists():
            _refuse_existing(target)
    except OSError as error:
        raise _cannot_write(target, error) from None


def resolved(path: Path) -> Path:
    """Return a path that is equal for two names of one file, as far as names can tell."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        real = path.absolute()
    return Path(os.path.normcase(real))


def encoded_like(original: bytes, text: str) -> bytes:
    """Return a text in the encoding of a file, with the byte order mark that it began with."""
    for mark, encoding in MARKS:
        if original.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def _refuse_existing(target: Path) -> None:
    if not target.is_file():
        raise Stop(Exit.USAGE, f"{target} is not a regular file", "choose another name")
    with target.open("r+b"):
        pass  # raises where it is read-only, or open in another program


def _stage(target: Path, content: bytes, private: bool, leftovers: ExitStack) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".alignscan-")
        temporary = Path(name)
        leftovers.callback(temporary.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if os.name == "posix" and not private:
            temporary.chmod(_mode(target))
    except OSError as error:
        raise _cannot_write(target, error) from None
    return temporary


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from None


def _cannot_write(target: Path, error: OSError) -> Stop:
    if isinstance(error, PermissionError):
        return Stop(
            Exit.USAGE,
            f"{target} cannot be written",
            "close it if it is open in another program, and check who may write there",
        )
    return Stop(Exit.USAGE, f"{target} cannot be written ({error.strerror})")
