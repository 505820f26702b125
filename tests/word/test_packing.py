"""The zip as it is written, judged by the standard library's."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.word.packing import TYPES_PART, Packed, Packer, write_archive

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=200)


def packed(*pieces: str) -> Packed:
    packer = Packer()
    for piece in pieces:
        packer.add(piece)
    return packer.close()


def written_by_zipfile(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES_PART, name)):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 0
            entry.external_attr = 0x20
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=4)
    return out.getvalue()


@settings(max_examples=50, deadline=None)
@given(texts, st.binary(max_size=3000))
def test_the_archive_is_the_one_that_zipfile_writes(pieces: list[str], picture: bytes) -> None:
    whole = "".join(pieces).encode()
    parts = {"word/a.xml": whole, TYPES_PART: b"<Types/>", "word/b.png": picture, "empty.xml": b""}
    assert write_archive(parts) == written_by_zipfile(parts)
    assert write_archive({**parts, "word/a.xml": packed(*pieces)}) == written_by_zipfile(parts)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_what_was_packed_piece_by_piece_comes_out_whole(pieces: list[str]) -> None:
    found = packed(*pieces)
    assert found.unpacked() == "".join(pieces).encode()
    assert found.size == len(found.unpacked())


def test_bytes_and_texts_keep_their_order() -> None:
    packer = Packer()
    packer.add("uno ")
    packer.feed("dós ".encode())
    packer.add("tres")
    assert packer.close().unpacked().decode() == "uno dós tres"


def test_a_long_part_is_packed_while_it_is_written() -> None:
    packer = Packer()
    for number in range(20_000):
        packer.add(f"<w:p>{number * 7919}</w:p>")
    assert len(packer.close().pieces) > 2


def test_an_archive_passes_the_test_of_zipfile() -> None:
    data = write_archive({TYPES_PART: b"<Types/>", "a.xml": packed("x" * 100_000), "b.jpeg": b"\xff\xd8"})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [TYPES_PART, "a.xml", "b.jpeg"]
