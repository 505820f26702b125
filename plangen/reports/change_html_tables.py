"""Tables of an HTML page of changes: the commitments that move, the findings that came and went."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.changes.kinds import Grade
from plangen.changes.words import PieceKind
from plangen.plan.words import Words
from plangen.reports.change_html_cards import Card, change_title, delta_text, item_of
from plangen.reports.change_html_markup import Content, Html, element
from plangen.reports.change_view import ChangeView, ComparisonView, FindingView

_LONGEST_VALUE = 72
"""Characters of a value in the table of commitments; the card of the change has it whole."""

_COLUMNS = ("item", "what", "before", "after", "difference", "consequence")


def commitments_table(cards: Sequence[Card], rank: int, words: Words) -> Html:
    """The section of the commitments: each links to its change; "none moves" where there is none."""
    moving = [card for card in cards if card.view.grade is Grade.COMMITMENT]
    title = element(f"h{rank}", words.text("diff-html.moving"))
    if not moving:
        said = element("p", words.text("diff-html.none-moving"), class_="quiet")
        return element("section", title, said, class_="moving none")
    heads = (
        element("th", words.text(f"diff-html.{key}"), scope="col", class_=f"of-{key}") for key in _COLUMNS
    )
    rows: list[Content] = []
    above = ""
    for card in moving:
        rows.append(_commitment(card, above, words))
        above, _ = item_of(card.view)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element("section", title, table, class_="moving")


def findings_section(view: ComparisonView, rank: int, words: Words) -> Content:
    """The findings that a comparison introduces and clears; nothing where there is none."""
    tables = [
        _findings(key, found, rank + 1, words)
        for key, found in (("introduced", view.introduced), ("cleared", view.cleared))
        if found
    ]
    if not tables:
        return ""
    title = element(f"h{rank}", words.text("diff-html.findings"))
    return element("section", title, *tables, class_="findings")


def stale_section(view: ComparisonView, rank: int, words: Words) -> Content:
    """The acknowledgements that match no change; nothing where there is none."""
    if not view.stale:
        return ""
    return element(
        "section",
        element(f"h{rank}", words.text("diff-html.stale")),
        element("p", words.text("diff-html.stale-why"), class_="quiet"),
        element("ul", *(element("li", text) for text in view.stale)),
        class_="stale",
    )


def _commitment(card: Card, above: str, words: Words) -> Html:
    view = card.view
    id_, name = item_of(view)
    item: list[Content] = [element("a", id_ or name or change_title(view), href=f"#{card.anchor}")]
    if id_ and name:
        item += [" ", element("span", name, class_="name")]
    title = change_title(view) if id_ or name else view.title
    what: list[Content] = [f"{view.item} {title}" if view.item != id_ else title]
    if view.acknowledged:
        what += [" ", element("span", words.text("diff-html.agreed"), class_="mark")]
    before, after = (_short(text, words) for text in _values(view, words))
    cells: tuple[list[Content], ...] = (item, what, [before], [after], *_ends(card, words))
    filled = (
        element("td", *content, class_=f"of-{key}") for key, content in zip(_COLUMNS, cells, strict=True)
    )
    return element("tr", *filled, data_change=card.anchor, class_="next" if id_ and id_ == above else "first")


def _values(view: ChangeView, words: Words) -> tuple[str, str]:
    """Both versions in a few words; of a whole record, that it came or went."""
    if view.pieces:
        return _words_of(view, "removed"), _words_of(view, "added")
    if view.cells and not (view.before or view.after):
        before = words.text("diff-html.was-there") if view.operation == "removed" else ""
        return before, words.text(f"diff-html.{view.operation}")
    return view.before, view.after


def _words_of(view: ChangeView, kind: PieceKind) -> str:
    """The words of a prose that only one version has."""
    return " … ".join(
        piece.text.strip() for piece in view.pieces if piece.kind == kind and piece.text.strip()
    )


def _short(text: str, words: Words) -> str:
    line = " ".join(text.split())
    if len(line) > _LONGEST_VALUE:
        return line[:_LONGEST_VALUE].rstrip() + "…"
    return line or words.text("diff-html.none")


def _ends(card: Card, words: Words) -> tuple[list[Content], list[Content]]:
    """The difference, and the first consequence with how many more there are."""
    view = card.view
    if not view.consequences:
        return [delta_text(view.delta)], []
    first, *rest = view.consequences
    follows: list[Content] = [first]
    if rest:
        key = "one-more" if len(rest) == 1 else "more"
        more = words.say(f"diff-html.{key}", count=len(rest))
        follows += [" ", element("a", more, href=f"#{card.anchor}")]
    return [delta_text(view.delta)], follows


def _findings(key: str, found: Sequence[FindingView], rank: int, words: Words) -> Html:
    columns = ("code", "level", "item", "message", "path")
    heads = (element("th", words.text(f"diff-html.{name}"), scope="col") for name in columns)
    rows = (
        element(
            "tr",
            element("td", element("span", one.code, class_="code")),
            element("td", words.text(f"severity.{one.level}")),
            element("td", one.item),
            element("td", one.message),
            element("td", element("code", one.path)),
        )
        for one in found
    )
    title = element(f"h{rank}", f"{words.text(f'diff-html.{key}')} ({len(found)})")
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element("div", title, table, class_=key)
