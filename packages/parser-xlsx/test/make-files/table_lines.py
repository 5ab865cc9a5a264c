"""Prints the table with a case in every line, as the fields of a form: for languages that read no JSON by themselves."""

import json
from urllib.parse import urlencode

from table import HERE

for case in json.loads((HERE / "table.json").read_text(encoding="utf-8")):
    fields = dict(case or {})
    if fields.get("kind") == "rich":
        fields["value"] = "|".join(fields["value"])
    if isinstance(fields.get("value"), bool):
        fields["value"] = str(fields["value"]).lower()
    print(urlencode(fields))
