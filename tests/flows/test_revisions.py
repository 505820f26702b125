"""What the words after `plangen diff` mean, and versions of a plan read from git's objects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plangen.errors import UsageError
from plangen.flows.git import run_git
from plangen.flows.revisions import (
    Authored,
    InGit,
    OnDisk,
    Pair,
    Side,
    authored,
    label,
    parse_sides,
    side_at,
)
from plangen.flows.snapshots import MAX_PICTURE, has_plan, materialised
from plangen.flows.tags import tags_between
from plangen.plan.load import load_plan
from plangen.plan.reading import MAX_BYTES
from plangen.plan.words import Words
from tests.support.repositories import PLAN, Repository, needs_git, new_repository

pytestmark = needs_git

PLACE = "plans/ají amarillo"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository to work in, with nothing in it."""
    made = new_repository(tmp_path / "mi repo", monkeypatch)
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def history(repository: Repository) -> Repository:
    """One plan in three versions: tags v1.0 and v2.0, and one that is not committed."""
    repository.commit({f"{PLACE}/plan.yaml": PLAN}, "v1.0")
    repository.commit({f"{PLACE}/plan.yaml": PLAN.replace("alcachofa", "palta")}, "v2.0")
    repository.write({f"{PLACE}/plan.yaml": PLAN.replace("alcachofa", "quinua")})
    return repository


def refused(*arguments: str) -> str:
    with pytest.raises(UsageError) as caught:
        parse_sides(arguments)
    assert Words().say(f"errors.{caught.value.key}", **caught.value.params)
    return caught.value.key


def title(side: Side) -> str | None:
    with materialised(side) as folder:
        assert folder.name == side.folder.name if isinstance(side, OnDisk) else True
        plan = load_plan(folder).plan
        assert plan is not None
        assert plan.plan.plan is not None
        return plan.plan.plan.title


def titles(*arguments: str) -> list[tuple[str | None, str | None]]:
    return [(title(pair.old), title(pair.new)) for pair in parse_sides(arguments)]


