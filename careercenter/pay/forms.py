"""The reader's own pace, by which a piece rate becomes an hourly one. It is asked by GET and kept nowhere."""

from __future__ import annotations

from typing import Any

from careercenter.forms import Amount, HouseForm

LEAST = 10  # hundredths an hour: one piece in ten hours
MOST = 50_000  # hundredths an hour, as in the quota of a job's form


class PaceForm(HouseForm):
    class Meta:
        csrf = False  # it changes nothing, and its address may be shared

    per_hour = Amount("Your charts an hour", least=LEAST, most=MOST, example="12")

    def __init__(self, unit: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.per_hour.label.text = f"Your {unit} an hour"

    @property
    def pace(self) -> float | None:
        """The figure, when it makes sense."""
        if not self.validate() or self.per_hour.hundredths is None:
            return None
        return self.per_hour.hundredths / 100
