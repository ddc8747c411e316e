"""Where settings are written: variables of the environment, and below them ``widget.toml``."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX: Final = "WIDGET_"
FILE_SUFFIX: Final = "_FILE"
CONFIG: Final = f"{PREFIX}CONFIG"
"""The variable that names the file; an empty one means that no file is read."""
PLACES: Final = ("widget.toml", "/etc/widget/widget.toml")
"""Where the file is looked for; the first that is there is read."""
FILE_BYTES: Final = 65_536

_LISTED: Final = "`widget settings` lists all of them."


@dataclass(frozen=True, slots=True)
class Name:
    """One setting as it can be written."""

    key: str
    """Its name in the file; the variable is the same in capitals, with a prefix."""
    kind: type
    secret: bool

    @property
    def variable(self) -> str:
        """The name of the variable that sets it."""
        return PREFIX + self.key.upper()

    def spellings(self) -> tuple[str, ...]:
        """Return the keys that set it: a secret can be given as a file that has it."""
        return (self.key, self.key + FILE_SUFFIX.lower()) if self.secret else (self.key,)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as somebody wrote it."""

    text: str
    name: str
    """How messages name it: the variable, or the file and its key."""
    source: str
    """The variable, or the file."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All that was set: the variables, and the file below them."""

    environ: Mapping[str, str]
    path: Path | None
    """The file that was read; None without one."""
    values: Mapping[str, object]
    """What is in the file, by keys."""


def read(environ: Mapping[str, str], names: Iterable[Name]) -> Sources:
    """Return what is set, after the file that ``WIDGET_CONFIG`` names, or of the usual places.

    Raises SettingsError for an unknown name (naming the nearest), and for a file that is not
    there, cannot be read, or is no TOML.
    """
    keys = tuple(spelling for name in names for spelling in name.spellings())
    _refuse_unknown_variables(environ, keys)
    path = _path(environ)
    values = _values(path) if path else {}
    for key in values:
        if key not in keys:
            raise SettingsError(f"{path}: there is no setting {key!r}.{_nearest(key, keys)}")
    return Sources(environ, path, values)


def written(name: Name, sources: Sources) -> Written | None:
    """Return what was written for this setting, the environment's word before the file's.

    Raises SettingsError for a value of another type, and for a secret that is given twice or
    whose file cannot be read.
    """
    return _in_environment(name, sources.environ) or _in_file(name, sources)


def _in_environment(name: Name, environ: Mapping[str, str]) -> Written | None:
    variables = [PREFIX + key.upper() for key in name.spellings()]
    found = [variable for variable in variables if variable in environ]
    if not found:
        return None
    _refuse_both(found)
    text, variable = environ[found[0]], found[0]
    return Written(_content(variable, text) if variable != name.variable else text, *[variable] * 2)


def _in_file(name: Name, sources: Sources) -> Written | None:
    found = [key for key in name.spellings() if key in sources.values]
    if not found:
        return None
    where = f"{sources.path}: {found[0]}"
    _refuse_both([f"{sources.path}: {key}" for key in found])
    is_path = found[0] != name.key
    text = _text(where, sources.values[found[0]], str if is_path else name.kind)
    return Written(_content(where, text) if is_path else text, where, str(sources.path))


def _refuse_both(names: list[str]) -> None:
    if len(names) > 1:
        raise SettingsError(f"{names[0]} and {names[1]} are both set; keep one of them.")


def _text(where: str, value: object, kind: type) -> str:
    """Return a value of the file as the environment would have it."""
    if type(value) is kind:
        return str(value)
    wanted = "a whole number without quotes" if kind is int else 'a text in quotes, "…"'
    raise SettingsError(f"{where} takes {wanted}, not {_KINDS.get(type(value), 'a table')}.")


_KINDS: Final = {
    **{bool: "true or false", int: "a number", float: "a number with a point", str: "a text"},
    list: "a list",
}


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError(
            f"{name}: the file {path!r} cannot be read ({error}). "
            "Check its path and who may read it."
        ) from error


def _path(environ: Mapping[str, str]) -> Path | None:
    if CONFIG in environ:
        return Path(environ[CONFIG]) if environ[CONFIG] else None
    return next((path for path in map(Path, PLACES) if path.exists()), None)


def _values(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_BYTES + 1)
        if len(raw) > FILE_BYTES:
            raise SettingsError(
                f"{path} has more than {FILE_BYTES:,} bytes; it is no settings file."
            )
        return tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be read ({error.strerror}). Check its path and who "
            f"may read it; {CONFIG} names another file."
        ) from error
    except (ValueError, RecursionError) as error:  # no TOML, or no UTF-8
        raise SettingsError(
            f"{path} is no TOML: {error}. Write one setting a line, such as workers = 2 or "
            'public_url = "https://widget.example".'
        ) from error


def _refuse_unknown_variables(environ: Mapping[str, str], keys: tuple[str, ...]) -> None:
    known = {PREFIX + key.upper() for key in keys} | {CONFIG}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1)
            cure = f" Did you mean {nearest[0]}?" if nearest else ""
            raise SettingsError(f"There is no setting {name}.{cure} {_LISTED}")


def _nearest(key: str, keys: tuple[str, ...]) -> str:
    wanted = key.lower().removeprefix(PREFIX.lower()).replace("-", "_")
    nearest = difflib.get_close_matches(wanted, keys, n=1)
    return f" Did you mean {nearest[0]}? {_LISTED}" if nearest else f" {_LISTED}"
