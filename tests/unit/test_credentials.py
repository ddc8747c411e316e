"""Keys, secrets and tokens: nobody can guess one."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64decode
from typing import TYPE_CHECKING

import pytest

from widget.rules.credentials import new_api_key, new_hook_secret, new_token

if TYPE_CHECKING:
    from collections.abc import Callable

MAKERS = [(new_api_key, "swk_"), (new_hook_secret, "whsec_"), (new_token, "")]


@pytest.mark.parametrize(("make", "mark"), MAKERS, ids=["API key", "hook secret", "token"])
def test_what_is_to_be_secret_is_256_random_bits_behind_its_mark(
    make: Callable[[], str], mark: str
) -> None:
    made = {make() for _ in range(20)}
    assert len(made) == 20
    decode = b64decode if make is new_hook_secret else urlsafe_b64decode
    for each in made:
        assert each.startswith(mark)
        secret = each.removeprefix(mark)
        assert len(decode(secret + "=" * (-len(secret) % 4))) == 32
