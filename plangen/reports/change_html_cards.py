"""Changes as cards of an HTML page: what changed, its values, what follows, where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plangen.changes.kinds import Grade
from plangen.plan.words import Words
from plangen.reports.change_html_markup import Content, Html, element, joined, raw
from plangen.reports.change_html_prose import marked, prose_table
from plangen.reports.change_titles import BELOW
from plangen.reports.change_view import Cell, ChangeView

_BRACKETS = re.compile(r" (?=\()")
_LONGEST_LINE = 64
"""Characters of a value that stands on one line beside the other version's."""


SIGNS = raw(
    '<svg hidden><symbol id="sign-commitment" viewBox="0 0 12 12"><path d="M6 0l6 6-6 6-6-6z"/></symbol>'
    '<symbol id="sign-substantive" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5"/></symbol>'
    '<symbol id="sign-editorial" viewBox="0 0 12 12">'
    '<path fill-rule="evenodd" d="M6 1a5 5 0 100 10A5 5 0 006 1zm0 2a3 3 0 110 6 3 3 0 010-6z"/></symbol>'
    "</svg>"
)
"""The signs of the grades, drawn once on a page: a diamond, a disc, a ring."""


@dataclass(frozen=True, slots=True)
class Card:
    """A change on the page: its anchor, the part it belongs to, and the rank of its heading."""

    view: ChangeView
    anchor: str
    part: str
    rank: int


def render_card(card: Card, words: Words) -> Html:
    """A change, whole."""
    view = card.view
    return element(
        "article",
        _head(card, words),
        _values(view, words),
        _consequences(view, words),
        _agreed(view, words),
        _foot(card, words),
        id=card.anchor,
        class_=f"change {view.grade} {'short' if _is_short(view) else 'long'}",
        tabindex="-1",
        aria_labelledby=f"{card.anchor}-t",
        data_grade=str(view.grade),
        data_part=card.part,
        data_agreed=bool(view.acknowledged),
    )


def grade_sign(grade: Grade) -> Html:
    """The sign of a grade, to stand beside its name."""
    return raw(f'<svg class="sign" aria-hidden="true"><use href="#sign-{grade}"/></svg>')


def change_title(view: ChangeView) -> str:
    """What changed, in the fewest words: the field, or the kind of change where a whole record did."""
    return (view.field if _has_item(view) else _split(view.field)[1]) or view.title


def delta_text(delta: str) -> Html:
    """A difference that breaks before its brackets, never after its sign."""
    first, *others = (element("span", text) for text in _BRACKETS.split(delta))
    return joined((first, *(joined((" ", other)) for other in others))) if delta else joined(())


def item_of(view: ChangeView) -> tuple[str, str]:
    """Id and name of the outermost item around a change; without one, "" and the first title of its field."""
    if view.group:
        return view.group, view.group_name
    return (view.item, view.name) if _has_item(view) else ("", _split(view.field)[0])


def _has_item(view: ChangeView) -> bool:
    return bool(view.group or view.item or view.name)


def _split(field: str) -> tuple[str, str]:
    """The first of the titles that lead to a field, "" where it is alone, and the rest."""
    first, below, rest = field.partition(BELOW)
    return (first, rest) if below else ("", first)


def _head(card: Card, words: Words) -> Html:
    view = card.view
    grade = element("span", f"{words.text(f'diff-html.{view.grade}')}: ", class_="unseen")
    title: list[Content] = []
    if view.item != item_of(view)[0]:
        title += [element("span", f"{view.item} {view.name}".strip(), class_="inner"), " "]
    above, below, field = change_title(view).rpartition(BELOW)
    title += [grade_sign(view.grade), grade, element("span", above + below, class_="above") if above else ""]
    title.append(element("strong", field))
    if view.field:
        title += [" · ", element("span", view.title, class_="kind")]
    pieces: list[Content] = [element(f"h{card.rank}", *title, id=f"{card.anchor}-t")]
    pieces += [" ", element("span", view.code, class_="code", title=view.title)]
    if view.operation != "modified":
        said = words.text(f"diff-html.{view.operation}")
        pieces += [" ", element("span", said, class_=f"op {view.operation}")]
    return element("div", *pieces, class_="head")


