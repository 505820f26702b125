"""The laws of the merge on real files after edits of two people: nothing is mixed up, nothing is lost."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plangen.plan.merge import Merged, merge_texts
from plangen.plan.nodes import Scalar
from plangen.spans import Source
from tests.conftest import ROOT
from tests.support.merge_edits import Chance, Leaf, comments, edited, head, leaves, spots

_FOLDER = ROOT / "plans" / "banano-organico-piura"
FILES = tuple(
    head((_FOLDER / name).read_text("utf-8"), records)
    for name, records in (
        ("action_plan.yaml", 1),
        ("indicators.yaml", 2),
        ("vision.yaml", 2),
        ("strategies.yaml", 3),
    )
)
_CLASH = re.compile(
    r"^<<<<<<< ours\n(.*?)^\|\|\|\|\|\|\| base\n(.*?)^=======\n(.*?)^>>>>>>> theirs\n",
    re.DOTALL | re.MULTILINE,
)

many = settings(max_examples=130, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
randomly = st.randoms(use_true_random=False)


def merged(base: str, ours: str, theirs: str) -> Merged:
    result = merge_texts(Source("a.yaml", base), Source("a.yaml", ours), Source("a.yaml", theirs))
    assert result.understood
    assert bool(result.conflicts) == ("<<<<<<< ours\n" in result.text)
    return result


def versions(chance: Chance, edits: int) -> tuple[str, str, str]:
    base = edited(chance.choice(FILES), chance, chance.randrange(4), "base")
    return base, edited(base, chance, edits, "ours"), edited(base, chance, edits, "theirs")


def taken(text: str, side: int) -> str:
    """A text with one side (1 ours, 2 base, 3 theirs) of every conflict."""
    return _CLASH.sub(lambda match: match[side], text)


def below(path: str, clashes: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in clashes)


def options(base: Leaf | None, ours: Leaf | None, theirs: Leaf | None) -> tuple[Leaf | None, ...]:
    """What the merge of a value may be; nothing where both changed it."""
    if ours == base:
        return (theirs,)
    if theirs in (base, ours):
        return (ours,)
    tuples = isinstance(base, tuple) and isinstance(ours, tuple) and isinstance(theirs, tuple)
    if not tuples or not {*base} <= {*ours} & {*theirs}:
        return ()
    return tuple(tuple(dict.fromkeys(one)) for one in (ours + theirs, theirs + ours))


@many
@given(chance=randomly, edits=st.integers(1, 12))
def test_every_value_comes_from_one_side_and_every_change_gets_in(chance: Chance, edits: int) -> None:
    base, ours, theirs = versions(chance, edits)
    result = merged(base, ours, theirs)
    was, mine, other = (leaves(one) for one in (base, ours, theirs))
    for side, own in ((1, mine), (3, other)):
        said = leaves(taken(result.text, side))
        for path in {*was, *mine, *other, *said}:
            allowed = [*options(was.get(path), mine.get(path), other.get(path))]
            if below(path, result.conflicts):
                allowed.append(own.get(path))
            found = said.get(path)
            assert found in allowed or sorted(found or ()) in [sorted(one or ()) for one in allowed], path


@many
@given(chance=randomly, edits=st.integers(1, 8))
def test_no_comment_is_lost(chance: Chance, edits: int) -> None:
    base, ours, theirs = versions(chance, edits)
    result = merged(base, ours, theirs)
    was, mine, other = (comments(one) for one in (base, ours, theirs))
    found = comments(result.text)
    assert mine - was <= found
    assert other - was <= found
    assert mine & other <= found


@some
@given(chance=randomly, edits=st.integers(1, 8))
def test_it_makes_no_difference_who_merges(chance: Chance, edits: int) -> None:
    base, ours, theirs = versions(chance, edits)
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert sorted(one.conflicts) == sorted(other.conflicts)
    if not one.conflicts:
        assert unordered(leaves(one.text)) == unordered(leaves(other.text))


def unordered(said: dict[str, Leaf]) -> dict[str, object]:
    return {path: Counter(one) if isinstance(one, tuple) else one for path, one in said.items()}


@some
@given(chance=randomly, edits=st.integers(1, 8))
def test_a_comment_of_ours_and_all_changes_of_theirs_give_theirs_with_the_comment(
    chance: Chance, edits: int
) -> None:
    base, _, theirs = versions(chance, edits)
    assume(not theirs.rstrip().rpartition("\n")[2].startswith("#"))  # two comments at the end clash
    result = merged(base, base + "# al final\n", theirs)
    assert result.conflicts == ()
    assert leaves(result.text) == leaves(theirs)
    assert result.text == theirs + "# al final\n"


@some
@given(chance=randomly, edits=st.integers(1, 8))
def test_one_value_of_theirs_changes_nothing_else_of_ours(chance: Chance, edits: int) -> None:
    base, ours, _ = versions(chance, edits)
    was = {one.path: one for one in spots(base)}
    kept = [
        one
        for one in spots(ours)
        if isinstance(one.node, Scalar)
        and not one.identifies
        and "\n" not in ours[one.node.start : one.node.end]
        and one.path in was
        and one.node.value is not None
        and same(was[one.path].node, one.node)
    ]
    assume(kept)
    spot = chance.choice(kept)
    before = was[spot.path].node
    theirs = base[: before.start] + "'uno, dos: # tres'" + base[before.end :]
    wanted = ours[: spot.node.start] + "'uno, dos: # tres'" + ours[spot.node.end :]
    assume(base.count("{") == ours.count("{"))  # a map that ours put between braces comes as theirs has it
    result = merged(base, ours, theirs)
    assert result.conflicts == ()
    assert result.text == wanted


def same(was: object, now: Scalar) -> bool:
    return (
        isinstance(was, Scalar) and was.value == now.value and (was.end - was.start) == (now.end - now.start)
    )


@some
@given(chance=randomly, edits=st.integers(1, 8))
def test_what_one_side_left_alone_is_the_other_by_the_letter(chance: Chance, edits: int) -> None:
    base, ours, _ = versions(chance, edits)
    assert merged(base, ours, base).text == ours
    assert merged(base, base, ours).text == ours
    assert merged(base, ours, ours).text == ours
