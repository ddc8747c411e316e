"""Lines that are no prose do not reach a summary, wherever they stand in an article."""

from __future__ import annotations

from bench.quality.junk import halves, places_chosen, rate


def test_there_are_at_least_sixty_kinds_and_none_twice() -> None:
    seen, apart = halves()
    kinds = [each.kind for each in (*seen, *apart)]
    assert len(kinds) == len(set(kinds)) >= 60
    assert abs(len(seen) - len(apart)) <= 1


def test_no_line_is_chosen_of_the_half_that_rules_were_written_for() -> None:
    seen, _ = halves()
    assert [each.line for each in seen if places_chosen(each)] == []


def test_few_lines_are_chosen_of_the_half_that_was_kept_apart() -> None:
    _, apart = halves()
    assert rate(apart) < 6
