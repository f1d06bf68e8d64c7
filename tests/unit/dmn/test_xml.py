"""Elements know where they stand; what could do harm is refused where it begins."""

from __future__ import annotations

import pytest

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.dmn import xml
from eligibility.dmn.xml import Element, load


def read(text: str | bytes) -> tuple[Element | None, list[Problem]]:
    problems = Problems()
    data = text if isinstance(text, bytes) else text.encode()
    return load("m.dmn", data, problems), list(problems)


def root(text: str | bytes) -> Element:
    found, problems = read(text)
    assert found is not None
    assert problems == []
    return found


def refused(text: str | bytes) -> tuple[str, str]:
    found, (problem,) = read(text)
    assert found is None
    return problem.kind, problem.span.place() if problem.span else ""


def test_an_element_has_its_namespace_attributes_and_place() -> None:
    found = root('<d:a xmlns:d="urn:x" n="1">\n  <d:b/>\n</d:a>')
    (child,) = found.children
    assert (found.namespace, found.name, found.get("n"), found.get("xmlns:d")) == ("urn:x", "a", "1", "urn:x")
    assert child.span.place() == "m.dmn:2:3"
    assert found.of("n").place() == "m.dmn:1:25"


def test_a_child_of_another_namespace_is_not_ours() -> None:
    found = root('<a xmlns="urn:x" xmlns:y="urn:y"><y:text>no</y:text><text>yes</text></a>')
    child = found.child("text")
    assert child is not None
    assert child.text == "yes"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_character_of_a_text_has_its_place(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<规则 名="收入">\n收入 &lt; 标准 and\n  x</规则>'
    found = root(text.encode(encoding))
    assert found.text == "\n收入 < 标准 and\n  x"
    assert found.at(4, 5).place() == "m.dmn:3:4"
    start = found.text.index("标准")
    span = found.at(start, start + 2)
    assert (span.place(), found.source.text[span.start : span.end]) == ("m.dmn:3:9", "标准")
    assert found.at(len(found.text) - 1, len(found.text)).place() == "m.dmn:4:3"


def test_lines_may_end_as_in_windows_and_text_may_be_in_sections() -> None:
    found = root("<a>one\r\n<![CDATA[x < ]]>y</a>")
    assert found.text == "one\nx < y"
    assert found.at(found.text.index("y"), len(found.text)).place() == "m.dmn:2:17"


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ('<!DOCTYPE a [<!ENTITY e "x">]>\n<a>&e;</a>', "xml_doctype", "m.dmn:1:1"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml_doctype", "m.dmn:1:1"),
        ("<a>\n 说明 &nbsp;</a>", "xml_entity", "m.dmn:2:5"),
        ("<a>\n <b></c>\n</a>", "xml_wrong_end_tag", "m.dmn:2:7"),
        ("<a>\n <b>", "xml_ends_early", "m.dmn:2:4"),
        ("<a>x < 5</a>", "not_xml", "m.dmn:1:7"),
        ("<a/>\n<b/>", "xml_after_end", "m.dmn:2:1"),
        ('<a n="1" n="2"/>', "xml_attribute_twice", "m.dmn:1:10"),
        ("<p:a/>", "xml_prefix", "m.dmn:1:1"),
        ("", "empty_document", "m.dmn:1:1"),
        ("这不是模型", "not_xml", "m.dmn:1:1"),
        ("\x00\x01", "not_xml", "m.dmn:1:1"),
    ],
)
def test_what_is_no_xml_is_told_where_it_stops_to_be(text: str, kind: str, place: str) -> None:
    assert refused(text) == (kind, place)


def test_a_file_in_another_encoding_than_it_declares_is_refused() -> None:
    assert refused("<a>收入</a>".encode("gb18030")) == ("xml_encoding", "")
    assert refused(b'<?xml version="1.0" encoding="rot13"?><a/>') == ("xml_encoding", "")
    assert refused(b'<?xml version="1.0" encoding="no-such"?><a/>') == ("xml_encoding", "")


def test_ten_thousand_levels_are_a_mistake_and_no_crash() -> None:
    assert refused("<a>" * 10_000 + "</a>" * 10_000) == ("too_deep", f"m.dmn:1:{3 * xml.MAX_XML_DEPTH + 1}")


def test_the_number_of_elements_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_XML_ELEMENTS", 3)
    assert refused("<a><b/><b/><b/></a>") == ("xml_too_many", "m.dmn:1:12")


def test_a_large_file_is_not_parsed() -> None:
    assert refused(b"<a>" + b" " * xml.MAX_FILE_BYTES) == ("too_large", "")
