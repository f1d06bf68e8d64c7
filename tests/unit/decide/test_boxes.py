"""What is supposed of sums: parts that contradict themselves are left out, and no others."""

from __future__ import annotations

from itertools import product
from random import Random

from eligibility.decide.boxes import Box, ends_of, is_empty


def box(values, forms):
    return Box([(low, high, 1 << n) for n, (low, high) in enumerate(values)], forms)


def test_the_ends_of_a_sum():
    assert ends_of(((0, 1), (1, -2)), [(0, 3, 1), (1, 4, 2)]) == (-8, 1)


def test_two_sums_that_contradict_each_other():
    both = {((0, 1), (1, 1)): (16, 20), ((0, 1), (1, -1)): (7, 10)}
    assert is_empty(box([(0, 10), (0, 10)], both), [])
    assert not is_empty(box([(0, 10), (0, 10)], {((0, 1), (1, 1)): (16, 20), ((0, 1), (1, -1)): (4, 10)}), [])


def test_a_sum_that_contradicts_that_a_part_never_exceeds_its_whole():
    exceeds = {((0, 1), (1, -1)): (-10, -1)}
    assert is_empty(box([(0, 10), (0, 10)], exceeds), [(1, 0)])
    assert not is_empty(box([(0, 10), (0, 10)], exceeds), [(0, 1)])


def test_a_box_with_a_completion_is_never_called_empty():
    random = Random(5)
    found = {True: 0, False: 0}
    for _ in range(2_000):
        values = [tuple(sorted((random.randint(0, 4), random.randint(0, 4)))) for _ in range(3)]
        forms = {}
        for _ in range(random.randint(1, 3)):
            pair = sorted(random.sample(range(3), 2))
            form = ((pair[0], random.choice((1, 2))), (pair[1], random.choice((-2, -1, 1, 2))))
            forms[form] = tuple(sorted((random.randint(-6, 10), random.randint(-6, 10))))
        ordered = [tuple(random.sample(range(3), 2))] if random.random() < 0.5 else []
        points = product(*(range(low, high + 1) for low, high in values))
        possible = any(
            all(a <= sum(f * p[n] for n, f in form) <= b for form, (a, b) in forms.items())
            and all(p[small] <= p[large] for small, large in ordered)
            for p in points
        )
        empty = is_empty(box(values, forms), ordered)
        assert not (possible and empty)
        found[possible or empty] += 1
    assert found[True] > 20 * found[False]
