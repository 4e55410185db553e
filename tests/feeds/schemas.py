"""The rules that machines' data are held against."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

JOB_POSTING = Draft202012Validator(json.loads((SCHEMAS / "job-posting.schema.json").read_text(encoding="utf-8")))
