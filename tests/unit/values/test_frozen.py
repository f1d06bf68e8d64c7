"""Records behave as `dataclass(frozen=True, slots=True)` does."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from eligibility.frozen import named_record, record


@record
class Point:
    """A point."""

    x: int
    y: int = 2


@record
class Named(Point):
    name: str = "p"
    notes: tuple[str, ...] = field(default_factory=tuple, repr=False)


@named_record
class Keyed:
    a: int = 1
    b: int


@record
class Nothing:
    pass


def test_values_are_given_by_place_or_by_name():
    assert Point(1, 3) == Point(x=1, y=3) == Point(1, y=3)
    assert Point(1).y == 2
    assert Named(1, name="q").name == "q"
    assert Named(1).notes == ()
    assert Keyed(b=4).a == 1


@pytest.mark.parametrize(
    "wrong",
    [lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: Point(1, 2, x=3), lambda: Keyed(a=1)],
)
def test_what_does_not_fit_is_a_type_error(wrong):
    with pytest.raises(TypeError):
        wrong()


def test_nothing_can_be_changed():
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(AttributeError):
        point.other = 3


def test_equality_and_hash_go_by_kind_and_values():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Named(1, 2)
    assert Point(1, 2) != (1, 2)
    assert len({Point(1, 2), Point(1, 2), Named(1, 2)}) == 2
    assert Nothing() == Nothing()


def test_the_standard_functions_know_records():
    assert is_dataclass(Point)
    assert [f.name for f in fields(Named)] == ["x", "y", "name", "notes"]
    assert replace(Named(1), x=5) == Named(5)
    assert pickle.loads(pickle.dumps(Named(1, 2, "n"))) == Named(1, 2, "n")


def test_a_record_shows_its_values_but_for_those_it_hides():
    assert repr(Named(1, 2, "n", ("secret",))) == "Named(x=1, y=2, name='n')"


def test_a_record_can_be_matched():
    match Point(3, 4):
        case Point(x, y=4):
            assert x == 3
        case _:
            pytest.fail("not matched")
