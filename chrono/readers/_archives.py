"""Zip files, opened with care: what they unpack to is bounded before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from chrono.problems import Problem
from chrono.readers._files import problem

LARGEST = 1 << 30
"""Bytes that an archive may unpack to."""
_HARMLESS = 64 << 20
_MOST_PACKED = 200  # times that text is packed at the very most, unless it was written to fill a disk
_MOST_MEMBERS = 200_000


def open_archive(raw: bytes, origin: str) -> tuple[zipfile.ZipFile | None, list[Problem]]:
    """The archive, or None and a problem where it is none or would not fit into memory."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None, [problem(origin, "is no zip archive, or is cut off", "copy or download it again")]
    size = sum(member.file_size for member in archive.infolist())
    if size > LARGEST or size > max(_HARMLESS, _MOST_PACKED * len(raw)) or len(archive.infolist()) > _MOST_MEMBERS:
        what = f"would unpack to {size >> 20:,} MB in {len(archive.infolist()):,} files, more than chrono opens"
        return None, [problem(origin, what, "unpack it, and name the folder as a source")]
    return archive, []


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a member, or None and a problem."""
    if member.flag_bits & 1:
        return None, [problem(origin, "is encrypted", "unpack the archive with its password")]
    try:
        return archive.read(member), []
    except NotImplementedError:
        return None, [problem(origin, "is packed in a way that chrono does not know", "pack the archive again as zip")]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return None, [problem(origin, "is broken", "copy or download the archive again")]
