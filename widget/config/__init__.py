"""The settings: read from variables and a file, checked once, and explained to the operator."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import TYPE_CHECKING, Any

from widget.config import checks, setting_sources
from widget.config.setting_sources import Name
from widget.config.settings import Settings
from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widget.config.setting_sources import Sources, Written

__all__ = ["Explained", "Settings", "explain", "load", "sources", "variable_of"]

HIDDEN = "********"


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting as the operator sees it."""

    name: str
    value: str
    source: str
    explanation: str


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings from the environment, and below it from the file ``widget.toml``.

    The file is the one that ``WIDGET_CONFIG`` names, else the one in this folder, else
    /etc/widget/widget.toml; there may be none. Raises SettingsError for an unknown name
    (naming the nearest), a value of the wrong kind or out of its range, and a file that
    cannot be read.
    """
    return _settings(sources(environ))


def sources(environ: Mapping[str, str]) -> Sources:
    """Return where settings are written; raises SettingsError for names that are none."""
    return setting_sources.read(environ, [_name(declared) for declared in fields(Settings)])


def explain(environ: Mapping[str, str]) -> tuple[Explained, ...]:
    """Return each setting with its value (secrets hidden), where it came from, and its help."""
    found = sources(environ)
    settings = _settings(found)
    return tuple(_explained(declared, settings, found) for declared in fields(Settings))


def variable_of(declared: Field[Any]) -> str:
    """Return the name of the variable that sets this field of Settings."""
    return _name(declared).variable


def _settings(found: Sources) -> Settings:
    values: dict[str, str | int] = {}
    for declared in fields(Settings):
        written = setting_sources.written(_name(declared), found)
        if written is not None:
            values[declared.name] = _parsed(declared, written)
            checks.of(declared.name)(written)
    return Settings(**values)  # type: ignore[arg-type]


def _name(declared: Field[Any]) -> Name:
    return Name(declared.name, type(declared.default), declared.metadata["secret"])


def _explained(declared: Field[Any], settings: Settings, found: Sources) -> Explained:
    written = setting_sources.written(_name(declared), found)
    value = str(getattr(settings, declared.name))
    if written and declared.metadata["secret"]:
        value = HIDDEN
    source = written.source if written else "default"
    return Explained(variable_of(declared), value, source, declared.metadata["help"])


def _parsed(declared: Field[Any], written: Written) -> str | int:
    text, name = written.text, written.name
    if isinstance(declared.default, int):
        return _whole_number(declared, written)
    choices = declared.metadata["choices"]
    if choices and text not in choices:
        raise SettingsError(f"{name} is {text!r}; it can be {', '.join(choices)}.")
    if not text and declared.default:
        raise SettingsError(f"{name} is empty; give a value or leave it out.")
    return text


def _whole_number(declared: Field[Any], written: Written) -> int:
    least, most = declared.metadata["bounds"]
    text = written.text
    # Ten digits are more than any limit; int() of a longer text could be slow.
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
    if number is None or not least <= number <= most:
        raise SettingsError(
            f"{written.name} is {text!r}; it takes a whole number from {least} to {most}."
        )
    return number
