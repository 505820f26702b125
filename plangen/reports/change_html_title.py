"""The head of a comparison on an HTML page: the plan, its two versions, the figures of what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_html_cards import Card, grade_sign
from plangen.reports.change_html_markup import Content, Html, element, joined
from plangen.reports.change_view import ComparisonView


def plan_title(view: ComparisonView, cards: Sequence[Card], rank: int, words: Words) -> Html:
    """What the plan is called, its two versions, and the figures of what changed."""
    plan = view.plan if view.plan != view.title else ""
    versions = (
        element("span", words.text("diff-html.from"), class_="unseen"),
        element("span", view.old, class_="version"),
        element("span", " → ", class_="arrow"),
        element("span", words.text("diff-html.to"), class_="unseen"),
        element("b", view.new, class_="version"),
    )
    return element(
        "header",
        element("p", " · ".join(filter(None, (words.text("diff-html.kicker"), plan))), class_="kicker"),
        element(f"h{rank}", view.title or view.plan),
        element("p", *versions, class_="versions"),
        element("dl", *_figures(view, cards, words), class_="figures"),
        class_="title",
    )


def _figures(view: ComparisonView, cards: Sequence[Card], words: Words) -> Iterator[Html]:
    """How many changes of each grade there are, and how many findings came and went."""
    for grade in Grade:
        label = joined((grade_sign(grade), words.text(f"diff-html.{grade}s")))
        note = words.text(f"diff-html.{grade}-note")
        if grade is Grade.COMMITMENT and view.counts.get(grade):
            note = _pending(cards, words)
        yield _figure(str(view.counts.get(grade, 0)), label, note, str(grade))
    for key, sign, found in (("introduced", "+", view.introduced), ("cleared", "–", view.cleared)):
        count = f"{sign}{len(found)}" if found else "0"
        yield _figure(count, words.text(f"diff-html.{key}-figure"), "", "finding")


def _pending(cards: Sequence[Card], words: Words) -> str:
    moving = (card.view for card in cards if card.view.grade is Grade.COMMITMENT)
    if count := sum(not view.acknowledged for view in moving):
        return words.say("diff-html.pending-figure", count=count)
    return words.text("diff-html.all-agreed-figure")


def _figure(count: str, label: Content, note: str, kind: str) -> Html:
    # the term comes first for who listens; the style puts the figure above it
    pieces: list[Content] = [element("dt", label), element("dd", count, class_="big")]
    if note:
        pieces.append(element("dd", note, class_="note"))
    return element("div", *pieces, class_=kind)
