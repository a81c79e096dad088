"""Writing files: whole or not at all, never over an input, never through a link."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from alignscan.cli.exits import Exit, Stop


def write_all(
    contents: Mapping[Path, bytes], inputs: Iterable[Path], private: bool = False
) -> None:
    """Write every file or none; ``private`` files can be read by their owner only.

    Raises Stop when a target is an input, a link or a folder, or cannot be written.
    """
    used = {path.resolve() for path in inputs}
    for target in contents:
        _refuse(target, used)
    staged: list[tuple[Path, Path]] = []
    try:
        for target, content in contents.items():
            staged.append((_stage(target, content, private), target))
        for temporary, target in staged:
            _replace(temporary, target)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _refuse(target: Path, used: set[Path]) -> None:
    if target.is_symlink():
        raise Stop(Exit.USAGE, f"{target} is a link; alignscan does not write through links")
    if target.is_dir():
        raise Stop(Exit.USAGE, f"{target} is a folder", "name a file in it")
    if target.resolve() in used:
        raise Stop(Exit.USAGE, f"{target} is an input", "choose another name for the output")
    if not target.parent.is_dir():
        raise Stop(Exit.USAGE, f"there is no folder {target.parent}", "create it first")


def _stage(target: Path, content: bytes, private: bool) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".alignscan-")
    except OSError as error:
        raise _cannot_write(target, error) from None
    temporary = Path(name)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    if not private and os.name == "posix":
        temporary.chmod(0o666 & ~_umask())
    return temporary


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
