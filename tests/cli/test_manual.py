"""Shells complete what is typed, and the man page says what the help says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from widget.cli.command import widget

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPED = """
eval "$(widget completion bash)"
COMP_WORDS=({words}) COMP_CWORD={at}
_widget_completion widget
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("widget si", {"sites"}),
        ("widget database re", {"restore"}),
        ("widget init --pr", {"--proxy"}),
        ("widget init --proxy ", {"nginx", "caddy", "none"}),
    ],
)
def test_bash_completes_commands_options_and_choices(words: str, offered: set[str]) -> None:
    parts = words.split(" ")
    script = TYPED.format(words=" ".join(f"'{part}'" for part in parts), at=len(parts) - 1)
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        [str(shutil.which("bash")), "-c", script],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (set(done.stdout.split()), done.stderr) == (offered, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str) -> None:
    done = CliRunner().invoke(widget, ["completion", shell])
    assert done.exit_code == 0
    assert f"_WIDGET_COMPLETE={shell}_complete" in done.stdout


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    """Yield all commands with the words by which they are called."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def test_the_man_page_has_every_command_with_its_options_and_exit_codes() -> None:
    done = CliRunner().invoke(widget, ["man"])
    assert done.exit_code == 0
    text = done.stdout.replace("\\-", "-").replace("\\(dq", '"')
    sections = re.split(r"^\.SS ", text, flags=re.M)[1:]
    known = list(commands(widget, "widget"))
    assert len(sections) == len(known)
    for path, command in known:
        [section] = [one for one in sections if re.match(rf'"{path}(?: [^a-z]|"| $)', one)]
        options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
        assert [option for option in options if option not in section] == []
    assert "130 stopped with Ctrl-C" in text


def test_no_line_of_help_is_taken_for_a_request_of_roff() -> None:
    done = CliRunner().invoke(widget, ["man"])
    requests = {line.split()[0] for line in done.stdout.splitlines() if line[:1] in {".", "'"}}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}
