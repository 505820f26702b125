"""The bar of an HTML page of changes: filters, count and help; hidden until the script makes it work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_html_cards import grade_sign
from plangen.reports.change_html_markup import Content, Html, element
from plangen.reports.change_view import ComparisonView

_KEYS = (
    (("j",), "key-next"),
    (("k",), "key-previous"),
    (("↓", "↑"), "key-arrows"),
    (("1", "2", "3"), "key-grades"),
    (("/",), "key-search"),
    (("?",), "key-help"),
)


def filter_bar(views: Sequence[ComparisonView], words: Words) -> Html:
    """Buttons by grade, a choice of part, a search, who has agreed, how many are shown."""
    toggles = (_toggle(grade, at, views, words) for at, grade in enumerate(Grade, 1))
    pending = (element("input", type="checkbox", id="pending"), " ", words.text("diff-html.pending"))
    return element(
        "div",
        element("div", *toggles, class_="grades", role="group", aria_label=words.text("diff-html.grades")),
        _parts(views, words),
        element(
            "input",
            type="search",
            id="search",
            placeholder=words.text("diff-html.search-hint"),
            aria_label=words.text("diff-html.search"),
            aria_keyshortcuts="/",
            autocomplete="off",
            spellcheck="false",
        ),
        element("label", *pending, class_="pending"),
        element(
            "output",
            id="count",
            data_say=words.say("diff-html.count"),
            data_copied=words.text("diff-html.copied"),
        ),
        element(
            "button", words.text("diff-html.clear"), type="button", id="clear", class_="plain", hidden=True
        ),
        element(
            "button",
            "?",
            type="button",
            id="help-open",
            aria_label=words.text("diff-html.help"),
            title=words.text("diff-html.help"),
        ),
        element("p", words.text("diff-html.nothing"), id="nothing", hidden=True),
        id="filters",
        role="search",
        aria_label=words.text("diff-html.filters"),
        hidden=True,
    )


def help_dialog(words: Words) -> Html:
    """The keys of the page, and whether it listens to them."""
    rows = (_key(keys, words.text(f"diff-html.{name}")) for keys, name in _KEYS)
    listen = (element("input", type="checkbox", id="shortcuts", checked=True), " ")
    return element(
        "dialog",
        element("h2", words.text("diff-html.help"), id="help-title"),
        element("dl", *rows),
        element("label", *listen, words.text("diff-html.shortcuts-on")),
        element("button", words.text("diff-html.close"), type="button", id="help-close"),
        id="help",
        aria_labelledby="help-title",
    )


def _toggle(grade: Grade, at: int, views: Sequence[ComparisonView], words: Words) -> Html:
    count = sum(view.counts.get(grade, 0) for view in views)
    return element(
        "button",
        grade_sign(grade),
        element("span", words.text(f"diff-html.{grade}s"), class_="label"),
        " ",
        element("b", str(count)),
        type="button",
        class_=str(grade),
        data_show=str(grade),
        aria_pressed="true",
        aria_keyshortcuts=str(at),
    )


def _parts(views: Sequence[ComparisonView], words: Words) -> Html:
    """The parts that have changes, each once, with how many."""
    options = (element("option", text, value=key) for key, text in _part_options(views))
    every = element("option", words.text("diff-html.every-part"), value="")
    return element("select", every, *options, id="part", aria_label=words.text("diff-html.part"))


def _part_options(views: Sequence[ComparisonView]) -> Iterator[tuple[str, str]]:
    titles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for part in (part for view in views for part in view.parts if part.changes):
        titles.setdefault(part.key, part.title)
        counts[part.key] = counts.get(part.key, 0) + len(part.changes)
    yield from ((key, f"{title} ({counts[key]})") for key, title in titles.items())


def _key(keys: Sequence[str], said: str) -> Html:
    shown: list[Content] = []
    for key in keys:
        shown += [" ", element("kbd", key)] if shown else [element("kbd", key)]
    return element("div", element("dt", *shown), element("dd", said))