def _values(view: ChangeView, words: Words) -> Content:
    values: list[Content] = []
    if view.cells:
        values.append(_cells(view.cells, words))
    if view.pieces and _is_short(view):
        values.append(element("p", marked(view.pieces), class_="line"))
    elif view.pieces and view.before and view.after:
        values.append(prose_table(view.pieces, words))
    elif _is_short(view):
        values.append(_line(view))
    elif view.form == "list" and view.delta:
        # what came and went says it; the two lists are for who doubts
        summary = element("summary", words.text("diff-html.both-lists"))
        values.append(element("details", summary, _blocks(view, words), class_="lists"))
    elif view.before or view.after:
        values.append(_blocks(view, words))
    if view.delta and not _is_short(view):
        values.insert(0, element("p", delta_text(view.delta), class_="delta"))
    return element("div", *values, class_="values") if values else ""


def _is_short(view: ChangeView) -> bool:
    """Whether both versions fit beside the title of the change."""
    if view.cells:
        return False
    if view.pieces:
        whole = "".join(piece.text for piece in view.pieces)
        return len(whole) <= 2 * _LONGEST_LINE and "\n" not in whole
    values = (view.before, view.after)
    return any(values) and all(len(value) <= _LONGEST_LINE and "\n" not in value for value in values)


def _line(view: ChangeView) -> Html:
    pieces: list[Content] = []
    if view.before:
        pieces.append(element("del", view.before))
    if view.before and view.after:
        pieces.append(element("span", " → ", class_="arrow"))
    if view.after:
        pieces.append(element("ins", view.after))
    if view.delta:
        pieces += [" ", element("span", delta_text(view.delta), class_="delta")]
    return element("p", *pieces, class_="line")


def _blocks(view: ChangeView, words: Words) -> Html:
    """Two long values that are not told word by word."""
    sides: list[Content] = []
    for side, mark, text in (("before", "del", view.before), ("after", "ins", view.after)):
        if text:
            label = element("span", words.text(f"diff-html.{side}"), class_="side")
            sides.append(element("div", label, element(mark, text)))
    return element("div", *sides, class_=f"blocks {'two' if len(sides) == 2 else 'one'}")


def _cells(cells: Sequence[Cell], words: Words) -> Html:
    """The fields of a record: what it held where it came or went, both versions where it stays."""
    came, went = any(cell.after for cell in cells), any(cell.before for cell in cells)
    heads = ["field", *(("before", "after") if came and went else ("content",))]
    rows = [_cell_row(cell, both=came and went) for cell in cells]
    head = element("tr", *(element("th", words.text(f"diff-html.{key}"), scope="col") for key in heads))
    side = "both-sides" if came and went else "came" if came else "went"
    return element("table", element("thead", head), element("tbody", *rows), class_=f"cells {side}")


def _cell_row(cell: Cell, *, both: bool) -> Html:
    title = element("th", cell.title, scope="row")
    if not both:
        return element("tr", title, element("td", cell.after or cell.before))
    if cell.before == cell.after:
        return element("tr", title, element("td", cell.before), element("td", cell.after))
    sides = (
        element("td", element(mark, text) if text else "")
        for mark, text in (("del", cell.before), ("ins", cell.after))
    )
    return element("tr", title, *sides)


def _consequences(view: ChangeView, words: Words) -> Content:
    if not view.consequences:
        return ""
    items = (element("li", text) for text in view.consequences)
    return element("ul", *items, class_="follows", aria_label=words.text("diff-html.consequences"))


def _agreed(view: ChangeView, words: Words) -> Content:
    if not view.acknowledged:
        return ""
    return element("p", element("b", words.text("diff-html.agreed")), " ", view.acknowledged, class_="agreed")


def _foot(card: Card, words: Words) -> Html:
    view = card.view
    pieces: list[Content] = []
    if view.printed_in:
        said = words.say("diff-html.printed-in", places=", ".join(view.printed_in))
        pieces.append(element("span", said, class_="printed"))
    pieces.append(element("code", view.path))
    if view.place:
        pieces.append(element("span", view.place))
    label = f"{words.text('diff-html.link')}: {view.item} {change_title(view)}"
    pieces.append(element("a", "#", class_="anchor", href=f"#{card.anchor}", aria_label=label, title=label))
    return element("p", *pieces, class_="foot")
