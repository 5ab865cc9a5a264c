"""What all Python scripts here share: the table, where it goes, and the sheets around it."""

import datetime
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = HERE.parent / "files"
SHEET = "Tom's \"A\" & B 🙂"
HEADER = ["__proto__", "constructor", "toString", "in a hidden column"]
BEFORE_1904 = 1462


def table():
    """Yields the row number and the case; gaps are blank rows."""
    cases = json.loads((HERE / "table.json").read_text(encoding="utf-8"))
    for number, case in enumerate(cases, start=2):
        if case is not None:
            yield number, case


def date_of(case):
    return datetime.datetime.fromisoformat(case["value"])


def wanted(omitted):
    """The cases but for those that a program cannot write."""
    return ((number, case) for number, case in table() if case["key"] not in omitted)
