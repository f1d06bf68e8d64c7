"""Places: which codes there were in a year, what they were called."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum import numdb

from eligibility.law import places

DAY = date(2022, 8, 1)


@pytest.mark.parametrize(
    ("code", "name", "full"),
    [
        ("320000", "江苏省", "江苏省"),
        ("320100", "南京市", "江苏省南京市"),
        ("320106", "南京市鼓楼区", "江苏省南京市鼓楼区"),
        ("360733", "会昌县", "江西省赣州市会昌县"),
        ("310000", "上海市", "上海市"),
        ("310104", "上海市徐汇区", "上海市徐汇区"),
        ("310100", "上海市市辖区", "上海市市辖区"),
        ("429004", "仙桃市", "湖北省仙桃市"),
        ("659001", "石河子市", "新疆维吾尔自治区石河子市"),
        ("810000", "香港特别行政区", "香港特别行政区"),
    ],
)
def test_a_place_is_called_by_its_name(code, name, full):
    assert places.exists(code, DAY)
    assert places.label(code, DAY) == name
    assert places.label(code, DAY, full=True) == full
    assert places.label(code, DAY, "en") == f"{name} ({code})"


@pytest.mark.parametrize("code", ["", "32010", "3201000", "999999", "329999", "３２０１００", "32010a", "000000"])
def test_what_is_no_code_is_no_place(code):
    assert not places.exists(code, DAY)
    assert places.label(code, DAY) == code


@pytest.mark.parametrize(("year", "there"), [(1981, False), (1982, True), (1999, True), (2000, False)])
def test_a_code_is_there_only_in_its_years(year, there):
    assert places.exists("110221", date(year, 6, 1)) is there
    assert places.label("110221", date(year, 6, 1)) == "昌平县"


def test_a_code_may_change_its_name():
    assert places.label("120110", date(1990, 1, 1)) == "天津市东郊区"
    assert places.label("120110", date(1995, 1, 1)) == "天津市东丽区"


def test_a_code_is_not_taken_from_another_province():
    assert places.exists("360733", DAY)
    assert not places.exists("350733", DAY)
    assert not places.exists("820733", DAY)


@pytest.mark.parametrize("name", ["南京", "南京市", "江苏省南京市"])
def test_a_name_leads_to_its_code(name):
    assert places.codes_of(name, DAY) == ("320100",)


def test_a_name_may_lead_to_several():
    assert "320106" in places.codes_of("鼓楼区", DAY)
    assert len(places.codes_of("鼓楼区", DAY)) > 2
    assert places.codes_of("赣州市会昌县", DAY) == places.codes_of("会昌", DAY) == ("360733",)
    assert places.codes_of("无此地", DAY) == ()
    assert places.codes_of("昌平县", DAY) == ()


def test_the_first_place_exists():
    assert places.exists(places.first(DAY), DAY)


def test_reading_agrees_with_the_package_that_carries_the_codes():
    table = numdb.get("cn/loc")
    for code in ["110101", "130425", "320100", "360733", "360103", "429004", "820000", "659009", "230227"]:
        found = {k: v for _, properties in table.info(code) for k, v in properties.items()}
        last = found["county"].rpartition("]")[2]
        year = (
            int(found["county"].rpartition("[")[2].partition("-")[0])
            if found["county"].startswith("[") and not found["county"].startswith("[-")
            else 1981
        )
        assert places.label(code, date(max(year, 1981), 1, 1), full=True).endswith(last)
