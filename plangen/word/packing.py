"""The zip that a .docx is, written: equal parts give equal bytes, and no long part stands whole in memory."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TYPES_PART: Final = "[Content_Types].xml"
STORED: Final = (".png", ".jpg", ".jpeg")
"""Ends of names of parts that are compressed already."""

_LEVEL: Final = 4  # two thirds of the time of zlib's usual 6, for a sixth more bytes of text
_RAW: Final = -zlib.MAX_WBITS  # a stream without zlib's own head, as zip wants it
_BATCH: Final = 64

# Fields of a zip entry (PKWARE's APPNOTE 4.3.7, 4.3.12, 4.3.16). What two builds could differ in is fixed:
# the date is the first that zip knows, the system is 0 and the attributes are those of a plain file.
_LOCAL_MARK, _ENTRY_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION: Final = 20
_TIME, _DATE = 0, 1 << 5 | 1
_PLAIN_FILE: Final = 0x20
_COMMON: Final = struct.Struct("<HHHHHLLLHH")
_ENTRY: Final = struct.Struct("<HHHLL")
_END: Final = struct.Struct("<HHHHLLH")


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it stands in the zip. `pieces` joined are its content, a raw deflate stream unless `stored`;
    `size` and `checksum` (CRC-32) are those of what was packed."""

    pieces: tuple[bytes, ...]
    size: int
    checksum: int
    stored: bool = False

    @property
    def length(self) -> int:
        """Bytes that the part takes in the zip."""
        return sum(map(len, self.pieces))

    def unpacked(self) -> bytes:
        """What was packed."""
        content = b"".join(self.pieces)
        return content if self.stored else zlib.decompress(content, _RAW)


class Packer:
    """Packs one part while it is being written, so that only a few texts of it exist at a time."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        self._pieces: list[bytes] = []
        self._size = 0
        self._checksum = 0

    def add(self, text: str) -> None:
        """The next text of the part."""
        self._texts.append(text)
        if len(self._texts) == _BATCH:
            self._settle()

    def feed(self, content: bytes) -> None:
        """The next bytes of the part."""
        self._settle()
        self._compress(content)

    def close(self) -> Packed:
        """The part; nothing can be added to it."""
        self._settle()
        self._pieces.append(self._deflate.flush())
        return Packed(tuple(self._pieces), self._size, self._checksum)

    def _settle(self) -> None:
        content = "".join(self._texts).encode()
        self._texts.clear()
        self._compress(content)

    def _compress(self, content: bytes) -> None:
        self._size += len(content)
        self._checksum = zlib.crc32(content, self._checksum)
        piece = self._deflate.compress(content)
        if piece:
            self._pieces.append(piece)


def _pack(name: str, content: bytes) -> Packed:
    if name.endswith(STORED):
        return Packed((content,), len(content), zlib.crc32(content), stored=True)
    packer = Packer()
    packer.feed(content)
    return packer.close()


def write_archive(parts: Mapping[str, bytes | Packed]) -> bytes:
    """The zip of `parts`: content types first, the rest by name, no clock, no user, one compression level.

    Names are ASCII.
    """
    pieces: list[bytes] = []
    entries: list[bytes] = []
    offset = 0
    for name in sorted(parts, key=lambda name: (name != TYPES_PART, name)):
        part = parts[name]
        packed = part if isinstance(part, Packed) else _pack(name, part)
        title, common = name.encode("ascii"), _common(name, packed)
        local = b"".join((_LOCAL_MARK, common, title))
        entries += (_ENTRY_MARK, _VERSION.to_bytes(2, "little"), common)
        entries += (_ENTRY.pack(0, 0, 0, _PLAIN_FILE, offset), title)
        pieces.append(local)
        pieces += packed.pieces
        offset += len(local) + packed.length
    directory = b"".join(entries)
    end = _END.pack(0, 0, len(parts), len(parts), len(directory), offset, 0)
    return b"".join((*pieces, directory, _END_MARK, end))


def _common(name: str, packed: Packed) -> bytes:
    """What the head of a part and its line in the directory have in common."""
    method = 0 if packed.stored else zlib.DEFLATED
    sizes = (packed.length, packed.size)
    return _COMMON.pack(_VERSION, 0, method, _TIME, _DATE, packed.checksum, *sizes, len(name), 0)