FIRST, SECOND, NOW = (f"Plan de la {word}" for word in ("alcachofa", "palta", "quinua"))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("v1.0..v2.0", PLACE), (FIRST, SECOND)),
        (("v1.0...v2.0", PLACE), (FIRST, SECOND)),
        (("v1.0..", PLACE), (FIRST, SECOND)),
        (("..v1.0", PLACE), (SECOND, FIRST)),
        (("v1.0", PLACE), (FIRST, NOW)),
        (("HEAD~1", f"./{PLACE}"), (FIRST, NOW)),
        (("HEAD^{/n.º 0}", PLACE), (FIRST, NOW)),
        (("main", f"{PLACE}/plan.yaml"), (SECOND, NOW)),
        ((f"v1.0:{PLACE}", f"v2.0:{PLACE}"), (FIRST, SECOND)),
        ((f"v1.0:{PLACE}/", PLACE), (FIRST, NOW)),
        ((f"v1.0:./{PLACE}/plan.yaml", PLACE), (FIRST, NOW)),
        ((PLACE, f"HEAD:{PLACE}"), (NOW, SECOND)),
        ((PLACE, PLACE), (NOW, NOW)),
    ],
)
def test_every_form_finds_its_two_versions(
    history: Repository, arguments: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert titles(*arguments) == [expected]


def test_several_plans_give_a_pair_each(history: Repository) -> None:
    history.commit({"otro/plan.yaml": PLAN}, "v3.0")
    assert [(pair.old, pair.new) for pair in parse_sides(["v2.0..v3.0", PLACE, "otro"])] == [
        (side_at("v2.0", Path(plan)), side_at("v3.0", Path(plan))) for plan in (PLACE, "otro")
    ]


def test_two_folders_need_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("antes", "después"):
        (tmp_path / name).mkdir()
    (pair,) = parse_sides(["antes", "./después"])
    assert pair == Pair(OnDisk(Path("antes"), "antes"), OnDisk(Path("después"), "después"), each_named=True)
    assert authored(pair.new) == Authored(None, None)


def test_a_path_wins_over_a_branch_of_its_name_and_a_colon_makes_it_a_revision(history: Repository) -> None:
    history.git("branch", "entrega", "v1.0")
    history.write({"entrega/plan.yaml": PLAN.replace("alcachofa", "papa")})
    assert titles("entrega", PLACE) == [("Plan de la papa", NOW)]
    assert titles("./entrega", PLACE) == [("Plan de la papa", NOW)]
    assert titles("entrega:", PLACE) == [(FIRST, NOW)]
    history.write({"v1.0..v2.0/plan.yaml": PLAN.replace("alcachofa", "oca")})
    assert titles("v1.0..v2.0", PLACE) == [("Plan de la oca", NOW)]
    assert titles("v1.0..v2.0:", PLACE) == [(FIRST, SECOND)]


def test_three_dots_compare_from_where_the_branch_left(history: Repository) -> None:
    history.git("checkout", "-q", "-f", "-b", "rama", "v1.0")
    history.commit({f"{PLACE}/plan.yaml": PLAN.replace("alcachofa", "maca")})
    (pair,) = parse_sides(["main...rama", PLACE])
    assert (title(pair.old), title(pair.new)) == (FIRST, "Plan de la maca")
    base = history.git("rev-parse", "--short=7", "v1.0^{commit}").strip()
    assert [label(side, Words()) for side in (pair.old, pair.new)] == [f"main ({base})", "rama"]
    assert titles("main..rama", PLACE) == [(SECOND, "Plan de la maca")]


def test_labels_are_what_was_typed(history: Repository) -> None:
    (pair,) = parse_sides(["v1.0", PLACE])
    assert [label(side, Words()) for side in (pair.old, pair.new)] == ["v1.0", "árbol de trabajo"]
    (pair,) = parse_sides([f"v1.0:{PLACE}", f"{PLACE}/"])
    assert [label(side, Words()) for side in (pair.old, pair.new)] == [f"v1.0:{PLACE}", PLACE]


def test_a_plan_is_found_from_below_and_from_elsewhere(
    history: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(history.folder / PLACE)
    assert titles("v1.0", ".") == [(FIRST, NOW)]
    assert titles("v1.0:./plan.yaml", "v2.0:.") == [(FIRST, SECOND)]
    monkeypatch.chdir(tmp_path)
    assert titles("v1.0..v2.0", str(history.folder / PLACE)) == [(FIRST, SECOND)]


def test_a_plan_that_is_gone_or_moved_is_read_where_it_was(history: Repository) -> None:
    history.git("reset", "-q", "--hard")
    history.git("mv", PLACE, "plans/nuevo")
    history.commit({}, "v3.0")
    assert titles("v1.0..v2.0", PLACE) == [(FIRST, SECOND)]
    assert titles(f"v1.0:{PLACE}", "plans/nuevo") == [(FIRST, SECOND)]
    side = side_at("v1.0", Path("plans/nuevo"))
    assert not has_plan(side)
    with pytest.raises(UsageError) as caught, materialised(side):
        pass
    said = Words().say(f"errors.{caught.value.key}", **caught.value.params)
    assert caught.value.key == "no-plan-in-revision"
    assert {"v1.0", "plans/nuevo", PLACE} <= {
        caught.value.params[name] for name in ("revision", "plan", "known")
    }
    assert "v1.0:CARPETA" in said


def test_a_detached_head_and_the_top_of_a_repository_are_fine(repository: Repository) -> None:
    repository.commit({"plan.yaml": PLAN, "build/x.md": "x", "notas/a.txt": "x"}, "v1.0")
    repository.commit({"plan.yaml": PLAN.replace("alcachofa", "palta")})
    repository.git("checkout", "-q", "HEAD~1")
    assert titles("HEAD..main", ".") == [(FIRST, SECOND)]
    with materialised(side_at("v1.0", Path())) as folder:
        assert folder.name == "mi repo"
        assert {one.name for one in folder.iterdir()} == {".git", "plan.yaml", "notas"}


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ((), "nothing-to-compare"),
        (("",), "no-plan-named"),
        (("", PLACE), "no-side"),
        (("v1.0..v2.0",), "no-plan-named"),
        (("v1.0",), "no-plan-named"),
        ((PLACE,), "one-side"),
        (("v9", PLACE), "no-side"),
        (("v9..v1.0", PLACE), "no-side"),
        (("v1.0..v9", PLACE), "no-side"),
        (("--output=x", PLACE), "no-side"),
        (("v1.0\nx", PLACE), "no-side"),
        (("v1.0\0", PLACE), "no-side"),
        (("x" * 5000, PLACE), "no-side"),
        (("v1.0", "v2.0"), "two-revisions"),
        (("v1.0", f"v2.0:{PLACE}"), "revision-twice"),
        (("v1.0..v2.0", f"v2.0:{PLACE}"), "revision-twice"),
        ((PLACE, "v1.0"), "not-a-place"),
        ((PLACE, "v1.0..v2.0"), "not-a-place"),
        ((PLACE, PLACE, PLACE), "too-many-sides"),
        ((f"v9:{PLACE}", PLACE), "no-side"),
        (("v1.0", "/"), "no-side"),
        (("v1.0:../../x", PLACE), "outside-repository"),
    ],
)
def test_what_means_nothing_is_told_in_words(
    history: Repository, arguments: tuple[str, ...], key: str
) -> None:
    assert refused(*arguments) == key


