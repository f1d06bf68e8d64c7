from __future__ import annotations

import pytest

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.policy.yaml import Mapping, Node, Scalar, Sequence, load, read_source


def loaded(text: str, name: str = "f.yaml") -> Node:
    problems = Problems()
    node = load(Source(name, text), problems)
    assert not list(problems)
    assert node is not None
    return node


def mistakes(text: str, name: str = "f.yaml") -> list[Problem]:
    problems = Problems()
    load(Source(name, text), problems)
    return list(problems)


def scalar(text: str) -> Scalar:
    """The value of the first key."""
    node = loaded(text)
    assert isinstance(node, Mapping)
    value = node.items[0][1]
    assert isinstance(value, Scalar)
    return value


def written(value: Scalar, part: str) -> str:
    """What stands in the file where a part of the text was found."""
    start = value.text.index(part)
    span = value.at(start, start + len(part))
    assert span is not None
    return span.source.text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "a: one 低保 three\n",
        "a: 'one 低保 three'\n",
        'a: "one 低保 three"\n',
        "a: |\n    one\n    低保 three\n",
        "a: |2-\n   one\n  低保 three\n",
        "a: >\n  one\n  低保\n  three\n",
        "a: one\n  低保\n  three\n",
        "a: 'it''s 低保 here'\n",
        'a: "tab\\t \\u4e00 低保 \\\n   end"\n',
        "a: | # 低保 in a comment\n  x\n  低保\n",
    ],
)
def test_a_part_of_a_text_is_found_in_the_file(text: str) -> None:
    value = scalar(text)
    span = value.at(value.text.index("低"), value.text.index("低") + 2)
    assert span is not None
    assert written(value, "低保") == "低保"
    assert span.start == text.rindex("低保")


def test_an_escape_is_found_whole() -> None:
    value = scalar('a: "x \\u4f4e y"\n')
    assert written(value, "低") == "\\u4f4e"


def test_a_doubled_quote_is_found_whole() -> None:
    assert written(scalar("a: 'it''s'\n"), "'") == "''"


def test_a_block_is_marked_from_its_first_character() -> None:
    span = scalar("a: |\n    one\n    two\n").span
    assert span is not None
    assert (span.line, span.column) == (2, 5)


def test_scalars_are_not_typed() -> None:
    node = loaded("- 12:30\n- no\n- 1_000\n- 0o7\n- '5'\n- null\n")
    assert isinstance(node, Sequence)
    assert [(s.text, s.quoted) for s in node.items if isinstance(s, Scalar)] == [
        ("12:30", False), ("no", False), ("1_000", False), ("0o7", False), ("5", True), ("null", False),
    ]  # fmt: skip


def test_a_repr_shows_no_value() -> None:
    node = loaded("name: 张三\nwages: [1234]\n")
    assert "张三" not in repr(node)
    assert "1234" not in repr(node)
    assert isinstance(node, Mapping)
    assert "张三" not in repr(node.items[0][1])


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("a：1\nb: 2\n", "fullwidth_colon", "1:2"),
        ("a: 1\nb：2\nc: 3\n", "fullwidth_colon", "2:2"),
        ("a: 1\n  b：2\n", "fullwidth_colon", "2:4"),
        ("a: {b：1, c: 2}\n", "fullwidth_colon", "1:6"),
        ("a:　1\nb: 2\n", "wide_space", "1:3"),
        ("　a: 1\n", "wide_space", "1:1"),
        ("a: 1\n\tb: 2\n", "tab", "2:1"),
        ('a: "x\nb: y\n', "open_quote", "1:4"),
        ("a: 'x\nb: 'y'\n", "open_quote", "1:4"),
        ("a: 'x' y\n", "text_after_quote", "1:8"),
        ("a: b: c\n", "colon_in_text", "1:5"),
        ("a: [1, 2\nb: 3\n", "open_bracket", "1:4"),
        ("a: @x\n", "odd_start", "1:4"),
        ("a: - x\n", "list_beside_key", "1:4"),
        ("  a: 1\nb: 2\n", "wrong_indent", "2:1"),
        ("a: 1\n& b: 2\n", "odd_start", "2:1"),
        ("a:\n  b: 1\n c: 2\n", "wrong_indent", "3:2"),
        ("a: 1\nb\nc: 2\n", "missing_colon", "2:1"),
        ('a: "\\q"\n', "unknown_escape", "1:5"),
        ("a: !!python/name:os.system\n", "yaml_tag", "1:4"),
        ("a: *b\n", "unknown_alias", "1:4"),
        ("a: &b [*b]\n", "unknown_alias", "1:8"),
        ("a: {zh: x, y, en: z}\n", "key_without_value", "1:12"),
        ("a: 1\na: 2\n", "duplicate_key", "2:1"),
        ("[a]: 1\n", "key_not_text", "1:1"),
        ("a: 1\n---\nb: 2\n", "several_documents", "2:1"),
        ("", "empty_document", "1:1"),
        ("# nothing\n", "empty_document", "1:1"),
    ],
)
def test_a_slip_is_named_at_its_place(text: str, kind: str, at: str) -> None:
    found = mistakes(text)
    assert [(p.kind, p.span and p.span.place()) for p in found] == [(kind, f"f.yaml:{at}")]


