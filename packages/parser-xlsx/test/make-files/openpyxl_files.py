"""openpyxl: as a whole, row by row (write_only), with the dates of old Macs, and with cells at the far ends."""

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from table import FILES, HEADER, SHEET, date_of, wanted

OMITTED = {"control-character", "rich-text", "formula-array", "merged-over-value"}


def fill(cell, case):
    kind = case["kind"]
    if kind == "formula":
        cell.value = "=" + case["formula"]
    elif kind == "error":
        cell.value = case["error"]
    elif kind == "date":
        cell.value = date_of(case)
    elif kind != "blank":
        cell.value = case["value"]
        if kind == "text":
            cell.data_type = "s"
    if "format" in case:
        cell.number_format = case["format"]
    if "link" in case:
        cell.hyperlink = case["link"]
    if "comment" in case:
        cell.comment = Comment(case["comment"], "office")


def others(book, make_sheet):
    lists = make_sheet("Lists")
    lists.append(["hidden"])
    lists.sheet_state = "hidden"
    sheet = make_sheet(SHEET)
    deep = make_sheet("Deep")
    deep.append(["very hidden"])
    deep.sheet_state = "veryHidden"
    make_sheet("Notes").append(["n", 1])
    return sheet


def whole(name, calendar=None):
    book = Workbook()
    book.remove(book.active)
    if calendar:
        book.epoch = calendar
    sheet = others(book, book.create_sheet)
    chart = BarChart()
    chart.add_data(Reference(book["Notes"], min_col=2, min_row=1))
    book.create_chartsheet("Chart").add_chart(chart)
    book.active = 1
    sheet.append(HEADER)
    for number, case in wanted(OMITTED):
        sheet.cell(number, 1, case["key"])
        fill(sheet.cell(number, 2), case)
        if case["key"] == "hidden-row":
            sheet.row_dimensions[number].hidden = True
        if "merge" in case:
            sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=3)
    sheet.column_dimensions["D"].hidden = True
    validation = DataValidation(type="list", formula1='"Residential,Commercial"')
    validation.add("C3:C9")
    sheet.add_data_validation(validation)
    sheet.conditional_formatting.add("B2:B90", CellIsRule("equal", ["42"], fill=PatternFill("solid", bgColor="FFFF00")))
    notes = book["Notes"]
    notes.append(["m", 2])
    notes["A1"], notes["B1"] = "letter", "number"
    notes.add_table(Table(displayName="Numbers", ref="A1:B2"))
    sheet.auto_filter.ref = "A1:D90"
    book.save(FILES / name)


def row_by_row(name):
    book = Workbook(write_only=True)
    sheet = others(book, book.create_sheet)
    sheet.append(HEADER)
    last = 1
    for number, case in wanted(OMITTED | {"merged", "link", "comment"}):
        for _ in range(last + 1, number):
            sheet.append([])
        cell = WriteOnlyCell(sheet)
        fill(cell, case)
        sheet.append([case["key"], cell])
        last = number
    book.save(FILES / name)


def edges(name):
    book = Workbook()
    sheet = book.active
    sheet.title = "Edges"
    sheet["A1"] = "key"
    sheet["XFD3"] = "last column"
    sheet["B1048576"] = "last row"
    book.save(FILES / name)


whole("openpyxl.xlsx")
whole("openpyxl-1904.xlsx", CALENDAR_MAC_1904)
row_by_row("openpyxl-write-only.xlsx")
edges("openpyxl-edges.xlsx")
