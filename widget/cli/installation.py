"""The files of an installation, made from a few answers: settings, systemd unit, proxy."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from widget import resources
from widget.config import Settings, load
from widget.config.setting_sources import CONFIG, PREFIX
from widget.domain.errors import InvalidField

SERVICE_USER: Final = "widget"
USUAL_DATA: Final = Path("/var/lib/widget")
"""The folder that systemd makes for the shipped unit."""

_PLAIN_PATH: Final = re.compile(r"/[\w./@+-]*")
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")
_HOMES: Final = ("/home", "/root", "/run/user")
_PROXIES: Final = "127.0.0.1,::1"
"""The proxy on this machine."""
_NGINX_MAX_AGE: Final = 10
_HEAD: Final = """\
# Settings of the summary widget server. `widget settings` shows all of them, with their help.
# A variable such as WIDGET_WORKERS wins over this file. Secrets belong into files of their own:
# database_url_file = "/run/secrets/database_url"
"""


class Proxy(StrEnum):
    """The program that stands between the server and its readers."""

    NGINX = "nginx"
    CADDY = "caddy"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of an installation go."""

    settings: Path
    unit: Path
    proxies: dict[Proxy, Path]
    are_found: bool
    """Whether the server, systemd and the proxy look there by themselves."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What an operator answered, and what the machine says of itself."""

    data: Path
    """The folder of the database, absolute."""
    public_url: str
    proxy: Proxy
    bind: str
    program: Path
    """The command ``widget`` that the unit starts."""
    user: str
    """Who runs the server."""

    @property
    def host(self) -> str:
        """The server's public name."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def lies_in_a_home(self) -> bool:
        """Whether systemd must let the service see a home folder."""
        return any(_is_below(path, _HOMES) for path in (self.data, self.program))


def in_folder(folder: Path) -> Places:
    """Return the places in one folder, for a look before anything is copied."""
    proxies = {Proxy.NGINX: folder / "widget.nginx.conf", Proxy.CADDY: folder / "Caddyfile"}
    return Places(folder / "widget.toml", folder / "widget.service", proxies, are_found=False)


def of_system(root: Path) -> Places:
    """Return the places where the server, systemd and the proxy look, below ``root``."""
    proxies = {
        Proxy.NGINX: root / "etc/nginx/conf.d/widget.conf",
        Proxy.CADDY: root / "etc/caddy/Caddyfile",
    }
    unit = root / "etc/systemd/system/widget.service"
    return Places(root / "etc/widget/widget.toml", unit, proxies, are_found=True)


def files(chosen: Installation, places: Places) -> dict[Path, str]:
    """Return the text of each file.

    Raises InvalidField or SettingsError for an answer that cannot be used.
    """
    _check(chosen)
    made = {places.settings: settings_file(chosen), places.unit: unit(chosen, places)}
    if chosen.proxy is not Proxy.NONE:
        made[places.proxies[chosen.proxy]] = proxy_file(chosen)
    return made


def settings_file(chosen: Installation) -> str:
    """Return the text of ``widget.toml``; raises SettingsError for an answer that is no setting."""
    values: dict[str, str | int] = {
        "public_url": chosen.public_url,
        "database_url": f"sqlite:///{chosen.data}/widget.db",
        "bind": chosen.bind,
    }
    if chosen.proxy is Proxy.NGINX:  # it keeps a panel as long as the browser does, one after one
        values["max_age"] = _NGINX_MAX_AGE
    if chosen.proxy is not Proxy.NONE:  # both files replace what a client says of itself
        values["trusted_proxies"] = _PROXIES
    load({CONFIG: "", **{PREFIX + key.upper(): str(value) for key, value in values.items()}})
    helps = {declared.name: declared.metadata["help"] for declared in fields(Settings)}
    lines = [f"# {helps[key]}\n{key} = {_toml(value)}" for key, value in values.items()]
    return "\n".join([_HEAD, "\n\n".join(lines), ""])


def unit(chosen: Installation, places: Places) -> str:
    """Return the text of the systemd unit, which reads the settings in their place."""
    changes = {"User=widget": f"User={chosen.user}", "/opt/widget/bin/widget": str(chosen.program)}
    if not places.are_found:
        named = f"Environment={CONFIG}={places.settings.absolute()}"
        changes["EnvironmentFile=-/etc/widget/settings"] = named
    if chosen.data != USUAL_DATA:
        changes["StateDirectory=widget"] = f"ReadWritePaths={chosen.data}"
    if chosen.lies_in_a_home:
        changes["ProtectHome=yes"] = "ProtectHome=read-only"
    return _changed("widget.service", changes)


def proxy_file(chosen: Installation) -> str:
    """Return the text of the proxy's file."""
    changes = {"127.0.0.1:8000": chosen.bind}
    if chosen.proxy is Proxy.CADDY:
        return _changed("Caddyfile", {"widget.example {": f"{chosen.host} {{", **changes})
    certificates = {
        f"/etc/ssl/widget/{name}": f"/etc/letsencrypt/live/{chosen.host}/{name}"
        for name in ("fullchain.pem", "privkey.pem")
    }
    names = {"server_name widget.example;": f"server_name {chosen.host};"}
    return _changed("nginx.conf", {**names, **certificates, **changes})


def _changed(name: str, changes: dict[str, str]) -> str:
    text = resources.path(f"docs/howto/{name}").read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def check_data(path: str) -> None:
    """Raise InvalidField for a folder that a systemd unit could not name as it is."""
    if not _PLAIN_PATH.fullmatch(path):
        raise InvalidField("data", f"is {path!r}; use letters, digits and . _ @ + - / in a path.")


def check_page_host(host: str) -> None:
    """Raise InvalidField for what is no host."""
    if not _HOST.fullmatch(host):
        raise InvalidField("page-host", f"is {host!r}; it takes a host such as news.example.")


def check_bind(bind: str) -> None:
    """Raise InvalidField for what is no host with a port."""
    if not _HOST.fullmatch(bind) or ":" not in bind:
        raise InvalidField("bind", f"is {bind!r}; it takes an address such as 127.0.0.1:8000.")


def check_public_url(url: str) -> None:
    """Raise SettingsError for what is no address of a server."""
    load({CONFIG: "", f"{PREFIX}PUBLIC_URL": url})


def _check(chosen: Installation) -> None:
    for path in (chosen.data, chosen.program):
        check_data(str(path))
    if chosen.proxy is Proxy.NONE:
        return
    parts = urlsplit(chosen.public_url)
    if parts.scheme != "https" or parts.port or parts.path:
        raise InvalidField(
            "public-url",
            f"is {chosen.public_url!r}; a server behind {chosen.proxy} has a name of its own, such "
            "as https://widget.example. With a path or without https choose --proxy none.",
        )


def _toml(value: str | int) -> str:
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _is_below(path: Path, folders: tuple[str, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
