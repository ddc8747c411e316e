"""The developer's command asks for what it presumes, and says what it cannot do."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DEV = (ROOT / "dev").read_text(encoding="utf-8")
BASH = shutil.which("bash") or "bash"
NEEDED_TO_START = ("dirname", "nproc", "env", "bash", "grep")


def program(folder: Path, name: str, lines: str) -> None:
    """Put a program into the folder that does what the lines say."""
    path = folder / name
    path.write_text(f"#!{BASH}\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the programs that ``dev`` itself starts with, and no others."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in NEEDED_TO_START:
        (folder / name).symlink_to(str(shutil.which(name)))
    program(folder, "id", "echo 0")
    return folder


def dev(programs: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``./dev`` where there is nothing but these programs."""
    return subprocess.run(
        [BASH, "dev", *words],
        cwd=ROOT,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_function_of_dev_hides_a_program_that_it_looks_for() -> None:
    functions = set(re.findall(r"^(\w+)\(\)", DEV, re.MULTILINE))
    wanted = set(re.findall(r"command -v ([\w-]+)", DEV))
    for packages in re.findall(r"^[A-Z]+=\((.+)\)|install_debian ([a-z].*?)(?:;|$)", DEV, re.M):
        wanted |= {word for words in packages for word in words.split()}
    assert {"debian", "install_debian"} <= functions
    assert {"apt-get", "chromium", "npm", "python3-venv"} <= wanted
    assert functions & wanted == set()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["test"], {"chromium", "firefox-esr", "fonts-noto-core", "libatomic1", "curl", "openssl"}),
        (["fast"], {"curl", "openssl"}),
        (["sweep"], {"chromium", "fonts-noto-core", "libatomic1"}),
        (["shots", "--themes"], {"chromium", "fonts-noto-cjk", "libatomic1"}),
        (["bench", "click"], {"chromium", "libatomic1"}),
        (["embed"], {"nodejs", "npm"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_verb_asks_debian_for_what_it_presumes(
    programs: Path, tmp_path: Path, words: list[str], wanted: set[str]
) -> None:
    asked = tmp_path / "asked"
    program(programs, "dpkg-query", "exit 1")
    program(programs, "chromium", "exit 0")  # that it is there says nothing of its fonts
    program(programs, "apt-get", f'echo "$@" >>{asked}; [ "$1" = update ]')
    assert dev(programs, *words).returncode != 0
    assert wanted <= set(asked.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    "verb", ["fresh", "check", "format", "embed", "openapi", "package", "lock"]
)
def test_a_verb_that_takes_no_arguments_does_nothing_with_one(programs: Path, verb: str) -> None:
    program(programs, "python3", "echo python3; exit 1")
    done = dev(programs, verb, "--help")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"dev: '{verb}' takes no arguments; ./dev lists the verbs\n"


def test_what_is_installed_is_not_asked_for_again(programs: Path) -> None:
    program(programs, "dpkg-query", "printf installed")
    program(programs, "apt-get", "echo apt-get")
    program(programs, "python3", "echo python3; exit 1")
    assert dev(programs, "test").stdout == "python3\n"


def test_without_apt_dev_says_what_to_install(programs: Path) -> None:
    program(programs, "dpkg-query", "exit 1")
    done = dev(programs, "fast")
    assert done.returncode == 1
    assert done.stderr == "dev: please install: curl openssl (this machine has no apt-get)\n"


@pytest.mark.parametrize(
    ("there", "user", "reason"),
    [
        ([], "0", "debootstrap is not there, and no apt-get to install it with."),
        (["apt-get"], "1000", "only root may mount and chroot; run it as root."),
        (["debootstrap"], "0", "the program git is not there."),
    ],
    ids=["no debootstrap", "not root", "no git"],
)
def test_where_no_bare_debian_can_be_made_fresh_says_so_in_one_sentence(
    programs: Path, there: list[str], user: str, reason: str
) -> None:
    program(programs, "id", f"echo {user}")
    for name in there:
        program(programs, name, "exit 1")
    done = dev(programs, "fresh")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"fresh: a bare Debian cannot be made here: {reason}\n"
