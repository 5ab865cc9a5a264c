"""XlsxWriter: as a whole, with constant memory (inline texts), and with the dates of old Macs."""

import xlsxwriter
from table import FILES, HEADER, SHEET, date_of, wanted

OMITTED = {"formula-uncalculated", "formula-as-text"}


class Book:
    """A workbook, its sheet, and a format for each number format."""

    def __init__(self, name, options):
        self.book = xlsxwriter.Workbook(str(FILES / name), {"strings_to_urls": False, **options})
        self.book.add_worksheet("Lists").hide()
        self.sheet = self.book.add_worksheet(SHEET)
        deep = self.book.add_worksheet("Deep")
        deep.very_hidden() if hasattr(deep, "very_hidden") else deep.hide()
        notes = self.book.add_worksheet("Notes")
        notes.write_row(0, 0, ["n", 1])
        chart = self.book.add_chart({"type": "column"})
        chart.add_series({"values": "=Notes!$B$1"})
        self.book.add_chartsheet("Chart").set_chart(chart)
        self.sheet.activate()
        self.sheet.set_first_sheet()
        self.formats = {}

    def format(self, case):
        code = case.get("builtIn", case.get("format"))
        if code is None:
            return None
        if code not in self.formats:
            self.formats[code] = self.book.add_format({"num_format": code})
        return self.formats[code]


def write_case(book, number, case):
    sheet, row, kind, style = book.sheet, number - 1, case["kind"], book.format(case)
    if case["key"] == "hidden-row":
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.write_string(row, 0, case["key"])
    if kind == "rich":
        bold = book.book.add_format({"bold": True})
        first, second, third = case["value"]
        sheet.write_rich_string(row, 1, first, bold, second, third)
    elif "merge" in case:
        sheet.merge_range(row, 1, row, 2, case["value"])
        if "under" in case:
            sheet.write_string(row, 2, case["under"])
    elif "link" in case:
        sheet.write_url(row, 1, case["link"], None, case["value"])
    elif kind == "text":
        sheet.write_string(row, 1, case["value"])
    elif kind == "number":
        sheet.write_number(row, 1, case["value"], style)
    elif kind == "date":
        sheet.write_datetime(row, 1, date_of(case), style)
    elif kind == "boolean":
        sheet.write_boolean(row, 1, case["value"])
    elif kind == "blank":
        sheet.write_blank(row, 1, None, style)
    elif kind == "error":
        sheet.write_formula(row, 1, "=" + {"#N/A": "NA()"}.get(case["error"], case["error"]), None, case["error"])
    else:
        write = sheet.write_array_formula if "array" in case else sheet.write_formula
        place = (row, 1, row, 1) if "array" in case else (row, 1)
        write(*place, "=" + case["formula"], style, case.get("error", case.get("value")))
    if "comment" in case:
        sheet.write_comment(row, 1, case["comment"])


def make(name, options, omitted=frozenset()):
    book = Book(name, options)
    book.sheet.write_row(0, 0, HEADER)
    for number, case in wanted(OMITTED | set(omitted)):
        write_case(book, number, case)
    book.sheet.set_column(3, 3, 10, None, {"hidden": True})
    book.sheet.autofilter(0, 0, 90, 3)
    book.sheet.data_validation("C3:C9", {"validate": "list", "source": ["Residential", "Commercial"]})
    book.sheet.conditional_format("B2:B90", {"type": "cell", "criteria": "==", "value": 42})
    book.book.close()


def edges(name):
    book = xlsxwriter.Workbook(str(FILES / name))
    sheet = book.add_worksheet("Edges")
    sheet.write_string(0, 0, "key")
    sheet.write_string(2, 16383, "last column")
    sheet.write_string(1048575, 1, "last row")
    book.close()


make("xlsxwriter.xlsx", {})
make("xlsxwriter-constant-memory.xlsx", {"constant_memory": True}, {"merged-over-value"})
make("xlsxwriter-1904.xlsx", {"date_1904": True})
edges("xlsxwriter-edges.xlsx")
