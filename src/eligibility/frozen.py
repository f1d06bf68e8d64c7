"""Immutable records, as `dataclass(frozen=True, slots=True)` makes them, without its cost at import.

The standard decorator writes and compiles six functions for each class, which for the two hundred records of this library is most of the time that a
command takes to start. Here the functions are shared and go through the slots. `dataclasses.fields`, `replace` and `is_dataclass` work as usual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def record(cls: type[T]) -> type[T]:
    """A class whose annotated names are its fields, in order, after those of its base."""
    return made(cls, kw_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, Field))
def named_record(cls: type[T]) -> type[T]:
    """The same, made from names only: a field with no default may follow one that has."""
    return made(cls, kw_only=True)


def made(cls: type[T], *, kw_only: bool) -> type[T]:
    fields: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        fields.update(base.__dict__.get("__dataclass_fields__", {}))
    own = dict(cls.__annotations__)
    for name, annotation in own.items():
        fields[name] = described(name, annotation, cls.__dict__.get(name, MISSING), kw_only=kw_only)
    body = {k: v for k, v in cls.__dict__.items() if k not in own and k not in ("__dict__", "__weakref__")}
    body["__slots__"] = tuple(own)
    body["__dataclass_fields__"] = fields
    body["__match_args__"] = () if kw_only else tuple(fields)
    for function in SHARED:
        body.setdefault(function.__name__, function)
    meta: Any = type(cls)
    out = meta(cls.__name__, cls.__bases__, body)
    out.__qualname__ = cls.__qualname__
    out.__setters__ = tuple(getattr(out, name).__set__ for name in fields)
    out.__values__ = staticmethod(values_of(tuple(fields)))
    return out  # type: ignore[no-any-return]


def described(name: str, annotation: Any, default: Any, *, kw_only: bool) -> Field[Any]:
    """What `dataclasses.fields` tells of a field."""
    found: Any = default if isinstance(default, Field) else field(default=default)
    found.name, found.type, found.kw_only = name, annotation, kw_only
    found._field_type = PLAIN
    return found  # type: ignore[no-any-return]


def values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, n) for n in names)


def kind_of_field() -> Any:
    """The mark that the standard library puts on an ordinary field."""
    from dataclasses import dataclass

    @dataclass
    class Probe:
        one: int

    return Probe.__dataclass_fields__["one"]._field_type  # type: ignore[attr-defined]


PLAIN = kind_of_field()

# ---- what all records share


def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
    setters = self.__setters__
    if kwargs or len(args) != len(setters):
        args = arranged(self, args, kwargs)
    for put, value in zip(setters, args, strict=True):
        put(self, value)


def arranged(self: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
    """All values in the order of the fields, defaults filled in."""
    out = list(args)
    for name, found in list(self.__dataclass_fields__.items())[len(args) :]:
        if name in kwargs:
            out.append(kwargs.pop(name))
        elif found.default is not MISSING:
            out.append(found.default)
        elif found.default_factory is not MISSING:
            out.append(found.default_factory())
        else:
            raise TypeError(f"{type(self).__name__} needs {name}")
    if kwargs or len(out) != len(self.__setters__):
        raise TypeError(f"{type(self).__name__} has no {', '.join(kwargs) or 'so many values'}")
    return tuple(out)


def __eq__(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return self is other or self.__values__(self) == self.__values__(other)


def __hash__(self: Any) -> int:
    return hash((type(self), self.__values__(self)))


def __repr__(self: Any) -> str:
    shown = (f"{n}={getattr(self, n)!r}" for n, f in self.__dataclass_fields__.items() if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def __setattr__(self: Any, name: str, value: Any) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot set {name}")


def __delattr__(self: Any, name: str) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete {name}")


def __reduce__(self: Any) -> tuple[Any, ...]:
    return type(self), self.__values__(self)


SHARED = (__init__, __eq__, __hash__, __repr__, __setattr__, __delattr__, __reduce__)
