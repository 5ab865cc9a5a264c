"""Writes other-readers.jsonl: what openpyxl and LibreOffice read in every workbook of ../files and fixtures/sheets.

One line a workbook, with the cells of the sheet that we read: openpyxl's values, and LibreOffice's texts where those are
others (null: nothing there). A workbook that openpyxl cannot open has its complaint instead.
"""

import csv
import datetime
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from table import FILES, HERE

FIXTURES = HERE.parents[3] / "fixtures" / "sheets"
ASKED = {"gnumeric.xlsx", "tealeg.xlsx"}


def number(value):
    """The shortest decimal text that reads back as the same double, with no exponent below 1e21."""
    if abs(value) < 1e21 and value == int(value):
        return str(int(float(repr(value)) if abs(value) < 1e15 else value)) if abs(value) < 1e15 else long_number(value)
    text = repr(float(value))
    if "e-" in text:
        return f"{value:.{int(text.split('e-')[1]) + len(text.split('e')[0].replace('.', '').lstrip('-')) - 1}f}"
    return text.replace("e+0", "e+")


def long_number(value):
    digits, _, exponent = repr(float(value)).partition("e+")
    if not exponent:
        return digits.removesuffix(".0")
    whole, _, fraction = digits.partition(".")
    return whole + fraction.ljust(int(exponent), "0")


def text_of(value):
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return str(value.replace(microsecond=0) + datetime.timedelta(seconds=round(value.microsecond / 1e6))).removesuffix(" 00:00:00")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, datetime.time):
        return str(value.replace(microsecond=0))
    return number(value) if isinstance(value, (int, float)) else value


def chosen(path):
    """The name and the position of the sheet that we read: the first visible one, unless another has to be asked for."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/workbook.xml").decode("utf-8-sig")
    sheets = [element for element in ElementTree.fromstring(text).iter() if element.tag.endswith("}sheet")]
    visible = [at for at, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"]
    at = visible[1 if path.name in ASKED else 0]
    return sheets[at].get("name"), at + 1


def by_openpyxl(path, name):
    sheet = load_workbook(path, data_only=True)[name]
    cells = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value not in (None, ""):
                cells[cell.coordinate] = text_of(cell.value)
    return cells


def by_libreoffice(path, position):
    with tempfile.TemporaryDirectory() as folder:
        options = f"44,34,76,1,,0,false,true,true,false,false,{position}"
        command = ["soffice", "--headless", "--convert-to", f"csv:Text - txt - csv (StarCalc):{options}", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        (found,) = Path(folder).iterdir()
        with found.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    return {f"{get_column_letter(at)}{number}": text for number, row in enumerate(rows, 1) for at, text in enumerate(row, 1) if text}


def opinions(path):
    name, position = chosen(path)
    try:
        openpyxl = by_openpyxl(path, name)
    except Exception as error:
        complaint = f"{type(error).__name__}: {error}".split("\n")[0][:120]
        return {"sheet": name, "complaint": complaint, "openpyxl": {}, "libreoffice": by_libreoffice(path, position)}
    shown = by_libreoffice(path, position)
    places = [*openpyxl, *(place for place in shown if place not in openpyxl)]
    others = {place: shown.get(place) for place in places if shown.get(place) != openpyxl.get(place)}
    return {"sheet": name, "openpyxl": openpyxl, "libreoffice": others}


def main():
    lines = []
    for path in sorted([*FILES.glob("*.xlsx"), *FIXTURES.glob("*.xlsx")]):
        if "edges" in path.name or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                continue
        name = path.name if path.parent == FILES else f"fixtures/{path.name}"
        lines.append(json.dumps({"file": name, **opinions(path)}, separators=(",", ":")))
    (HERE.parent / "other-readers.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
