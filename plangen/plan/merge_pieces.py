"""The three-way merge of the pieces of a plan file, as text: ours with the changes of theirs.

A piece that one side alone touched is taken from that side as it is written; where both did, it is merged
by what it is made of, down to the single value. What cannot be is a clash round the lines of the smallest
piece that has lines of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain

from plangen.plan.merge_chunks import Chunk, Clash, Opening, Version
from plangen.plan.merge_layout import (
    Children,
    Layout,
    Piece,
    attached,
    children_of,
    comment_lines,
    comments_in,
    indented,
    shifted,
)
from plangen.plan.merge_remarks import left_over, merged_remarks, spaced, told_by_ours, untold, with_left
from plangen.plan.merge_values import PLAN, Sort, merged_order, united
from plangen.plan.paths import join_path


@dataclass(frozen=True, slots=True)
class _Trio:
    """The versions of one piece; None where a side has none.

    `by` and `base_by` are how far ours stands right of theirs and of base.
    """

    path: str
    base: Piece | None
    ours: Piece | None
    theirs: Piece | None
    by: int
    base_by: int


@dataclass(slots=True)
class _Laid:
    """A merged piece: what stands above it, and its lines from the first word on.

    Without body it goes, and `left` are comments above it that stay.
    """

    lead: list[Chunk] = field(default_factory=list)
    body: list[Chunk] = field(default_factory=list)
    left: str = ""


def merge_layouts(base: Layout, ours: Layout, theirs: Layout) -> list[Chunk]:
    """The merged text of three files, in stretches; Unsure where one of them is laid out oddly."""
    merging = _Merging(ours.eol)
    prologue = merged_remarks(base.prologue, ours.prologue, theirs.prologue, "")
    trio = (base.children, ours.children, theirs.children)
    return [*prologue, *(merging.block(trio, PLAN, "") or [])]


class _Merging:
    """Merges with the line end of ours."""

    def __init__(self, eol: str) -> None:
        self.eol = eol

    def block(self, trio: tuple[Children, Children, Children], sort: Sort, path: str) -> list[Chunk] | None:
        """The children of a list, map or record in block style; None where they cannot be told apart."""
        base, ours, theirs = trio
        laid = self._children(trio, sort, path)
        intro = self._intro(*trio)
        if laid is None or intro is None:
            return None
        inline = ours.inline and intro == ours.intro
        out: list[Chunk] = []
        left = ""
        for key, one in laid.items():
            if not one.body:
                left += one.left
                continue
            holder = ours if key in ours.pieces else theirs
            was_first = key == next(iter(holder.pieces), "")
            lead = spaced(one.lead, ours.gap or theirs.gap, first=not out, was_first=was_first)
            lead, left = with_left(lead, left), ""
            column = ours.column if ours.pieces else theirs.column
            if not out and inline and not any(lead):
                out += Opening(intro, column, self.eol).before(one.body)
                continue
            if not out:
                out.append(intro.rstrip() + self.eol if inline else intro)
            out += [*lead, *Opening(" " * column, column, self.eol).before(one.body)]
        tails = (base.tail, ours.tail, indented(theirs.tail, ours.column - theirs.column, self.eol))
        return [*(out or [intro]), left, *merged_remarks(*tails, path)]

    def _children(
        self, trio: tuple[Children, Children, Children], sort: Sort, path: str
    ) -> dict[str, _Laid] | None:
        """The merged pieces in their order; None where they clash and have no lines of their own."""
        base, ours, theirs = trio
        # a clash needs lines of its own, and a path: items of a list of texts have none that stays
        whole = ours.flow or (sort.many == "list" and sort.model is None)
        shifts = ours.column - theirs.column, ours.column - base.column
        told = told_by_ours(base, ours)
        laid: dict[str, _Laid] = {}
        for key in merged_order(base.pieces, ours.pieces, theirs.pieces):
            was, mine, other = (one.pieces.get(key) for one in trio)
            if other and told:
                other = replace(other, lead=untold(other.lead, was.lead if was else "", told))
            one = self._child(_Trio(join_path(path, key), was, mine, other, *shifts))
            if whole and any(isinstance(chunk, Clash) for chunk in chain(one.lead, one.body)):
                return None
            laid[key] = one
        return laid

    def _child(self, trio: _Trio) -> _Laid:
        base, ours, theirs = trio.base, trio.ours, trio.theirs
        if ours and theirs:
            body = self._both(trio, ours, theirs)
            return _Laid(self._lead(trio, ours, theirs), [self._clash(trio)] if body is None else body)
        one = ours or theirs
        if one is None:
            return _Laid()
        if base is not None and base.value is None and one.value is not None:
            base = None  # a key without value says nothing
        if base is not None and _untouched(one, base):
            left = left_over(one.lead, base.lead, 0 if ours else trio.by, self.eol)
            return _Laid(left="" if one.flow else left)
        if base is not None:
            lead = ours.lead if ours else self._moved_lead(theirs, trio.by)
            above = attached(lead)
            return _Laid([lead[: len(lead) - len(above)]], [self._clash(trio, with_remarks=True)])
        if ours:
            return _Laid([ours.lead], [ours.body])
        return _Laid([self._moved_lead(theirs, trio.by)], [self._moved(theirs, trio.by)])

    def _both(self, trio: _Trio, ours: Piece, theirs: Piece) -> list[Chunk] | None:
        """The body of a piece that ours and theirs have; None where it is a clash."""
        base = trio.base
        if ours.canonical == theirs.canonical or (base and base.canonical == theirs.canonical):
            return [ours.body]
        if base and base.canonical == ours.canonical:
            return [self._moved(theirs, trio.by)]
        if base is None and not ours.sort.keyed:
            same = ours.value == theirs.value and ours.comments == theirs.comments
            return [ours.body] if same else None
        merged = self._parts(base, ours, theirs, trio.path)
        if merged is None and base is not None:
            merged = self._whole(base, ours, theirs, trio.by)
        return merged

    def _parts(self, base: Piece | None, ours: Piece, theirs: Piece, path: str) -> list[Chunk] | None:
        """A piece that is merged by what it is made of, where that can be told in all three."""
        mine, other = children_of(ours), children_of(theirs)
        was = children_of(base) if base else None
        if was is None and ours.sort.keyed and (base is None or base.value is None):
            was = Children({}, "", "")
        if mine is None or other is None or was is None or not mine.pieces or not other.pieces:
            return None
        if ours.sort.many == "list" and ours.sort.model is None:
            values = (base.value if base else None, ours.value, theirs.value)
            if not ours.sort.refs or united(*values) is None:
                return None
        if mine.flow != other.flow:
            return None
        if not mine.flow:
            return self.block((was, mine, other), ours.sort, path)
        laid = self._children((was, mine, other), ours.sort, path)
        rest = self._rest(base, ours, theirs)
        return None if laid is None or rest is None else [self._joined(mine, laid), rest]

    def _joined(self, ours: Children, laid: dict[str, _Laid]) -> str:
        """The pieces between brackets, with ours' commas, and ours' way to break lines for new ones."""
        commas = [piece.lead for piece in ours.pieces.values()][1:]
        usual = commas[-1] if commas else ", "
        text = ours.intro
        for number, (key, one) in enumerate((key, one) for key, one in laid.items() if one.body):
            comma = ours.pieces[key].lead if key in ours.pieces else ""
            body = "".join(chunk for chunk in one.body if isinstance(chunk, str))
            text += (comma or usual) + body if number else body
        return text + ours.tail

    def _whole(self, base: Piece, ours: Piece, theirs: Piece, by: int) -> list[Chunk] | None:
        """One value as a whole, and apart from it the comment behind; None where both changed it."""
        was, mine, other = (_core_comments(one) for one in (base, ours, theirs))
        if theirs.value in (base.value, ours.value) and other in (was, mine):
            core = ours.core
        elif ours.value in (base.value, theirs.value) and mine in (was, other):
            core = shifted(theirs.core, by, self.eol)
        else:
            return None
        rest = self._rest(base, ours, theirs)
        own = rest == ours.rest
        if rest is None or ("\n" in core and "#" in rest and own != (core == ours.core)):
            return None
        return [core + rest]

    def _rest(self, base: Piece | None, ours: Piece, theirs: Piece) -> str | None:
        """What stands behind a value: a comment, and those that hang below."""
        mine, other = comment_lines(ours.rest), comment_lines(theirs.rest)
        was = comment_lines(base.rest) if base else ()
        if other in (was, mine):
            return ours.rest
        return shifted(theirs.rest, ours.column - theirs.column, self.eol) if mine == was else None

    def _intro(self, base: Children, ours: Children, theirs: Children) -> str | None:
        """Key or dash, and the comment behind it; None where both changed that."""
        was, mine, other = (_behind_key(one.intro) for one in (base, ours, theirs))
        if other.strip() in (was.strip(), mine.strip()) or not theirs.intro:
            return ours.intro
        if mine.strip() != was.strip():
            return None
        bare = ours.intro.rstrip()
        return bare[: len(bare) - len(mine.strip())].rstrip() + other.rstrip() + self.eol

    def _lead(self, trio: _Trio, ours: Piece, theirs: Piece) -> list[Chunk]:
        if ours.flow:
            return [ours.lead]
        base = self._moved_lead(trio.base, trio.base_by)
        if trio.base is None:
            base = ours.lead if comment_lines(ours.lead) == comment_lines(theirs.lead) else ""
        return merged_remarks(base, ours.lead, self._moved_lead(theirs, trio.by), trio.path)

    def _moved(self, piece: Piece | None, by: int) -> str:
        return shifted(piece.body, by, self.eol) if piece else ""

    def _moved_lead(self, piece: Piece | None, by: int) -> str:
        return indented(piece.lead, by, self.eol) if piece else ""

    def _clash(self, trio: _Trio, *, with_remarks: bool = False) -> Clash:
        def version(piece: Piece | None, by: int) -> Version:
            above = attached(self._moved_lead(piece, by)) if with_remarks else ""
            return Version(self._moved(piece, by), above)

        mine, other = version(trio.ours, 0), version(trio.theirs, trio.by)
        return Clash(trio.path, mine, version(trio.base, trio.base_by), other)


def _untouched(piece: Piece, base: Piece) -> bool:
    """Whether a piece says what it said in base, comments included."""
    same = piece.canonical == base.canonical or piece.value == base.value
    return same and piece.remarks == base.remarks


def _core_comments(piece: Piece) -> tuple[str, ...]:
    return comments_in(piece.source.text, piece.opening, piece.stop, piece.node)


def _behind_key(intro: str) -> str:
    """The comment at the end of an intro, with the blanks before it."""
    line = intro.rstrip()
    at = line.find("#")
    while at > 0 and not line[at - 1].isspace():
        at = line.find("#", at + 1)
    return line[len(line[:at].rstrip()) :] if at > 0 else ""
