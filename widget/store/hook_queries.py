"""The statements for hooks: secrets, deliveries and subscriptions; portable SQL, built once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from widget.store.hook_tables import deliveries, hook_secrets, subscriptions

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement

_site_key: ColumnElement[Any] = bindparam("site_key")

SECRET = select(hook_secrets.c.secret).where(hook_secrets.c.site_key == _site_key)
INSERT_SECRET = insert(hook_secrets)
DROP_SECRET = delete(hook_secrets).where(hook_secrets.c.site_key == _site_key)

_of_site = deliveries.c.site_key == _site_key

DELIVERY = select(deliveries.c.heard_at).where(_of_site, deliveries.c.digest == bindparam("digest"))
COUNT_DELIVERIES = (
    select(func.count())
    .select_from(deliveries)
    .where(_of_site, deliveries.c.heard_at.between(bindparam("since"), bindparam("until")))
)
INSERT_DELIVERY = insert(deliveries)
DROP_DELIVERIES = delete(deliveries).where(_of_site, deliveries.c.heard_at < bindparam("before"))
DROP_OLD_DELIVERIES = delete(deliveries).where(deliveries.c.heard_at < bindparam("before"))

SUBSCRIPTION = select(subscriptions).where(
    subscriptions.c.token == bindparam("token"), subscriptions.c.site_key == _site_key
)
SUBSCRIPTION_OF = select(subscriptions).where(
    subscriptions.c.site_key == _site_key, subscriptions.c.source_url == bindparam("source_url")
)
SUBSCRIPTIONS_DUE = (
    select(subscriptions)
    .where(subscriptions.c.renew_at <= bindparam("now"))
    .order_by(subscriptions.c.renew_at)
    .limit(bindparam("limit"))
)
INSERT_SUBSCRIPTION = insert(subscriptions)
UPDATE_SUBSCRIPTION = update(subscriptions).where(
    subscriptions.c.site_key == bindparam("its_site_key"),
    subscriptions.c.source_url == bindparam("its_source_url"),
)
