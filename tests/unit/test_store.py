"""Linked laws on disk: what is found is what was kept, and what is not as it was written is not found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import eligibility.store
from eligibility.api import Policies, bundled, load_policies
from eligibility.cli.main import main
from eligibility.store import MOST, Store, usual_store

PACK = Path(__file__).parents[1] / "conformance" / "pack"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DAY = "2024-06-30"


class Counting(Store):
    """Tells how often a law was found."""

    found = 0

    def find(self, name):
        deciding = super().find(name)
        self.found += deciding is not None
        return deciding


@pytest.fixture
def store(tmp_path):
    return Counting(tmp_path / "kept")


def law(store: Store, root: Path = PACK):
    return load_policies(root, only=True, store=store).at(place="320100", on=DAY)


def test_a_kept_law_is_the_law_that_was_linked(store):
    first, second = law(store), law(store)
    assert store.found == 1
    assert second.linked == first.linked
    assert second.digest == first.digest == law(Store(store.folder / "elsewhere")).digest
    assert second._deciding.compiled.module == first._deciding.compiled.module


@pytest.mark.parametrize("example", EXAMPLES[:4], ids=lambda e: e.stem)
def test_an_explanation_under_a_kept_law_has_the_same_bytes(example, store, monkeypatch, capsys):
    told = []
    for folder in ("off", str(store.folder), str(store.folder)):
        monkeypatch.setenv("ELIGIBILITY_CACHE", folder)
        assert main(["explain", str(example), "--format", "json"]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] == told[2]
    assert len(list(store.folder.iterdir())) == 1


def changed_pack(tmp_path: Path) -> Path:
    import shutil

    root = tmp_path / "pack"
    shutil.copytree(PACK, root)
    return root


def test_a_law_is_not_found_once_a_policy_file_changed(store, tmp_path):
    root = changed_pack(tmp_path)
    law(store, root)
    file = next(root.rglob("programs/aid.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    law(store, root)
    assert store.found == 0


def test_another_place_day_or_engine_is_another_law(store, monkeypatch):
    policies = load_policies(PACK, only=True, store=store)
    policies.at(place="320100", on=DAY)
    policies.at(place="320500", on=DAY)
    policies.at(place="320100", on="2024-07-01")
    monkeypatch.setattr(eligibility.store, "engine", lambda: "another")
    later = Counting(store.folder)  # of another process
    law(later)
    assert store.found == later.found == 0
    assert len(list(store.folder.iterdir())) == 4


def test_the_engine_is_named_by_its_files(tmp_path, monkeypatch):
    monkeypatch.setattr(eligibility.store, "__file__", str(tmp_path / "store.py"))
    (tmp_path / "one.py").write_text("1", encoding="utf-8")
    before = eligibility.store.engine()
    (tmp_path / "one.py").write_text("22", encoding="utf-8")
    assert eligibility.store.engine() != before


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b"", lambda data: data[:40] + b"x" + data[41:]])
def test_a_damaged_file_is_not_read_and_written_anew(damage, store):
    law(store)
    (path,) = store.folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    law(store)
    assert store.found == 0
    assert path.read_bytes() == whole


def test_what_somebody_else_wrote_is_not_read(store, monkeypatch):
    law(store)
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)
    law(store)
    assert store.found == 0


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = Counting(tmp_path / "file" / "kept")
    law(store)
    law(store)
    assert store.found == 0


def test_only_the_laws_used_last_stay(store):
    store.folder.mkdir()
    for number in range(MOST):
        old = store.folder / f"{number}.law"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    law(store)
    left = {p.name for p in store.folder.iterdir()}
    assert len(left) == MOST
    assert "0.law" not in left
    assert "1.law" in left


def test_a_mistake_in_a_policy_file_is_told_every_time(store, tmp_path):
    from eligibility.diagnostics.errors import PolicyError

    root = changed_pack(tmp_path)
    next(root.rglob("programs/aid.yaml")).write_text("program: aid\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PolicyError):
            law(store, root)
    assert store.found == 0


def test_where_laws_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(tmp_path))
    found = usual_store()
    assert found is not None
    assert found.folder == tmp_path
    monkeypatch.delenv("ELIGIBILITY_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = usual_store()
    assert found is not None
    assert found.folder == tmp_path / "cache" / "eligibility"


@pytest.mark.parametrize("off", ["", "0", "off", "OFF"])
def test_keeping_is_switched_off(off, monkeypatch):
    monkeypatch.setenv("ELIGIBILITY_CACHE", off)
    assert usual_store() is None


def test_the_library_keeps_nothing_unless_asked(monkeypatch, tmp_path):
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(tmp_path / "kept"))
    assert isinstance(load_policies(PACK, only=True), Policies)
    load_policies(PACK, only=True).at(place="320100", on=DAY)
    assert not (tmp_path / "kept").exists()
    assert bundled().is_dir()
