from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import find_packs, open_pack, read_all

from .packs import HOUSEHOLD, SOUND, opened, read, without_places, written

PROGRAM = (
    "program: aid\nlabel: {zh: 互助金, en: Aid}\nfor_each: household\nfrom: 2020-01-01\n"
    "conditions:\n  c: {when: true, source: A1 art. 1}\n"
)
LOCAL = "extends: aid\nconditions:\n  c: {when: false, source: A1 art. 2}\n"
CITY = {
    **SOUND,
    "programs/aid.yaml": PROGRAM,
    "320000-jiangsu/programs/aid.yaml": LOCAL,
    "320000-jiangsu/320100-nanjing/programs/aid.yaml": LOCAL,
    "310000-shanghai/programs/aid.yaml": "extends: [broken\n",
    "tests/aid.yaml": "program: aid\ncases: []\n",
    "320000-jiangsu/tests/aid.yaml": "program: aid\ncases: []\n",
}


def test_only_the_layers_asked_for_are_read(tmp_path: Path) -> None:
    problems = Problems()
    pack = opened(tmp_path, CITY).layers(["320100"], problems)
    assert [layer.place for layer in pack.layers] == [None, "320000", "320100"]
    assert not list(problems)


def test_a_broken_place_is_found_when_everything_is_read(tmp_path: Path) -> None:
    problems = Problems()
    pack = opened(tmp_path, CITY).everything(problems)
    assert [p.kind for p in problems] == ["open_bracket"]
    assert pack.unread == ("policies/cn/310000-shanghai/programs/aid.yaml",)


def test_a_layer_is_read_once_and_its_problems_are_said_each_time(tmp_path: Path) -> None:
    pack = opened(tmp_path, CITY)
    first, again = Problems(), Problems()
    one, two = pack.everything(first), pack.everything(again)
    assert one.layers[0] is two.layers[0]
    assert [p.kind for p in first] == [p.kind for p in again] != []


def test_files_are_named_as_the_user_wrote_the_folder(tmp_path: Path) -> None:
    pack = opened(tmp_path, SOUND)
    assert sorted(pack.files) == ["policies/cn/sources.yaml", "policies/cn/vocabulary/household.yaml"]


def test_the_folder_may_be_the_jurisdiction_itself(tmp_path: Path) -> None:
    root = written(tmp_path, SOUND)
    problems = Problems()
    pack = open_pack(root / "cn", problems)
    assert sorted(pack.files) == ["cn/sources.yaml", "cn/vocabulary/household.yaml"]
    assert len(pack.everything(problems).layers) == 1


def test_the_digest_is_over_names_and_bytes_but_not_over_tests(tmp_path: Path) -> None:
    digest = opened(tmp_path / "a", CITY).digest
    assert re.fullmatch("sha256:[0-9a-f]{64}", digest)
    assert opened(tmp_path / "b", {**CITY, "tests/aid.yaml": "cases: []\n"}).digest == digest
    assert opened(tmp_path / "c", {**CITY, "sources.yaml": SOUND["sources.yaml"] + "\n"}).digest != digest
    renamed = {name.replace("nanjing", "nanking"): text for name, text in CITY.items()}
    assert opened(tmp_path / "d", renamed).digest != digest


def test_case_files_come_with_the_place_of_their_folder(tmp_path: Path) -> None:
    found = opened(tmp_path, CITY).case_files()
    assert [(place, path.name) for place, path in found] == [(None, "aid.yaml"), ("320000", "aid.yaml")]


def test_pack_toml_names_the_pack(tmp_path: Path) -> None:
    root = written(tmp_path, SOUND)
    (root / "pack.toml").write_text('id = "cn-aid"\nversion = "2026.7"\n', encoding="utf-8")
    pack = open_pack(root, Problems())
    assert (pack.id, pack.version) == ("cn-aid", "2026.7")


def test_a_broken_pack_toml_is_a_problem(tmp_path: Path) -> None:
    root = written(tmp_path, SOUND)
    (root / "pack.toml").write_text("id = \n", encoding="utf-8")
    problems = Problems()
    open_pack(root, problems)
    assert [p.kind for p in problems] == ["bad_toml"]


@pytest.mark.parametrize(("name", "kind"), [("nowhere", "no_folder"), ("empty", "no_policies")])
def test_a_folder_without_policies_is_a_problem(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    problems = Problems()
    assert find_packs(tmp_path / name, problems) == []
    assert [p.kind for p in problems] == [kind]


def test_a_second_pack_builds_on_the_first(tmp_path: Path) -> None:
    base = opened(tmp_path / "base", {**SOUND, "programs/aid.yaml": PROGRAM})
    local = opened(tmp_path / "local", {"360000-jiangxi/programs/aid.yaml": LOCAL})
    problems = Problems()
    packs = read_all([base, local], problems)
    assert not list(problems)
    assert [layer.place for layer in packs[1].layers] == [None, "360000"]


def test_a_local_file_cannot_cite_a_neighbours_instrument(tmp_path: Path) -> None:
    files = {**CITY, "310000-shanghai/sources.yaml": SOUND["sources.yaml"].replace("A1", "S1")}
    files["310000-shanghai/programs/aid.yaml"] = LOCAL.replace("A1", "S1")
    assert read(tmp_path / "own", files)[1] == ()
    files["320000-jiangsu/programs/aid.yaml"] = LOCAL.replace("A1", "S1")
    assert [p.kind for p in read(tmp_path / "neighbour", files)[1]] == ["unknown_source"]


def test_records_can_be_pickled(tmp_path: Path) -> None:
    pack, _ = read(tmp_path, {**SOUND, "programs/aid.yaml": PROGRAM})
    assert without_places(pickle.loads(pickle.dumps(pack))) == without_places(pack)


def test_a_place_adds_a_fact_after_the_nations(tmp_path: Path) -> None:
    more = "subject: household\nfacts:\n  savings: {label: {zh: 存款, en: Savings}, type: yuan, range: 0..100}\n"
    pack, problems = read(tmp_path, {**SOUND, "320000-jiangsu/vocabulary/household.yaml": more})
    assert problems == ()
    assert list(pack.layers[1].facts["household"]) == ["savings"]


def test_facts_of_an_undeclared_subject_are_refused(tmp_path: Path) -> None:
    more = HOUSEHOLD.replace("subject: household\nlabel: {zh: 家庭, en: Household}", "subject: househld")
    _, problems = read(tmp_path, {**SOUND, "vocabulary/more.yaml": more})
    assert [(p.kind, p.args["nearest"]) for p in problems] == [("unknown_subject", "household")]
