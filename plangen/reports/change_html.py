"""Changes as one HTML page that holds all it needs: read in a browser, filtered, printed, sent by mail.

Nothing of a plan is markup or script: the page's policy allows its own style and script by their hashes and
no request at all.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from plangen.plan.words import Words
from plangen.reports.change_html_bar import filter_bar, help_dialog
from plangen.reports.change_html_cards import SIGNS, Card, item_of, render_card
from plangen.reports.change_html_markup import Content, Html, element, joined, raw
from plangen.reports.change_html_tables import commitments_table, findings_section, stale_section
from plangen.reports.change_html_title import plan_title
from plangen.reports.change_view import ChangeView, ComparisonView, PartView


def render_html(views: Sequence[ComparisonView], words: Words) -> str:
    """The page of one comparison or several, each change with an anchor that stays while its path does."""
    title = _document_title(views, words)
    plans = _plans(views)
    if len(plans) == 1:
        (plan,) = plans
        top, bodies = plan_title(plan.view, plan.cards, plan.rank, words), [_plan(plan, words)]
    else:
        top = element("header", element("h1", title), class_="page")
        bodies = [joined((plan_title(p.view, p.cards, p.rank, words), _plan(p, words))) for p in plans]
    style, script = _asset("css"), _asset("js")
    body = element(
        "body",
        element("a", words.text("diff-html.to-changes"), class_="skip", href="#cambios"),
        SIGNS,
        top,
        filter_bar(views, words),
        element("main", *bodies, id="cambios", tabindex="-1"),
        element("footer", words.text("diff-html.footer")),
        help_dialog(words),
        element("script", raw(script)),
    )
    page = element("html", _head(title, style, script), body, lang=words.language)
    return f"<!DOCTYPE html>\n{page.text}\n"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A comparison with the cards of its changes by part; `rank` is that of its title."""

    view: ComparisonView
    parts: tuple[tuple[PartView, tuple[Card, ...]], ...]
    rank: int

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for _, cards in self.parts for card in cards)


def _head(title: str, style: str, script: str) -> Html:
    policy = (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="color-scheme", content="light dark"),
        element("meta", name_="referrer", content="no-referrer"),
        element("title", title),
        # without an icon of its own, a browser asks the server for one
        element("link", rel="icon", href="data:,"),
        element("style", raw(style)),
    )


def _source(text: str) -> str:
    """A text as a source of a content security policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(kind: str) -> str:
    return Path(__file__).with_name(f"change_html.{kind}").read_text("utf-8")


def _document_title(views: Sequence[ComparisonView], words: Words) -> str:
    if len(views) == 1:
        (view,) = views
        return words.say("diff-html.document-title", plan=view.plan, old=view.old, new=view.new)
    return words.say("diff-html.several-title", count=len(views))


def _plans(views: Sequence[ComparisonView]) -> tuple[_Plan, ...]:
    seen: dict[str, int] = {}
    rank = 1 if len(views) == 1 else 2
    return tuple(
        _Plan(
            view,
            tuple((part, _cards(view, part, seen, rank + 3)) for part in view.parts if part.changes),
            rank,
        )
        for view in views
    )


def _plan(plan: _Plan, words: Words) -> Html:
    """All of one comparison below its title."""
    view, rank = plan.view, plan.rank + 1
    sections: list[Content] = []
    if plan.parts:
        sections.append(commitments_table(plan.cards, rank, words))
        sections += [_part(part, cards, rank, words) for part, cards in plan.parts]
    else:
        sections.append(element("p", words.text("diff-html.no-changes"), class_="quiet"))
    sections += [findings_section(view, rank, words), stale_section(view, rank, words)]
    return element("div", *sections, class_="plan")


def _cards(view: ComparisonView, part: PartView, seen: dict[str, int], rank: int) -> tuple[Card, ...]:
    return tuple(Card(change, _anchor(view.plan, change, seen), part.key, rank) for change in part.changes)


def _anchor(plan: str, change: ChangeView, seen: dict[str, int]) -> str:
    """An id that another run, or another change of the same plan, leaves as it is."""
    whole = "\0".join((plan, change.operation, change.path))
    name = f"c-{sha256(whole.encode()).hexdigest()[:10]}"
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _part(part: PartView, cards: Sequence[Card], rank: int, words: Words) -> Html:
    count = len(cards)
    said = words.say("diff-html.one-change" if count == 1 else "diff-html.several-changes", count=count)
    title = (element(f"h{rank}", part.title), " ", element("span", said, class_="size"))
    items = [_item(tuple(run), rank + 1, words) for _, run in groupby(cards, key=_item_of)]
    return element("details", element("summary", *title), *items, class_="part", open=True)


def _item_of(card: Card) -> tuple[str, str]:
    return item_of(card.view)


def _item(cards: Sequence[Card], rank: int, words: Words) -> Html:
    """The changes of an item that stand together, its id and name in the margin."""
    id_, name = _item_of(cards[0])
    title: list[Content] = [element("span", id_, class_="id"), " "] if id_ else []
    if not (id_ or name):
        name = words.text("diff-html.whole-part")
    heading = element(f"h{rank}", *title, element("span", name, class_="name"))
    rendered = element("div", *(render_card(card, words) for card in cards), class_="changes")
    return element("section", element("div", heading, class_="margin"), rendered, class_="item")
