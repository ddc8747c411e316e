"""The articles of the browser tests, and how they reach the server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.conftest import STORY
from widget.bootstrap import Services, now
from widget.domain.article import Manuscript
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Mapping

ARABIC = "\n\n".join(
    [
        "صوت مجلس الميناء يوم الثلاثاء على إعادة بناء الجسر القديم قبل ربيع العام المقبل. "
        "وتبلغ كلفة العمل أربعة عشر مليونا وتدفعها سلطة الميناء من أموالها الخاصة.",
        "وجد المهندسون شقوقا في اثنين من المحامل الأحد عشر خلال تفتيش جرى في شهر آب. "
        "ومنذ ذلك الحين تسلك الشاحنات طريقا أطول بتسعة كيلومترات عبر الحي الشمالي.",
        "وقال أصحاب المتاجر على الرصيف الشرقي إن تجارتهم تراجعت بمقدار الثلث. "
        "ووعدهم المجلس بعبارة للمشاة ابتداء من أول كانون الأول.",
        "سيفتح الجسر الجديد أمام السفن مرتين في اليوم بدلا من كل ساعة. "
        "ووصف بحارة نادي التجديف الجدول بأنه تسوية عادلة بعد سنوات من الضجيج.",
        "سيعرض أول تصميم في دار البلدية في كانون الثاني ويمكن للمواطنين إرسال ملاحظاتهم. "
        "وتستمر المهلة حتى نهاية الشهر نفسه بحسب ما أعلنه المتحدث باسم المجلس.",
    ]
)
ARTICLES: Mapping[str, Manuscript] = {
    "ferry": Manuscript(title="Ferry from December", text=STORY.replace("bridge", "ferry pier")),
    "bridge": Manuscript(title="Swing bridge to be rebuilt", text=STORY),
    "jissr": Manuscript(title="إعادة بناء الجسر", text=ARABIC, language="ar"),
    "brief": Manuscript(title="Brief", text="The bridge opens on Monday."),
    "market": Manuscript(title="Market moves", text=STORY.replace("bridge", "market hall")),
}


FIRST_DAY = datetime(2026, 5, 1, 8, tzinfo=UTC)


def publish_all(
    services: Services,
    origin: str,
    articles: Mapping[str, Manuscript],
    since: datetime = FIRST_DAY,
) -> None:
    """Publish these articles as pages of this origin, a day apart in their order."""
    from dataclasses import replace

    for day, (slug, manuscript) in enumerate(articles.items()):
        published_at = since + timedelta(days=day)
        told = replace(manuscript, url=f"{origin}/{slug}", published_at=published_at)
        publish.publish(services.store, services.rules, "daily", told, now())
