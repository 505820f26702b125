"""The record of the mutation tests as a Markdown table: `python -m tests.support.mutation_table`."""

from __future__ import annotations

from tests.support.spoilt_plan import Mutant, mutants
from tests.support.ways import FAMILIES

_HEAD = ("Family", "Ways", "Mutants", "Found at their place", "Found elsewhere", "Missed", "False alarms")


def table() -> str:
    """A line for each family of ways, and one for all."""
    rows = {
        family: (len(ways), [one for way in ways for one in mutants(way)])
        for family, ways in FAMILIES.items()
    }
    ways = sum(count for count, _ in rows.values())
    rows["**All**"] = (ways, [one for _, made in rows.values() for one in made])
    lines = [_HEAD, ("---", *["---:"] * (len(_HEAD) - 1)), *(_row(name, *row) for name, row in rows.items())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(family: str, ways: int, made: list[Mutant]) -> tuple[str, ...]:
    found = sum(one.is_found for one in made)
    missed = sum(one.is_missed for one in made)
    counts = (
        ways,
        len(made),
        found,
        len(made) - found - missed,
        missed,
        sum(len(one.alarms) for one in made),
    )
    return (family, *map(str, counts))


if __name__ == "__main__":
    print(table())  # noqa: T201
