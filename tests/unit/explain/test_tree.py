from __future__ import annotations

from collections.abc import Iterator

from eligibility.explain.tree import Tree, TreeNode
from tests.unit.explain.small import decided, member, outcome, record


def walk(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for child in node.children:
        yield from walk(child)


def tree(program: str, *members: dict[str, object], subject: str = "household", **household: object) -> TreeNode:
    result, reader = decided(*members, **household)
    return Tree(record(result, reader)).of(outcome(result, program, subject))


def test_every_node_leads_to_a_rule_with_its_place_in_the_law() -> None:
    for node in walk(tree("aid", member("a", wage=500))):
        assert node.path
        assert node.under.origin.path
        assert node.under.origin.file


def test_the_leaves_are_facts_and_values_with_their_paths() -> None:
    paths = {n.path for n in walk(tree("aid", member("a", wage=500)))}
    assert {"members[a].wage", "members[a].in_hospital", "household.rent", "standard@"} <= {
        p.partition(".x")[0] for p in paths
    }


def test_a_definition_is_drawn_once_and_shared() -> None:
    found = [n for n in walk(tree("aid", member("a"))) if n.path == "household.family_income"]
    assert len(found) >= 2
    assert all(n.children is found[0].children for n in found)


def test_in_a_failed_all_only_what_failed_matters() -> None:
    top = tree("aid", member("a", wage=5000))
    assert [(n.path, n.matters) for n in top.children if n.kind == "condition"] == [
        ("aid.conditions.income_below_line", True),
        ("aid.conditions.checked", False),
    ]


def test_in_a_true_all_everything_matters() -> None:
    top = tree("aid", member("a", wage=500))
    assert all(n.matters for n in top.children)


def test_of_a_true_any_what_held_matters() -> None:
    condition = tree("care", member("a", born="1950-01-01"), subject="members[a]").children[0]
    assert [n.matters for n in condition.children] == [True, False]


def test_a_person_left_out_of_a_list_is_shown_and_not_opened() -> None:
    elements = [n for n in walk(tree("aid", member("a"), member("b", in_hospital=True))) if n.kind == "element"]
    by_path = {n.path: n for n in elements}
    assert by_path["members[a]"].children
    assert by_path["members[b]"].truth == 2
    assert not by_path["members[b]"].children


def test_what_was_presumed_is_marked() -> None:
    result, reader = decided(member("a", in_hospital=None), otherwise="ordinary")
    found = Tree(record(result, reader)).of(outcome(result, "aid"))
    assert {n.path for n in walk(found) if n.presumed} == {"members[a].in_hospital"}
