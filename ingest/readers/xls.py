"""Excel before 2007 (xls, and the et that WPS saves): the same cells as from an xlsx.

Read with xlrd and not with python-calamine: calamine gives no number formats (2025年9月 comes as 30 September) and no hidden
rows and columns.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

from ingest.errors import FileProtected, FormatBroken, NoText
from ingest.progress import Progress
from ingest.readers.extras import needed
from ingest.readers.limits import Clock, check_table
from ingest.readers.sheet import Sheet, leave_hidden, lines, table_of
from ingest.readers.xlsx_values import printed
from ingest.source import Source

_TEXT, _NUMBER, _DATE, _YES_NO, _ERROR = 1, 2, 3, 4, 5
"""Kinds of cells."""


def read_xls(path: Path, progress: Progress | None = None) -> Source:
    """As `read_xlsx`. Raises ExtraMissing without the extra `legacy`, FormatBroken, FileProtected, TooComplex or NoText."""
    xlrd = needed("xlrd", "legacy", file=path.name, form="xls")
    source = Source(file=path.name, format="xls")
    clock = Clock(path.name, progress=progress)
    with _opened(xlrd, path) as book:
        cells = 0
        for number, name in enumerate(book.sheet_names()):
            page = book.sheet_by_index(number)
            if page.visibility:
                source.leave("hidden sheets", 1, None, name)
            else:
                sheet = _sheet(xlrd, book, page, clock)
                book.unload_sheet(number)
                cells += sheet.count
                leave_hidden(sheet, name, source)
                if sheet.rows and (table := table_of(sheet, name, clock)).cells:
                    check_table(path.name, cells, *table.size)
                    source.title = source.title or name
                    source.blocks.append(table)
    clock.finish()
    if source.empty:
        raise NoText(file=path.name)
    return source


def _opened(xlrd: Any, path: Path) -> Any:
    """The workbook. Old files do not say their encoding, or say it wrong: then it is that of China."""
    for encoding in (None, "gb18030"):
        try:
            # The log would go to the standard output.
            return xlrd.open_workbook(
                path, logfile=StringIO(), formatting_info=True, on_demand=True, encoding_override=encoding
            )
        except UnicodeDecodeError:
            continue
        except xlrd.XLRDError as error:
            if "encrypted" in str(error).lower():
                raise FileProtected(file=path.name) from error
            raise FormatBroken(file=path.name, format="xls", reason=str(error)[:120]) from error
    raise FormatBroken(file=path.name, format="xls", reason="unknown encoding")


def _sheet(xlrd: Any, book: Any, page: Any, clock: Clock) -> Sheet:
    sheet = Sheet()
    clock.total = clock.done + page.nrows
    for row in range(page.nrows):
        clock.row()
        cells = ((column, _value(xlrd, book, page.cell(row, column - 1))) for column in range(1, page.row_len(row) + 1))
        sheet.add(row + 1, {column: words for column, words in cells if words})
    sheet.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells]
    sheet.hidden_rows = {row + 1 for row, info in page.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = [(column + 1, column + 1) for column, info in page.colinfo_map.items() if info.hidden]
    return sheet


def _value(xlrd: Any, book: Any, cell: Any) -> str:
    """The cell as printed, "" when it shows nothing."""
    if cell.ctype == _TEXT:
        return lines(cell.value)
    if cell.ctype == _YES_NO:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == _ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype not in (_NUMBER, _DATE):
        return ""
    form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if ";" in form and form.rstrip().endswith(";;;"):
        return ""  # the format that shows nothing
    return printed(float(cell.value), form, since_1904=bool(book.datemode))
