"""What the pages give to copy works as it stands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from tests.browser.host_pages import policies
from tests.docs.pages import Block, blocks, pages
from tests.house.source import ROOT, name_of
from widget.cli.command import widget

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Newsroom

GUIDES = ROOT / "docs" / "howto"
PUBLISHING = GUIDES / "publish-articles.md"
EMBEDDING = GUIDES / "embed-the-widget.md"
MANUSCRIPTS = [json.loads(b.content) for b in blocks(PUBLISHING) if b.language == "json"]


class Elements(HTMLParser):
    """The start tags of some markup: name and attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.found.append((tag, dict(attrs)))

    def first(self, name: str) -> dict[str, str | None]:
        """Return the attributes of the first element with this name."""
        return next(attributes for tag, attributes in self.found if tag == name)


def html_blocks(page: Path, word: str) -> list[Block]:
    return [b for b in blocks(page) if b.language == "html" and word in b.content]


def directives(policy: str) -> dict[str, set[str]]:
    return {
        directive.split()[0]: set(directive.split()[1:])
        for directive in policy.split("; ")
        if directive
    }


EMBEDS = [
    (page, number)
    for page in pages()
    if page.parent.name != "reference"  # which shows pieces, too
    for number, _ in enumerate(html_blocks(page, "<summary-widget"))
]


@pytest.mark.parametrize("manuscript", MANUSCRIPTS)
def test_an_article_of_the_guide_is_accepted(
    newsroom: Newsroom, manuscript: dict[str, Any]
) -> None:
    answer = newsroom.client.put(
        "/v1/sites/daily/articles", json=manuscript, headers=newsroom.headers
    )
    assert answer.status_code == 201, answer.json
    assert answer.json["summary"]["state"] == "ready"  # type: ignore[index]


def test_the_python_of_the_guide_publishes(app: Flask, newsroom: Newsroom, tmp_path: Path) -> None:
    program = next(b.content for b in blocks(PUBLISHING) if b.language == "python")
    (tmp_path / "story.json").write_text(json.dumps(MANUSCRIPTS[0]), encoding="utf-8")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    where = {
        "SUMMARIES_URL": f"http://127.0.0.1:{server.server_port}",
        "SUMMARIES_KEY": newsroom.api_key,
    }
    try:
        command = [sys.executable, "-c", program]
        done = subprocess.run(
            command, cwd=tmp_path, env=where, capture_output=True, text=True, check=False
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.stdout == "created\n", done.stderr


def test_the_include_of_the_guide_is_sound_python() -> None:
    program = next(b.content for b in blocks(EMBEDDING) if b.language == "python")
    names: dict[str, Any] = {}
    exec(compile(program, "embed-the-widget.md", "exec"), names)
    unreachable = program.replace("127.0.0.1:8000", "127.0.0.1:1")
    exec(compile(unreachable, "embed-the-widget.md", "exec"), names)
    assert names["summary_of"]("https://news.example/city/bridge") == ""


@pytest.mark.parametrize(
    ("page", "number"), EMBEDS, ids=[f"{name_of(page)}-{number}" for page, number in EMBEDS]
)
def test_an_embed_has_all_that_the_command_prints(
    newsroom: Newsroom, environment: dict[str, str], page: Path, number: int
) -> None:
    printed = CliRunner().invoke(widget, ["snippet", newsroom.site_key], env=environment)
    ours, shown = (
        Elements(printed.stdout),
        Elements(html_blocks(page, "<summary-widget")[number].content),
    )
    for name in ("summary-widget", "a", "script"):
        assert set(ours.first(name)) <= set(shown.first(name)), name
    site = shown.first("summary-widget")["site"]
    assert f"/read/{site}?url=" in str(shown.first("a")["href"])
    assert str(shown.first("script")["src"]).endswith("/embed.js")


def test_the_two_lines_of_the_readme_are_those_that_the_command_prints(
    newsroom: Newsroom, environment: dict[str, str]
) -> None:
    printed = CliRunner().invoke(widget, ["snippet", newsroom.site_key], env=environment)
    assert printed.stdout in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_button_of_the_guide_is_the_one_that_the_server_answers(
    newsroom: Newsroom, client: FlaskClient
) -> None:
    served = Elements(client.get(f"/v1/sites/{newsroom.site_key}/button?url=ARTICLE").text)
    shown = Elements(html_blocks(EMBEDDING, "hx-get")[0].content)
    button = shown.first("button")
    button["hx-get"] = str(button["hx-get"]).removeprefix("/summaries")
    assert shown.found[-len(served.found) :] == served.found


def test_every_policy_of_the_guide_is_one_that_the_browser_tests_use() -> None:
    page = GUIDES / "content-security-policy.md"
    tested = [directives(policy) for policy in policies("https://widget.example").values()]
    shown = [directives(b.content.strip()) for b in blocks(page) if b.language == "text"]
    assert len(shown) == 3
    for policy in shown:
        assert any(all(policy[name] <= one.get(name, set()) for name in policy) for one in tested)


def test_the_guide_to_themes_names_every_property_and_no_other() -> None:
    styles = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "embed" / "src").glob("*.css")
    )
    known = set(re.findall(r"var\((--summary-widget-[a-z-]+)", styles))
    text = (GUIDES / "theme-the-widget.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--summary-widget-[a-z-]+", text)) == known