def test_every_doubled_key_of_a_file_is_found() -> None:
    assert [p.kind for p in mistakes("a: 1\na: 2\nb: {c: 1, c: 2}\n")] == ["duplicate_key", "duplicate_key"]


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, '{"a":' * 10_000])
def test_ten_thousand_levels_are_refused(text: str) -> None:
    assert [p.kind for p in mistakes(text)] == ["too_deep"]


def test_many_levels_of_blocks_are_refused() -> None:
    text = "\n".join("  " * i + "a:" for i in range(1000))
    assert [p.kind for p in mistakes(text)] == ["too_deep"]


def test_an_alias_bomb_is_refused() -> None:
    lines = ["- &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert [p.kind for p in mistakes("\n".join(lines))] == ["too_many_aliases"]


def test_a_plain_alias_repeats_what_it_names() -> None:
    node = loaded("a: &x {b: 1}\nc: *x\n")
    assert isinstance(node, Mapping)
    assert node.get("a") is node.get("c")


def test_json_gives_the_same_nodes() -> None:
    text = '{"name": "\\u5f20\\ud83d\\ude00", "sum": 12.50, "list": [true, null, "x"], "empty": {}}'
    node = loaded(text, "f.json")
    assert isinstance(node, Mapping)
    name, total, items, empty = (value for _, value in node.items)
    assert isinstance(name, Scalar)
    assert (name.text, name.quoted) == ("张😀", True)
    assert written(name, "😀") == "\\ud83d\\ude00"
    assert isinstance(total, Scalar)
    assert (total.text, total.quoted) == ("12.50", False)
    assert isinstance(items, Sequence)
    assert [i.text for i in items.items if isinstance(i, Scalar)] == ["true", "null", "x"]
    assert isinstance(empty, Mapping)


@pytest.mark.parametrize(
    ("text", "kind", "column"),
    [
        ('{"a": 1,}', "json_syntax", 9),
        ('{"a" 1}', "json_syntax", 6),
        ("[1 2]", "json_syntax", 4),
        ("[1, 02]", "json_syntax", 5),
        ('{"a": 1} x', "json_syntax", 10),
        ('{"a": NaN}', "json_syntax", 7),
        ('["x]', "open_quote", 2),
        ('{"a": 1, "a": 2}', "duplicate_key", 10),
        ("{'a': 1}", "json_syntax", 2),
    ],
)
def test_a_slip_in_json_is_named_at_its_place(text: str, kind: str, column: int) -> None:
    assert [(p.kind, p.span and p.span.column) for p in mistakes(text, "f.json")] == [(kind, column)]


def test_a_yaml_mapping_in_braces_is_no_broken_json() -> None:
    node = loaded("{a: 1, b: [x, y]}", "<stdin>")
    assert isinstance(node, Mapping)
    assert [k.text for k, _ in node.items] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "kind", "encoding"),
    [
        ("家庭".encode("gb18030"), "not_utf8", "GB18030"),
        ("家庭".encode("utf-16"), "not_utf8", "UTF-16"),
        ("a: b".encode("utf-16-le"), "not_utf8", "UTF-16"),
        (b"\xff\xff\xff", "not_utf8", ""),
    ],
)
def test_other_encodings_are_named(data: bytes, kind: str, encoding: str) -> None:
    problems = Problems()
    assert read_source("f", data, problems) is None
    assert [(p.kind, p.args["encoding"]) for p in problems] == [(kind, encoding)]


def test_control_characters_are_refused_and_a_byte_order_mark_is_not() -> None:
    problems = Problems()
    assert read_source("f", b"a: \x00b", problems) is None
    assert [p.kind for p in problems] == ["control_character"]
    source = read_source("f", b"\xef\xbb\xbfa: b", Problems())
    assert source is not None
    assert source.text == "a: b"


def test_a_large_file_is_not_read() -> None:
    problems = Problems()
    assert read_source("f", b" " * 4_000_001, problems) is None
    assert [p.kind for p in problems] == ["too_large"]
