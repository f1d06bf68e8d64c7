"""The language server as an editor starts it: its own process, spoken to over its pipes."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from tests.unit.editor.client import COMMAND, Client, Failed, applied, position
from tests.unit.editor.small import FILES, PROGRAM, pack

FILE, TESTS = "xx/programs/help.yaml", "xx/320100-nanjing/tests/help.yaml"
RENAMES = {
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}}
}


@pytest.fixture
def root(tmp_path):
    return pack(tmp_path / "法律 pack")


@pytest.fixture
def client(root):
    found = Client(root, lang="en", on="2022-08-01", capabilities=RENAMES)
    yield found
    assert found.close() == 0


def labels(found):
    return [item["label"] for item in found["items"]]


def test_an_author_writes_a_rule_with_it(root, client):
    """Diagnostics, completion, hover, definition, references, fix, rename, formatting and outline in one sitting."""
    file = root / FILE
    client.open(file)
    assert client.problems(file) == []

    wrong = PROGRAM.replace("< 标准线", "< 标准县")
    client.change(file, wrong)
    (problem,) = client.problems(file)
    assert problem["code"] == "E201"
    assert problem["message"] == "no fact, definition or parameter is called `标准县`\ndid you mean 标准线?"
    assert problem["range"] == {
        "start": position(wrong, wrong.index("标准县")),
        "end": position(wrong, wrong.index("标准县") + 3),
    }
    (action,) = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": file.as_uri()},
        range=problem["range"],
        context={"diagnostics": [problem]},
    )
    assert applied(wrong, action["edit"]["changes"][file.as_uri()]) == PROGRAM

    half = PROGRAM.replace("value: 月租金", "value: sum(members.)")
    client.change(file, half)
    assert {"wage", "月工资"} <= set(labels(client.at("textDocument/completion", file, half, "members.)", after=8)))

    client.change(file, PROGRAM)
    assert "900 yuan/month" in client.at("textDocument/hover", file, PROGRAM, "< 标准线", after=3)["contents"]["value"]
    first, *_ = client.at("textDocument/definition", file, PROGRAM, "value: 月租金", after=8)
    assert first == {
        "uri": (root / "xx/vocabulary/household.yaml").as_uri(),
        "range": {"start": {"line": 9, "character": 2}, "end": {"line": 9, "character": 6}},
    }
    found = client.at(
        "textDocument/references", file, PROGRAM, "members.wage", after=9, context={"includeDeclaration": True}
    )
    assert len(found) == 4

    edits = client.at("textDocument/rename", file, PROGRAM, "members.wage", after=9, newName="earnings")["changes"]
    assert "sum(members.earnings)" in applied(PROGRAM, edits[file.as_uri()])
    with pytest.raises(Failed, match="`rent` is the name of something else"):
        client.at("textDocument/rename", file, PROGRAM, "members.wage", after=9, newName="rent")

    loose = PROGRAM.replace("for_each: household", "for_each:    household").replace("grants:", "grants:   ")
    client.change(file, loose)
    assert (
        applied(
            loose,
            client.ask(
                "textDocument/formatting",
                textDocument={"uri": file.as_uri()},
                options={"tabSize": 2, "insertSpaces": True},
            ),
        )
        == PROGRAM
    )
    names = [s["name"] for s in client.ask("textDocument/documentSymbol", textDocument={"uri": file.as_uri()})]
    assert names == ["conditions", "grants"]


def test_a_parameter_is_renamed_with_its_files(root, client):
    file = root / FILE
    client.open(file)
    found = client.at("textDocument/rename", file, PROGRAM, "< 标准线", after=3, newName="threshold")["documentChanges"]
    moved = [(c["oldUri"], c["newUri"]) for c in found if c.get("kind") == "rename"]
    old = [root / "xx/parameters/line.yaml", root / "xx/320100-nanjing/parameters/line.yaml"]
    assert sorted(moved) == sorted((p.as_uri(), p.with_name("threshold.yaml").as_uri()) for p in old)


def test_an_editor_that_cannot_rename_files_is_told(root):
    client = Client(root, "--lang", "en")
    file = root / FILE
    client.open(file)
    with pytest.raises(Failed, match=r"the file line\.yaml must be renamed too"):
        client.at("textDocument/rename", file, PROGRAM, "< 标准线", after=3, newName="threshold")
    assert client.close() == 0


def test_a_test_is_run_by_its_lens_and_leaves_the_difference_as_a_problem(root, client):
    file, text = root / TESTS, FILES[TESTS].replace("monthly_help: 500", "monthly_help: 501")
    client.open(file, text)
    assert client.problems(file) == []
    lenses = client.ask("textDocument/codeLens", textDocument={"uri": file.as_uri()})
    assert [x["command"]["title"] for x in lenses] == [
        "▶ run all tests of this file",
        "▶ run this test",
        "▶ run this test",
    ]
    run = lenses[1]["command"]
    said = client.ask("workspace/executeCommand", command=run["command"], arguments=run["arguments"])
    assert said == "failed: 老人租房\nmonthly_help: expected 501, got 500.00"
    (problem,) = client.problems(file, bool)
    assert problem["message"] == said
    assert problem["range"]["start"]["line"] == text[: text.index("老人租房")].count("\n")
    assert any(m.get("method") == "window/showMessage" and m["params"]["message"] == said for m in client.told)
    client.change(file, FILES[TESTS])
    assert client.problems(file) == []


def test_what_a_change_breaks_in_another_file_is_shown_there(root, client):
    file, other = root / "xx/definitions/member.yaml", root / FILE
    client.open(file, FILES["xx/definitions/member.yaml"].replace("足岁", "实足年龄"))
    (problem,) = client.problems(other, bool)
    assert problem["code"] == "E201"
    client.change(file, FILES["xx/definitions/member.yaml"])
    assert client.problems(other, lambda found: not found) == []


def test_columns_are_units_of_utf_16(root, client):
    file, text = (
        root / FILE,
        PROGRAM.replace("zh: 租房补助", "zh: 𠮷田补助").replace(
            "value: 月租金", 'value: if "𠮷𠮷" = "𠮷" then 月租今 else 月租金'
        ),
    )
    client.open(file, text)
    (problem,) = client.problems(file, bool)
    start = position(text, text.index("月租今"))
    assert problem["range"]["start"] == start
    line = text.splitlines()[start["line"]]
    assert start["character"] == line.index("月租今") + 3  # three characters before it are two units each
    hover = client.at("textDocument/hover", file, text, "月租金\n    source", after=1)
    assert hover["range"]["start"] == position(text, text.index("月租金\n    source"))


def test_the_language_is_the_client_s(root):
    for options, locale, message in (
        ({}, "zh-CN", "没有叫"),
        ({}, "en-US", "no fact"),
        ({"lang": "zh"}, "en", "没有叫"),
    ):
        client = Client(root, locale=locale, **options)
        file = root / FILE
        client.open(file, PROGRAM.replace("< 标准线", "< 标准县"))
        (problem,) = client.problems(file, bool)
        assert message in problem["message"]
        assert client.close() == 0


BROKEN = (
    "",
    "{",
    "program: [",
    "\t",
    "a: &b [*b, *b]",
    "program: help\nconditions: 3",
    "\x00",
    "程序：x\n- y",
    "when: " + "(" * 3000,
    "- " * 500,
)


def test_no_text_ends_the_server(root, client):
    file = root / FILE
    client.open(file, PROGRAM)
    for text in BROKEN:
        client.change(file, text)
        for method in ("textDocument/hover", "textDocument/completion", "textDocument/definition"):
            client.ask(method, textDocument={"uri": file.as_uri()}, position={"line": 0, "character": 3})
        for method in ("textDocument/documentSymbol", "textDocument/codeLens"):
            client.ask(method, textDocument={"uri": file.as_uri()})
        assert client.problems(file, bool)
    client.change(file, PROGRAM)
    assert client.problems(file, lambda found: not found) == []


def test_what_others_change_on_disk_is_seen(root):
    client = Client(
        root, lang="en", capabilities={"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    )
    file, other = root / FILE, root / "xx/definitions/member.yaml"
    client.open(file)
    assert client.problems(file) == []
    asked = [m for m in client.told if m.get("method") == "client/registerCapability"]
    assert asked[0]["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
    other.write_text(FILES["xx/definitions/member.yaml"].replace("足岁", "实足年龄"), encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": other.as_uri(), "type": 2}])
    assert [p["code"] for p in client.problems(file, bool)] == ["E201"]
    client.tell("workspace/didChangeConfiguration", settings={"eligibility": {"lang": "zh"}})
    assert (
        "没有叫" in client.problems(file, lambda found: bool(found) and "没有叫" in found[0]["message"])[0]["message"]
    )
    assert client.close() == 0


def test_files_outside_any_pack_are_left_alone(tmp_path, client):
    file = tmp_path / "notes.yaml"
    client.open(file, "a: b: c")
    assert (
        client.ask("textDocument/hover", textDocument={"uri": file.as_uri()}, position={"line": 0, "character": 0})
        is None
    )
    assert client.ask("textDocument/codeLens", textDocument={"uri": file.as_uri()}) is None


def test_the_bundled_law_answers_a_keystroke_quickly():
    from tests.docs.pages import ROOT

    client = Client(ROOT)
    file = ROOT / "policies" / "cn" / "programs" / "minimum_income.yaml"
    text = file.read_text(encoding="utf-8")
    client.open(file)
    client.problems(file)
    times = []
    for number in range(5):
        client.change(
            file,
            text.replace("\nconditions:", f"\n# {number}\nconditions:", 1).replace(
                "for_each: household", "for_each: householdd"
            ),
        )
        started = time.perf_counter()
        assert len(client.problems(file)) == 1
        times.append(time.perf_counter() - started)
    assert client.close() == 0
    assert min(times) < 1.5  # 0.15 s on an idle machine


def test_without_its_package_the_command_names_the_extra():
    code = "import sys; sys.modules['pygls'] = None; from eligibility.cli.main import main; sys.exit(main(['lsp', '--lang', 'en']))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 2
    assert "[E750]" in done.stderr
    assert 'pip install "eligibility[lsp]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_it_ends_when_its_editor_goes_away():
    done = subprocess.run(COMMAND, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