def test_histories_without_a_common_commit_are_told(history: Repository) -> None:
    history.git("checkout", "-q", "-f", "--orphan", "otra")
    history.commit({})
    assert refused("main...otra", PLACE) == "no-merge-base"


def test_without_a_repository_a_range_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plan").mkdir()
    monkeypatch.chdir(tmp_path)
    assert refused("v1..v2", "plan") == "no-repository"
    assert refused("v1", "plan") == "no-side"
    assert refused("plan.", "plan") == "no-side"


def test_a_bare_repository_has_no_plans_to_name(history: Repository, tmp_path: Path) -> None:
    history.git("clone", "-q", "--bare", str(history.folder), str(tmp_path / "bare"))
    assert refused("v1.0..v2.0", str(tmp_path / "bare")) == "no-work-tree"
    assert refused("v1.0..v2.0", str(history.folder / ".git")) == "no-work-tree"


def test_a_partial_clone_says_how_to_bring_the_rest(history: Repository, tmp_path: Path) -> None:
    history.git("clone", "-q", "--depth=1", "--no-tags", history.folder.as_uri(), str(tmp_path / "parcial"))
    assert refused("v1.0", str(tmp_path / "parcial" / PLACE)) == "shallow-revision"


def test_without_git_two_folders_still_compare(history: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused("v1.0", PLACE) == "no-git"
    (pair,) = parse_sides([PLACE, PLACE])
    assert authored(pair.new) == Authored()


def test_what_a_hook_has_set_does_not_lead_elsewhere(
    history: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert titles("v1.0", PLACE) == [(FIRST, NOW)]


def test_the_checkout_is_not_touched(history: Repository) -> None:
    before = (history.git("status", "--porcelain"), history.git("rev-parse", "HEAD"))
    with materialised(side_at("v1.0", Path(PLACE))) as folder:
        assert not folder.is_relative_to(history.folder)
        kept = folder
    assert not kept.exists()
    assert (history.git("status", "--porcelain"), history.git("rev-parse", "HEAD")) == before


def test_a_version_has_its_regular_files_by_the_byte(repository: Repository) -> None:
    binary = bytes(range(256)) * 3
    repository.write(
        {"secreto.txt": "x", f"{PLACE}/narrative/visión 1.md": "á\r\nb", f"{PLACE}/f.png": binary}
    )
    repository.write({f"{PLACE}/plan.yaml": PLAN, f"{PLACE}/vacío.csv": "", f"{PLACE}/build/x.md": "x"})
    (repository.folder / PLACE / "enlace.md").symlink_to("../../secreto.txt")
    repository.write(
        {"templates/own/template.yaml": "id: own", "plans/templates/t.txt": "t", "otro/plan.yaml": "x"}
    )
    repository.commit({}, "v1")
    with materialised(side_at("v1", Path(PLACE))) as folder:
        found = {
            one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
        }
        above = folder.parents[1]
        assert (above / "templates/own/template.yaml").read_text("utf-8") == "id: own"
        assert (folder.parent / "templates/t.txt").is_file()
        assert not (above / "otro").exists()
    assert found == {
        "plan.yaml": PLAN.encode(),
        "narrative/visión 1.md": "á\r\nb".encode(),
        "f.png": binary,
        "vacío.csv": b"",
    }


def test_a_file_too_large_for_a_plan_comes_with_its_fault_and_without_its_bytes(
    repository: Repository,
) -> None:
    repository.commit({"p/plan.yaml": PLAN, "p/facts.yaml": b"#" * (MAX_BYTES + 7)}, "v1")
    with materialised(side_at("v1", Path("p"))) as folder:
        assert (folder / "facts.yaml").stat().st_size == MAX_BYTES + 1
        assert (folder / "facts.yaml").read_bytes()[:1] == b"\0"
        assert [one.name for one in load_plan(folder).findings] == ["file-too-large"]
    assert MAX_PICTURE > MAX_BYTES


def tree(repository: Repository, name: str) -> str:
    """A commit whose folder `p` holds a plan and a file of a name that git would not check out."""
    blob = repository.git("rev-parse", "HEAD:p/plan.yaml").strip()
    rows = b"".join(
        mode + b" " + file + b"\0" + bytes.fromhex(blob)
        for mode, file in sorted(
            [(b"100644", b"plan.yaml"), (b"100644", name.encode())], key=lambda row: row[1]
        )
    )
    inner = run_git(["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], repository.folder, rows)
    outer = b"40000 p\0" + bytes.fromhex(inner.decode().strip())
    whole = run_git(["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], repository.folder, outer)
    return repository.git("commit-tree", "-m", "x", whole.decode().strip()).strip()


@pytest.mark.parametrize("name", ["..", "a\\..\\b.txt", "C:x.txt", ".git", ".GIT", "a\nb.txt", "../../b.txt"])
def test_names_that_lead_elsewhere_are_left_out(repository: Repository, name: str) -> None:
    repository.commit({"p/plan.yaml": PLAN})
    with materialised(side_at(tree(repository, name), Path("p"))) as folder:
        assert [one.name for one in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("name", ["a\\b.yaml", "C:x.yaml", "a\tb.yaml"])
def test_a_part_of_the_plan_under_such_a_name_stops_everything(repository: Repository, name: str) -> None:
    repository.commit({"p/plan.yaml": PLAN})
    side = side_at(tree(repository, name), Path("p"))
    with pytest.raises(UsageError) as caught, materialised(side):
        pass
    assert caught.value.key == "odd-file-name"


def test_a_commit_is_signed_by_its_author_in_utc(history: Repository) -> None:
    assert authored(side_at("v2.0", Path(PLACE))) == Authored("Rosa Ñahui", "2026-03-01T16:00:00Z")


def test_a_working_tree_is_signed_by_its_user_at_the_last_commit_of_the_plan(history: Repository) -> None:
    history.git("config", "user.name", "Inés \x07Quispe")
    history.commit({"otro.txt": "x"})
    (pair,) = parse_sides(["v1.0", PLACE])
    assert authored(pair.new) == Authored("Inés Quispe", "2026-03-01T17:00:00Z")
    history.commit({"otro.txt": "y"})
    assert authored(pair.new).date == "2026-03-01T17:00:00Z"
    assert authored(OnDisk(history.folder / "nunca")) == Authored("Inés Quispe", None)


def test_tags_on_the_way_come_in_the_order_of_commits_then_the_end(history: Repository) -> None:
    history.git("reset", "-q", "--hard")
    history.git("tag", "a-otra", "v2.0^{commit}")
    history.git("checkout", "-q", "-b", "lado", "v1.0")
    history.commit({"x": "x"}, "lado-1")
    history.git("checkout", "-q", "main")
    history.git("tag", "z-primera", history.commit({"otro/plan.yaml": PLAN}))
    history.commit({f"{PLACE}/plan.yaml": PLAN})
    last = history.git("rev-parse", "HEAD").strip()
    stops = tags_between("v1.0", "main", Path(PLACE))
    assert [label(stop.side, Words()) for stop in stops] == ["a-otra, v2.0", "z-primera", "main"]
    assert stops[0].authored == Authored("Rosa Ñahui", "2026-03-01T16:00:00Z")
    assert isinstance(stops[-1].side, InGit)
    assert stops[-1].side.commit == last
    assert [label(one.side, Words()) for one in tags_between(None, "v2.0", Path(PLACE))] == ["v1.0", "v2.0"]
    assert [label(one.side, Words()) for one in tags_between(None, "main", Path("otro"))] == [
        "z-primera",
        "main",
    ]
    assert [label(one.side, Words()) for one in tags_between("main", "main", Path("otro"))] == ["main"]


def test_a_repository_without_tags_has_but_the_end(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"p/plan.yaml": PLAN})
    assert len(tags_between(None, "HEAD", Path("p"))) == 1


def test_git_is_asked_in_its_own_words(history: Repository, refuse: Callable[..., str]) -> None:
    assert refuse("cat-file", "blob", "v9") == "git-failed"


@pytest.fixture
def refuse(repository: Repository) -> Callable[..., str]:
    """The key of what git refuses."""

    def call(*arguments: str) -> str:
        with pytest.raises(UsageError) as caught:
            run_git(arguments, repository.folder)
        assert caught.value.params["detail"]
        return caught.value.key

    return call
