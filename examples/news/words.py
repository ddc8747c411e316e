"""The newspaper's own words around its articles, in each of its languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """What a page of the newspaper says in one language."""

    name: str
    """Of the language, in itself."""
    by: str
    updated: str
    door: str
    """The link in the first widget of an article."""
    end_door: str
    """The link in the second, below the text."""
    city: str
    science: str
    marks: tuple[str, str]
    """Which open and close a quotation."""
    date: str
    """With ``{day}``, ``{month}`` and ``{year}``."""
    months: tuple[str, ...]
    direction: str = "ltr"

    def section(self, name: str) -> str:
        """Return the name of a section."""
        return {"City": self.city, "Science": self.science}[name]

    def day(self, moment: datetime) -> str:
        """Return a date as the newspaper writes it."""
        month = self.months[moment.month - 1]
        return self.date.format(day=moment.day, month=month, year=moment.year)


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


WORDS = {
    "en": Words(
        name="English",
        by="By",
        updated="Updated",
        door="No time to read? Get a summary",
        end_door="The article in three points",
        city="City",
        science="Science",
        marks=("“", "”"),
        date="{day} {month} {year}",
        months=_months(
            "January February March April May June July August September October November December"
        ),
    ),
    "de": Words(
        name="Deutsch",
        by="Von",
        updated="Aktualisiert:",
        door="Keine Zeit zum Lesen? Zur Zusammenfassung",
        end_door="Der Artikel in drei Punkten",
        city="Stadt",
        science="Wissenschaft",
        marks=("„", "“"),
        date="{day}. {month} {year}",
        months=_months(
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        ),
    ),
    "fr": Words(
        name="Français",
        by="Par",
        updated="Mis à jour le",
        door="Pas le temps de lire\u00a0? Voir le résumé",
        end_door="L\u2019article en trois points",
        city="Ville",
        science="Sciences",
        marks=("«\u00a0", "\u00a0»"),
        date="{day} {month} {year}",
        months=_months(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
    ),
    "ar": Words(
        name="العربية",
        by="بقلم",
        updated="آخر تحديث",
        door="لا وقت للقراءة؟ احصل على ملخص",
        end_door="المقال في ثلاث نقاط",
        city="المدينة",
        science="العلوم",
        marks=("«", "»"),
        date="{day} {month} {year}",
        months=_months(
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
        ),
        direction="rtl",
    ),
    "ja": Words(
        name="日本語",
        by="文",
        updated="更新",
        door="読む時間がない方へ 要約を見る",
        end_door="この記事を三つの要点で",
        city="市内",
        science="科学",
        marks=("「", "」"),
        date="{year}年{month}月{day}日",
        months=_months("1 2 3 4 5 6 7 8 9 10 11 12"),
    ),
}
"""By the language tag of an article."""
