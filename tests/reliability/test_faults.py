"""A seeded slice of what `measure_faults` and `measure_kills` try; none may harm a kit."""

import errno
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reliability import faults, sets
from tests.reliability.builds import Film
from tests.reliability.injection import CALLS, ERRORS, KILLED, KILLED_AFTER, SYSTEMS, Fault, System
from tests.reliability.sets import Outcome, Trial, kit


def intact(outcomes: Iterable[Outcome], at_least: int) -> None:
    """All of them are, and the faults did come about."""
    found = list(outcomes)
    assert [what for outcome in found for what in outcome.wrong] == []
    assert sum(outcome.happened for outcome in found) >= at_least


def test_each_call_may_fail(place: Path) -> None:
    intact(faults.refused((errno.ENOSPC,), place), 1000)


def test_each_call_may_be_the_last(place: Path) -> None:
    intact(faults.cut_off(place, (SYSTEMS[0], SYSTEMS[-1])), 200)


def test_each_call_may_fail_or_be_the_last_while_an_interruption_is_mended(place: Path) -> None:
    intact(faults.recoveries((errno.EIO,), place, 0.02, 7), 20)


def test_a_disk_may_be_full_to_the_last_page(place: Path) -> None:
    found = list(faults.full_disks(place))
    if not found:
        pytest.skip("no small disk to be had: needs root and Linux")
    intact(found, 40)


NAMES = st.text("abc", min_size=1, max_size=3)
DATA = st.binary(max_size=40)
SETS = st.dictionaries(NAMES.map(lambda name: f"{name}_pdf"), DATA, min_size=1, max_size=4)
THEIRS = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map(lambda names: "/".join(["theirs", *names]) + ".x"),
    DATA,
    max_size=4,
)
FAULTS = st.builds(
    Fault,
    st.sampled_from(["", *CALLS]),
    st.integers(1, 60),
    st.sampled_from([*ERRORS, KILLED, KILLED_AFTER]),
    st.booleans(),
)


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    action=st.sampled_from(["publish", "remove"]),
    system=st.sampled_from(SYSTEMS),
    fault=FAULTS,
    old=SETS,
    new=SETS,
    theirs=THEIRS,
)
def test_whatever_the_sets_and_the_fault(
    place: Path,
    action: str,
    system: System,
    fault: Fault,
    old: dict[str, bytes],
    new: dict[str, bytes],
    theirs: dict[str, bytes],
) -> None:
    trial = Trial(action, system, fault, kit(**old), kit(**new), theirs)
    assert sets.run(trial, place / "trial").wrong == ()


def test_a_call_of_a_build_may_fail(film: Film, place: Path) -> None:
    chosen = random.Random(3).sample(faults.build_faults(film, place), 5)
    intact(faults.built(film, place, chosen), 5)


def test_a_build_may_be_allowed_small_files_only(film: Film, place: Path) -> None:
    sizes = faults.sizes(film)
    intact(faults.limited(film, place, (sizes[0], sizes[-2], sizes[-3])), 3)


def test_a_build_may_be_killed(film: Film, place: Path) -> None:
    found = faults.killed(film, place, 5, 10)
    assert [what for kill in found for what in kill.wrong] == []
    assert sum(kill.killed for kill in found) == 10
