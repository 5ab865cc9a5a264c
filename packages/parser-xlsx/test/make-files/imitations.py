"""Imitations: programs that are not run here, by the shapes their files are known to have."""

import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from table import FILES, HEADER, SHEET, date_of, table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
EPOCH = 25569


@dataclass
class Shape:
    """How a program writes."""

    name: str
    prefix: str = ""
    main: str = MAIN
    office: str = OFFICE
    texts: str = "shared"
    references: bool = True
    java_numbers: bool = False
    typed_numbers: bool = False
    iso_dates: bool = False
    absolute: bool = False
    mark: str = ""
    declaration: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    root: str = ""
    phonetic: bool = False
    shared_formulas: bool = False
    styled_gaps: bool = False
    zip64: bool = False
    strings: list = field(default_factory=list)
    formats: list = field(default_factory=lambda: [None])


def java(number):
    """As Java writes a double: 42.0, 6.1412345678E10."""
    text = repr(float(number))
    if "e" in text:
        digits, exponent = text.split("e")
        return f"{digits if '.' in digits else digits + '.0'}E{int(exponent)}"
    if abs(number) < 1e7:
        return text
    whole, fraction = text.lstrip("-").split(".")
    digits = (whole + fraction).rstrip("0")
    return f"{'-' if number < 0 else ''}{digits[0]}.{digits[1:] or '0'}E{len(whole) - 1}"


def number_text(shape, number):
    if shape.java_numbers:
        return java(number)
    return f"{number:.17g}" if isinstance(number, float) else str(number)


