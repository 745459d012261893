"""Small documents made in the test itself: each case shows the one thing that it is about."""

from __future__ import annotations

from ingest.source import Cell, Paragraph, Source, Table

MAX = 50 * 1024 * 1024


def texts(source: Source) -> list[str]:
    """The words of the paragraphs."""
    return [b.text for b in source.blocks if isinstance(b, Paragraph)]


def tables(source: Source) -> list[Table]:
    """The tables."""
    return [b for b in source.blocks if isinstance(b, Table)]


def cells(table: Table) -> dict[tuple[int, int], Cell]:
    """The cells by their first place."""
    return {(c.row, c.column): c for c in table.cells}


def rows(table: Table) -> list[list[str]]:
    """The words by grid place, a merged cell at each place it covers."""
    return [[c.text if c else "" for c in row] for row in table.grid()]


class Pdf:
    """Writes a PDF by hand: words and ruling lines at given places, from the top left, in points."""

    def __init__(self, width: float = 600, height: float = 800) -> None:
        self.width, self.height = width, height
        self.pages: list[list[str]] = [[]]

    def page(self) -> Pdf:
        """Begins a new page."""
        self.pages.append([])
        return self

    def text(self, x: float, y: float, words: str, size: float = 10, matrix: str = "1 0 0 1", colour: str = "0 g") -> Pdf:
        """Prints words with the top of their line at y."""
        code = words.encode("utf-16-be").hex()
        self.pages[-1].append(f"{colour} BT /F1 {size} Tf {matrix} {x} {self.height - y - size} Tm <{code}> Tj ET")
        return self

    def box(self, x: float, y: float, width: float, height: float, colour: str = "0 g") -> Pdf:
        """Fills a box."""
        self.pages[-1].append(f"{colour} {x} {self.height - y - height} {width} {height} re f")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        """Draws a ruling line."""
        self.pages[-1].append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Pdf:
        """Draws all lines of a table."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def bytes(self, *, rotate: int = 0, encrypted: bool = False) -> bytes:
        """The file."""
        kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {len(self.pages)} /Kids [{kids}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe)"
            " /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4"
            " /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /ItalicAngle 0 >> >>",
        ]
        for number, content in enumerate(self.pages):
            stream = "\n".join(content)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}] /Rotate {rotate}"
                f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
            )
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        out, places = b"%PDF-1.4\n", []
        for number, value in enumerate(objects, start=1):
            places.append(len(out))
            out += f"{number} 0 obj\n{value}\nendobj\n".encode("ascii")
        start = len(out)
        lock = ""
        if encrypted:
            junk = "00" * 32
            lock = (
                f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{junk}> /U <{junk}> /P -4 >> /ID [<{'11' * 16}> <{'11' * 16}>]"
            )
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
        out += b"".join(f"{place:010d} 00000 n \n".encode("ascii") for place in places)
        return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R{lock} >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
