"""The disks of the PC: which are sticks, and where a file lies."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.gvfsd-fuse", "davfs", "9p", "afs"})
_REMOVABLE, _REMOTE = 2, 4
"""What Windows calls these kinds of drive."""
_NO_BOXES = 1
"""Ask Windows not to ask for a disk when a card reader is empty."""


class Place(StrEnum):
    """Where a file lies: on the PC's own disk, on a stick, on another PC."""

    OWN = "own"
    STICK = "stick"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Stick:
    """A disk that can be pulled out: where it begins, what it is called, how many bytes are free on it."""

    root: Path
    name: str
    free: int


class Disks:
    """Asks the system anew each time: sticks come and go. On Linux by these two places of the system."""

    def __init__(self, mounts: Path = Path("/proc/mounts"), blocks: Path = Path("/sys/class/block")) -> None:
        self._mounts = mounts
        self._blocks = blocks

    def sticks(self) -> Sequence[Stick]:
        """The sticks that can be used now."""
        found = windows_sticks(_windows()) if sys.platform == "win32" else self._mounted_sticks()
        return tuple(_measured(found))

    def place_of(self, path: Path) -> Place:
        """Where a file or folder lies."""
        if sys.platform == "win32":
            return windows_place(path.absolute().drive, _windows())
        held = path.resolve()
        mounts = [(root, device, kind) for device, root, kind in self._read() if held.is_relative_to(root)]
        if not mounts:
            return Place.OWN
        _, device, kind = max(mounts, key=lambda mount: len(mount[0].parts))
        if kind in _NETWORK:
            return Place.NETWORK
        return Place.STICK if self._is_stick(device) else Place.OWN

    def _mounted_sticks(self) -> Iterator[tuple[Path, str]]:
        for device, root, _ in self._read():
            if self._is_stick(device):
                yield root, root.name

    def _read(self) -> Iterator[tuple[str, Path, str]]:
        try:
            lines = self._mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return
        for line in lines:
            device, root, kind, *_ = [*line.split(" "), "", "", ""]
            if root.startswith("/"):
                yield device, Path(_unescaped(root)), kind

    def _is_stick(self, device: str) -> bool:
        """A block device that says that it is removable, or that hangs on the USB."""
        if not device.startswith("/dev/"):
            return False
        block = self._blocks / Path(device).name
        try:
            real = block.resolve(strict=True)
        except OSError:
            return False
        flags = [folder / "removable" for folder in (real, real.parent)]
        return any(part.startswith("usb") for part in real.parts) or any(_says_yes(flag) for flag in flags)


def _says_yes(flag: Path) -> bool:
    try:
        return flag.read_text(encoding="ascii").strip() == "1"
    except (OSError, ValueError):
        return False


def _unescaped(root: str) -> str:
    for octal, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        root = root.replace(octal, letter)
    return root


def _measured(found: Iterator[tuple[Path, str]]) -> Iterator[Stick]:
    """Those that answer: a card reader may be empty."""
    for root, name in found:
        try:
            yield Stick(root, name, shutil.disk_usage(root).free)
        except OSError:
            continue


def windows_sticks(system: Any) -> Iterator[tuple[Path, str]]:
    """As Windows names them; `system` is its kernel32."""
    import ctypes

    system.SetThreadErrorMode(_NO_BOXES, None)
    held = system.GetLogicalDrives()
    for number in range(2, 26):  # A and B are what floppies were
        root = f"{chr(ord('A') + number)}:\\"
        if held >> number & 1 and system.GetDriveTypeW(root) == _REMOVABLE:
            label = ctypes.create_unicode_buffer(261)
            system.GetVolumeInformationW(root, label, len(label), None, None, None, None, 0)
            yield Path(root), f"{label.value} ({root[:2]})".strip()


def windows_place(drive: str, system: Any) -> Place:
    """What kind of drive Windows says that it is."""
    if drive.startswith("\\\\"):
        return Place.NETWORK
    return {_REMOVABLE: Place.STICK, _REMOTE: Place.NETWORK}.get(system.GetDriveTypeW(f"{drive}\\"), Place.OWN)


def _windows() -> Any:
    """The system's own functions, which other systems do not have."""
    import ctypes

    return vars(ctypes)["windll"].kernel32
