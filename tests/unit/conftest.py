"""What the unit tests share: generated examples have no deadline, a busy machine is no fault."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("work, not time", deadline=None)
settings.load_profile("work, not time")
