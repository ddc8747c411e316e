"""A reader: presses, hovers and reads in a tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error, Locator, Page

ELEMENT = "summary-widget"
READY = '[data-state="ready"]'


@dataclass
class Reader:
    """A person in a tab; what goes wrong in the tab is kept."""

    page: Page
    complaints: list[str]

    @classmethod
    def at(cls, page: Page, url: str) -> Reader:
        """Open the page and wait until the widget's scripts had their chance."""
        reader = cls(page, [])
        page.on("console", reader._console)
        page.on("pageerror", reader._uncaught)
        page.goto(url, wait_until="load")
        return reader

    def widget(self, number: int = 0) -> Locator:
        """Return the widget with this number on the page."""
        return self.page.locator(ELEMENT).nth(number)

    def button(self, number: int = 0) -> Locator:
        """Return the button of a widget."""
        return self.widget(number).get_by_role("button").first

    def buttons(self, number: int = 0) -> list[str]:
        """Return the words on the buttons of a widget, in their order."""
        return self.widget(number).get_by_role("button").all_inner_texts()

    def press(self, number: int = 0) -> None:
        """Press the button and wait for the summary."""
        self.button(number).click()
        self.panel(number).wait_for()

    def panel(self, number: int = 0, state: str = "ready") -> Locator:
        """Return the panel of a widget."""
        return self.widget(number).locator(f'.summary-panel[data-state="{state}"]')

    def violations(self) -> Any:  # the page's own list
        """Return the policy violations that the page saw."""
        return self.page.evaluate("window.seen")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "favicon" not in str(message.location):
            self.complaints.append(message.text)

    def _uncaught(self, error: Error) -> None:
        # Firefox reports what it blocked in the same way as what was thrown, without a place.
        blocked = (error.stack or "").endswith("\nundefined")
        self.complaints.append(f"{'blocked' if blocked else 'uncaught'}: {error}")