def test_the_nginx_file_hands_on_to_where_the_server_listens() -> None:
    from widget.config import Settings
    from widget.domain.limits import HOOK_BYTES, REQUEST_BYTES

    text = (GUIDES / "nginx.conf").read_text(encoding="utf-8")
    code = re.sub(r"#.*", "", text)
    assert f"server {Settings().bind};" in code
    sizes = re.findall(r"client_max_body_size (\d+)m;", code)
    assert sizes == [str(size // 1024**2) for size in (REQUEST_BYTES, HOOK_BYTES)]
    assert code.count("{") == code.count("}")
    assert all(
        line.rstrip().endswith((";", "{", "}")) for line in code.splitlines() if line.strip()
    )
    assert "proxy_cache_use_stale" not in code
    assert 'proxy_cache_key "$request_uri $http_origin $widget_encoding";' in code
    assert "proxy_set_header Accept-Encoding $widget_encoding;" in code


def test_the_nginx_file_logs_no_reader_no_page_and_no_token() -> None:
    text = (GUIDES / "nginx.conf").read_text(encoding="utf-8")
    [form] = re.findall(r"log_format widget ([^;]+);", text)
    assert set(re.findall(r"\$\w+", form)) == {
        *("$time_iso8601", "$status", "$request_method", "$widget_path"),
        *("$body_bytes_sent", "$request_time", "$upstream_cache_status"),
    }
    # In each server: beside the one of nginx.conf, a log for all of http would be a second one.
    servers = text.split("\nserver {")[1:]
    assert [
        "access_log /var/log/nginx/widget.log widget buffer=32k flush=5s;" in one for one in servers
    ] == [
        True,
        True,
    ]
    [hook] = re.findall(r'"~(\^\(\?<widget_hook>[^"]+)"', text)
    path = "/v1/sites/daily/hooks/websub/"
    found = re.match(hook.replace("?<", "?P<"), f"{path}token")
    assert found
    assert found["widget_hook"] == path


def test_the_nginx_file_knows_the_routes(app: Flask) -> None:
    text = (GUIDES / "nginx.conf").read_text(encoding="utf-8")
    patterns = re.findall(r"location ~ (\S+)", text)
    rules = [re.sub(r"<[^>]+>", "daily", str(rule)) for rule in app.url_map.iter_rules()]
    caught = {rule for rule in rules for pattern in patterns if re.search(pattern, rule)}
    hooks = {rule for rule in rules if "/hooks/" in rule}
    assert len(hooks) == 3
    assert caught == {"/healthz", "/readyz", "/metrics", "/v1/sites/daily/articles"} | hooks


@pytest.mark.parametrize(("service", "starts"), [("widget", "serve"), ("widget-work", "work")])
def test_a_service_starts_the_server_with_its_own_command(service: str, starts: str) -> None:
    text = (GUIDES / f"{service}.service").read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=\S+/widget (\w+)$", text, re.M)
    assert command == starts
    assert command in widget.commands


WALLS = (
    *("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "ProtectClock"),
    *("ProtectControlGroups", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules"),
    *("ProtectKernelTunables", "RestrictRealtime", "RestrictSUIDSGID"),
    *("LockPersonality", "MemoryDenyWriteExecute"),
)


@pytest.mark.parametrize("service", ["widget", "widget-work"])
def test_a_service_may_do_no_more_than_it_has_to(service: str) -> None:
    lines = (GUIDES / f"{service}.service").read_text(encoding="utf-8").splitlines()
    assert {f"{wall}=yes" for wall in WALLS} <= set(lines)
    assert {"UMask=0077", "CapabilityBoundingSet=", "ProtectSystem=strict"} <= set(lines)


@pytest.mark.parametrize("service", ["widget", "widget-work"])
def test_a_service_lets_the_sandbox_lock_itself_in_and_set_its_limits(service: str) -> None:
    text = (GUIDES / f"{service}.service").read_text(encoding="utf-8")
    allowed = " ".join(re.findall(r"^SystemCallFilter=([^~].*)$", text, re.M)).split()
    for step in ("create_ruleset", "add_rule", "restrict_self"):
        assert f"landlock_{step}" in allowed
    assert "~@resources" not in text
    assert "\nRestrictNamespaces=user net\n" in text