def escaped(text):
    """Text as Excel writes it: what XML cannot hold, and what looks like such an escape, is escaped."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub("[\x00-\x08\x0b-\x1f]", lambda found: f"_x{ord(found.group()):04X}_", text)


def t_element(shape, text):
    p = shape.prefix
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{p}t{space}>{escape(escaped(text))}</{p}t>"


def string_item(shape, value):
    p = shape.prefix
    if isinstance(value, str):
        phonetic = f'<{p}rPh sb="0" eb="2"><{p}t>ナマエ</{p}t></{p}rPh><{p}phoneticPr fontId="0"/>' if shape.phonetic and "名前" in value else ""
        return t_element(shape, value) + phonetic
    runs = [f"<{p}r>{t_element(shape, value[0])}</{p}r>"]
    runs += [f"<{p}r><{p}rPr><{p}b/></{p}rPr>{t_element(shape, text)}</{p}r>" for text in value[1:]]
    return "".join(runs)


def text_cell(shape, value):
    p = shape.prefix
    item = string_item(shape, value)
    if shape.texts == "inline":
        return ' t="inlineStr"', f"<{p}is>{item}</{p}is>"
    if item not in shape.strings:
        shape.strings.append(item)
    return ' t="s"', f"<{p}v>{shape.strings.index(item)}</{p}v>"


def typed(shape, value):
    p = shape.prefix
    if isinstance(value, bool):
        return ' t="b"', f"<{p}v>{int(value)}</{p}v>"
    if isinstance(value, str):
        return ' t="str"', f"<{p}v>{escape(value)}</{p}v>" if value else f"<{p}v></{p}v>"
    return ' t="n"' if shape.typed_numbers else "", f"<{p}v>{number_text(shape, value)}</{p}v>"


def content(shape, number, case):
    p, kind = shape.prefix, case["kind"]
    if kind in ("text", "rich"):
        return text_cell(shape, case["value"])
    if kind == "blank":
        return "", ""
    if kind == "error":
        return ' t="e"', f"<{p}v>{case['error']}</{p}v>"
    if kind == "date" and shape.iso_dates:
        return ' t="d"', f"<{p}v>{case['value']}</{p}v>"
    if kind == "date":
        moment = date_of(case)
        seconds = (moment - moment.__class__(1970, 1, 1)).total_seconds()
        return typed(shape, seconds / 86400 + EPOCH)
    if kind != "formula":
        return typed(shape, case["value"])
    attributes = f' t="array" ref="B{number}"' if "array" in case else ""
    if shape.shared_formulas and case["key"] == "formula-number":
        attributes = f' t="shared" ref="B{number}" si="0"'
    formula = f"<{p}f{attributes}>{escape(case['formula'])}</{p}f>"
    if "error" in case:
        return ' t="e"', f"{formula}<{p}v>{case['error']}</{p}v>"
    if "value" not in case:
        return "", formula
    kind, value = typed(shape, case["value"])
    return kind, formula + value


def style(shape, case):
    if "format" not in case:
        return ""
    key = (case.get("builtIn"), case["format"])
    if key not in shape.formats:
        shape.formats.append(key)
    return f' s="{shape.formats.index(key)}"'


def cell(shape, column, number, attributes, inside):
    reference = f' r="{column}{number}"' if shape.references else ""
    return f"<{shape.prefix}c{reference}{attributes}>{inside}</{shape.prefix}c>"


def sheet_xml(shape):
    p, rows, merges = shape.prefix, [], []
    cells = "".join(cell(shape, column, 1, *text_cell(shape, label)) for column, label in zip("ABCD", HEADER))
    rows.append((1, "", cells))
    for number, case in table():
        while not shape.references and rows[-1][0] < number - 1:
            rows.append((rows[-1][0] + 1, "", ""))
        if shape.styled_gaps and rows[-1][0] < number - 1:
            rows.append((number - 1, "", cell(shape, "B", number - 1, ' s="0"', "")))
        kind, inside = content(shape, number, case)
        cells = cell(shape, "A", number, *text_cell(shape, case["key"]))
        cells += cell(shape, "B", number, style(shape, case) + kind, inside)
        if "under" in case:
            cells += cell(shape, "C", number, *text_cell(shape, case["under"]))
        if "merge" in case:
            merges.append(f'<{p}mergeCell ref="B{number}:C{number}"/>')
        hidden = ' hidden="1"' if case["key"] == "hidden-row" else ""
        rows.append((number, hidden, cells))
    data = "".join(
        f"<{p}row{f' r=' + quoteattr(str(number)) if shape.references else ''}{hidden}>{cells}</{p}row>"
        for number, hidden, cells in rows
    )
    columns = f'<{p}cols><{p}col min="4" max="4" width="9" hidden="1" customWidth="1"/></{p}cols>'
    merged = f'<{p}mergeCells count="{len(merges)}">{"".join(merges)}</{p}mergeCells>'
    return part(shape, "worksheet", f"{columns}<{p}sheetData>{data}</{p}sheetData>{merged}")


def part(shape, name, inside):
    p = shape.prefix
    space = f'xmlns:{p[:-1]}="{shape.main}"' if p else f'xmlns="{shape.main}"'
    return f'{shape.mark}{shape.declaration}<{p}{name} {space} xmlns:r="{shape.office}"{shape.root}>{inside}</{p}{name}>'


def styles_xml(shape):
    p = shape.prefix
    own = [(164 + at, key[1]) for at, key in enumerate(shape.formats) if key and key[0] is None]
    ids = {code: number for number, code in own}
    formats = "".join(f'<{p}numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for number, code in own)
    used = [0 if key is None else key[0] if key[0] is not None else ids[key[1]] for key in shape.formats]
    cells = "".join(f'<{p}xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in used)
    fonts = f'<{p}fonts count="1"><{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font></{p}fonts>'
    fills = f'<{p}fills count="1"><{p}fill><{p}patternFill patternType="none"/></{p}fill></{p}fills>'
    borders = f'<{p}borders count="1"><{p}border/></{p}borders>'
    return part(
        shape,
        "styleSheet",
        f'<{p}numFmts count="{len(own)}">{formats}</{p}numFmts>{fonts}{fills}{borders}'
        f'<{p}cellStyleXfs count="1"><{p}xf numFmtId="14"/></{p}cellStyleXfs>'
        f'<{p}cellXfs count="{len(used)}">{cells}</{p}cellXfs>',
    )


def relations(shape, found):
    rows = "".join(f'<Relationship Id="{i}" Type="{shape.office}/{kind}" Target="{target}"/>' for i, kind, target in found)
    return f'{shape.declaration}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def make(shape):
    p, base = shape.prefix, "/xl/" if shape.absolute else ""
    sheet = sheet_xml(shape)
    small = part(shape, "worksheet", f"<{p}sheetData/>")
    listed = [("Lists", ' state="hidden"'), (SHEET, ""), ("Deep", ' state="veryHidden"'), ("Notes", "")]
    sheets = "".join(f'<{p}sheet name={quoteattr(name)} sheetId="{at}"{state} r:id="rId{at}"/>' for at, (name, state) in enumerate(listed, 1))
    found = [(f"rId{at}", "worksheet", f"{base}worksheets/sheet{at}.xml") for at in range(1, 5)] + [("rId5", "styles", f"{base}styles.xml")]
    parts = {
        "_rels/.rels": relations(shape, [("rId1", "officeDocument", "/xl/workbook.xml" if shape.absolute else "xl/workbook.xml")]),
        "xl/workbook.xml": part(shape, "workbook", f'<{p}bookViews><{p}workbookView activeTab="1"/></{p}bookViews><{p}sheets>{sheets}</{p}sheets>'),
        "xl/styles.xml": styles_xml(shape),
        "xl/worksheets/sheet2.xml": sheet,
        **{f"xl/worksheets/sheet{at}.xml": small for at in (1, 3, 4)},
    }
    if shape.texts == "shared":
        found.append(("rId6", "sharedStrings", f"{base}sharedStrings.xml"))
        items = "".join(f"<{p}si>{item}</{p}si>" for item in shape.strings)
        parts["xl/sharedStrings.xml"] = part(shape, "sst", items)
    parts["xl/_rels/workbook.xml.rels"] = relations(shape, found)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")] + [(f"worksheets/sheet{at}", "worksheet") for at in range(1, 5)]
    types = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}{what}+xml"/>' for name, what in overrides if f"xl/{name}.xml" in parts)
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    with zipfile.ZipFile(FILES / f"imitation-{shape.name}.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in {"[Content_Types].xml": f'<Types xmlns="{TYPES}">{defaults}{types}</Types>', **parts}.items():
            info = zipfile.ZipInfo(name, (2024, 2, 29, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with out.open(info, "w", force_zip64=shape.zip64) as file:
                file.write(text.encode())


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
X14AC = ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'

make(Shape("excel", root=X14AC, phonetic=True, shared_formulas=True, styled_gaps=True))
make(Shape("excel-strict", main=STRICT, office=STRICT_OFFICE, iso_dates=True))
make(Shape("open-xml-sdk", prefix="x:", texts="inline", references=False, absolute=True, mark="\ufeff"))
make(Shape("closedxml", prefix="x:", absolute=True, declaration='<?xml version="1.0" encoding="utf-8"?>'))
make(Shape("google-sheets", java_numbers=True, styled_gaps=True))
make(Shape("phpspreadsheet", typed_numbers=True))
make(Shape("poi-streaming", texts="inline", java_numbers=True, typed_numbers=True, zip64=True))
