"""A zip of a folder: its files under harmless names, and a word on each one that was not unpacked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from ingest import errors
from ingest.readers import SUFFIXES
from ingest.readers.archive import Limits, MemberUnsafe, TooDeep, Unpacked, is_archive, members

KNOWN = set(SUFFIXES)
BESIDE = ".columns.toml"


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def unpack(folder: Path, content: bytes, limits: Limits | None = None) -> Unpacked:
    path, inside = folder / "清单.zip", folder / "inside"
    path.write_bytes(content)
    inside.mkdir()
    found = members(path, inside, KNOWN, limits, beside=BESIDE)
    for _, file in found.members:
        assert file.resolve().is_relative_to(inside.resolve())
    assert sorted(p.name for p in folder.iterdir()) == ["inside", "清单.zip"]
    return found


def test_what_is_kept_beside_a_file_is_unpacked_beside_it(tmp_path: Path) -> None:
    found = unpack(
        tmp_path,
        packed(
            ("甲/表.txt.columns.toml", b"for a"),
            ("甲/表.txt", b"a"),
            ("甲/表.txt.bak", b"x"),
            ("乙/表.txt", b"b"),
            ("丙/没有.txt.columns.toml", b"for nobody"),
            ("单位.toml", b"x"),
        ),
    )
    (_, first), (_, second) = sorted(found.members)
    assert [p.name for p in first.parent.iterdir()] == ["表.txt"]
    assert second.with_name("表.txt.columns.toml").read_bytes() == b"for a"
    assert found.skipped == {".bak": 1, ".toml": 2}
    assert found.errors == []


def test_the_limits_hold_for_what_is_kept_beside_a_file(tmp_path: Path) -> None:
    content = packed(("表.txt", b"a" * 10), ("表.txt.columns.toml", b"x" * 1000))
    with pytest.raises(errors.TooComplex):
        unpack(tmp_path, content, Limits(bytes=500))


def test_files_in_folders(tmp_path: Path) -> None:
    found = unpack(
        tmp_path,
        packed(
            ("2025/乙/表.txt", b"b"),
            ("2025/甲/表.txt", b"a"),
            ("__MACOSX/2025/._表.txt", b"x"),
            ("~$表.docx", b"x"),
            (".DS_Store", b"x"),
            ("图.png", b"x"),
            ("图2.png", b"x"),
        ),
    )
    assert [(name, file.name, file.read_bytes()) for name, file in found.members] == [
        ("2025/乙/表.txt", "表.txt", b"b"),
        ("2025/甲/表.txt", "表.txt", b"a"),
    ]
    assert found.skipped == {".png": 2}
    assert found.errors == []


def renamed(raw: bytes, extra: bytes = b"") -> bytes:
    """A zip with one member whose name is these bytes, without a word on their encoding."""
    info = zipfile.ZipInfo("N" * len(raw))
    info.extra = extra
    return packed((info, b"words")).replace(b"N" * len(raw), raw)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_word_on_their_encoding(tmp_path: Path, encoding: str) -> None:
    found = unpack(tmp_path, renamed("二〇二五年/任务分解表.txt".encode(encoding)))
    assert [name for name, _ in found.members] == ["二〇二五年/任务分解表.txt"]


def test_the_name_in_the_unicode_field(tmp_path: Path) -> None:
    raw, meant = "任务.txt".encode("gbk"), "任务①.txt".encode()
    field = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + meant
    found = unpack(tmp_path, renamed(raw, struct.pack("<HH", 0x7075, len(field)) + field))
    assert [name for name, _ in found.members] == ["任务①.txt"]


@pytest.mark.parametrize("name", ["../外.txt", "a/../../外.txt", "/etc/外.txt", "..\\外.txt", "C:\\外.txt", "C:/外.txt"])
def test_paths_that_lead_outside(tmp_path: Path, name: str) -> None:
    found = unpack(tmp_path, packed((name, b"x"), ("好.txt", b"words")))
    assert [name for name, _ in found.members] == ["好.txt"]
    assert [(type(e), e.file) for e in found.errors] == [(MemberUnsafe, name.replace("\\", "/"))]


def test_links(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = unpack(tmp_path, packed((link, b"/etc/passwd")))
    assert found.members == []
    assert [type(e) for e in found.errors] == [MemberUnsafe]


def test_names_that_no_disk_takes(tmp_path: Path) -> None:
    found = unpack(tmp_path, packed(("任" * 300 + ".txt", b"a"), ('b?"\n.txt', b"b")))
    assert sorted(file.name for _, file in found.members) == ["b___.txt", "任" * 77 + ".txt"]


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    third = packed(("深.txt", b"x"))
    second = packed(("里.txt", b"y"), ("三.zip", third))
    found = unpack(tmp_path, packed(("附件/二.zip", second), ("表.txt", b"z")))
    assert [name for name, _ in found.members] == ["表.txt", "附件/二.zip/里.txt"]
    assert [(type(e), e.file) for e in found.errors] == [(TooDeep, "附件/二.zip/三.zip")]


def test_a_damaged_member_stops_no_other(tmp_path: Path) -> None:
    content = bytearray(packed(("坏.txt", b"words " * 100), ("好.txt", b"words")))
    at = content.find("坏.txt".encode()) + len("坏.txt".encode())
    content[at : at + 8] = b"\xff" * 8
    found = unpack(tmp_path, bytes(content))
    assert [name for name, _ in found.members] == ["好.txt"]
    assert [(type(e), e.file) for e in found.errors] == [(errors.FormatBroken, "坏.txt")]


@pytest.mark.parametrize(
    ("limits", "what"), [(Limits(files=1), "files"), (Limits(bytes=1000), "MB")], ids=["count", "total size"]
)
def test_too_much(tmp_path: Path, limits: Limits, what: str) -> None:
    with pytest.raises(errors.TooComplex, match=what):
        unpack(tmp_path, packed(("a.txt", bytes(900)), ("b.txt", bytes(900))), limits)


def test_the_zips_inside_count(tmp_path: Path) -> None:
    inner = packed(("a.txt", bytes(900)))
    with pytest.raises(errors.TooComplex):
        unpack(tmp_path, packed(("a.zip", inner), ("b.zip", inner)), Limits(bytes=1500))


def test_ratio(tmp_path: Path) -> None:
    found = unpack(tmp_path, packed(("bomb.txt", bytes(1_000_000)), ("好.txt", b"x")), Limits(ratio_free=1000))
    assert [name for name, _ in found.members] == ["好.txt"]
    assert [(type(e), e.file) for e in found.errors] == [(errors.TooComplex, "bomb.txt")]


def test_password(tmp_path: Path) -> None:
    content = bytearray(packed(("a.txt", b"x")))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(errors.FileProtected):
        unpack(tmp_path, bytes(content))


def test_what_is_an_archive(tmp_path: Path) -> None:
    for name, content, expected in (
        ("a.zip", packed(("a.txt", b"x")), True),
        ("b.ZIP", packed(("a.txt", b"x")), True),
        ("c.zip", packed(("[Content_Types].xml", b"x")), False),
        ("d.zip", b"words", False),
        ("e.docx", packed(("a.txt", b"x")), False),
    ):
        (tmp_path / name).write_bytes(content)
        assert is_archive(tmp_path / name) is expected
