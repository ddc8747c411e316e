#!/usr/bin/env python3
"""Firefox ESR behind a relay of WebDriver BiDi: what Playwright starts instead of the program.

Playwright opens each profile with commands that the ESR may not know yet, and gives up when one of
them is refused. The relay answers those itself and hands on everything else as it is. When the
ESR knows them all, ``firefox.py`` can start the program without this file.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import TYPE_CHECKING

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from websockets.asyncio.client import ClientConnection
    from websockets.asyncio.server import ServerConnection

PROGRAM = "/usr/bin/firefox-esr"
UNKNOWN = frozenset({"emulation.setMediaFeaturesOverride"})
"""Commands that are answered here, and nothing done: the colour scheme stays Firefox's own."""

SAID = "WebDriver BiDi listening on {}"
LISTENING = re.compile(SAID.format(r"(ws://\S+)"))


async def main() -> int:
    """Run Firefox with the arguments of this program until it ends; return its exit code."""
    firefox = await asyncio.create_subprocess_exec(
        PROGRAM, *sys.argv[1:], stderr=asyncio.subprocess.PIPE
    )
    address = await _listening(firefox)
    if not address:
        return await firefox.wait()

    async def relay(playwright: ServerConnection) -> None:
        path = playwright.request.path if playwright.request else ""
        async with connect(address + path, max_size=None, compression=None) as browser:
            back = asyncio.create_task(_hand_back(browser, playwright))
            await _hand_on(playwright, browser)
            back.cancel()

    async with serve(relay, "127.0.0.1", 0, max_size=None, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        _say(SAID.format(f"ws://127.0.0.1:{port}"))
        await _listening(firefox)
        return await firefox.wait()


async def _listening(firefox: Process) -> str:
    """Repeat what Firefox says, up to its address; return that, or nothing when it has ended."""
    assert firefox.stderr
    async for line in firefox.stderr:
        text = line.decode(errors="replace").rstrip()
        if found := LISTENING.search(text):
            return found[1]
        _say(text)
    return ""


async def _hand_on(playwright: ServerConnection, browser: ClientConnection) -> None:
    async for message in playwright:
        command = json.loads(message)
        if command["method"] in UNKNOWN:
            done = {"type": "success", "id": command["id"], "result": {}}
            await playwright.send(json.dumps(done))
        else:
            await browser.send(message)


async def _hand_back(browser: ClientConnection, playwright: ServerConnection) -> None:
    async for message in browser:
        await playwright.send(message)
    await playwright.close()


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
