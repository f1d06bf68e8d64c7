"""What each function gives, written as FEEL: the left side equals the right. Most are the examples of the standard's own tables."""

from __future__ import annotations

import pytest

from eligibility import feel

CONVERSION = """
date("2012-12-25") - date("2012-12-24") = duration("P1D")
date(date and time("2012-12-25T11:00:00Z")) = date("2012-12-25")
date(date("2012-12-25")) = date("2012-12-25")
date(2012, 12, 25) = date("2012-12-25")
date(year: 2012, day: 25, month: 12) = date("2012-12-25")
date and time("2012-12-24T23:59:00") = date and time(date("2012-12-24"), time("23:59:00"))
date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00")
time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")
time(date and time("2012-12-25T11:00:00Z")) = time("11:00:00Z")
time(date("2012-12-25")) = time("00:00:00Z")
time("23:59:00z") = time(23, 59, 0, duration("PT0H"))
string(time(11, 59, 45.25, duration("-PT2H45M55S"))) = "11:59:45.25-02:45:55"
number("1 000,0", " ", ",") = number("1,000.0", ",", ".")
number("-.5E1", null, null) = -5
string(1.1) = "1.1"
string(null) = null
string(duration("P1Y")) = "P1Y"
duration("P2Y2M") = duration("P26M")
years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")
range("[18..21)") = [18..21)
range("[2..)") = (>= 2)
range("(..2)") = (< 2)
range("]\\"a\\" .. \\"b\\"[") = ("a".."b")
range("[@\\"2020-01-01\\"..date(\\"2020-02-01\\")]") = [date("2020-01-01")..date("2020-02-01")]
range("[-1.5..2e3]") = [-1.5..2000]
"""
BOOLEANS = """
not(true) = false
not([true]) = false
all([false, null, true]) = false
all(true) = true
all([]) = true
any([false, null, true]) = true
any(false, false) = false
any([]) = false
"""
STRINGS = """
substring("foobar", 3) = "obar"
substring("foobar", 3, 3) = "oba"
substring("foobar", -2, 1) = "a"
substring("foobar", 3, 3.8) = "oba"
substring("\\U01F40Eab", 2) = "ab"
string length("\\U01F40Eab") = 3
upper case("aBc4") = "ABC4"
lower case("aBc4") = "abc4"
substring before("foobar", "bar") = "foo"
substring before("foobar", "xyz") = ""
substring before("abc", "") = ""
substring after("foobar", "ob") = "ar"
substring after("", "a") = ""
substring after("abc", "") = "abc"
replace("banana", "a", "o") = "bonono"
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"
contains("foobar", "of") = false
contains(["foobar"], "of") = false
starts with("foobar", "fo") = true
ends with("foobar", "r") = true
matches("foobar", "^fo*b") = true
split("John Doe", "\\\\s") = ["John", "Doe"]
split("a;b;c;;", ";") = ["a", "b", "c", "", ""]
string join(["a", "b", "c"], "_and_") = "a_and_b_and_c"
string join(["a", null, "c"], "X") = "aXc"
string join([], "X") = ""
string join("a") = "a"
"""
NUMBERS = """
decimal(1/3, 2) = .33
decimal(1.5, 0) = 2
decimal(2.5, 0) = 2
decimal(1/3, 2.5) = .33
string(decimal(1, 2)) = "1.00"
floor(1.5) = 1
floor(-1.56, 1) = -1.6
ceiling(-1.56, 1) = -1.5
round up(-1.126, 2) = -1.13
round up(5.5, 6176) = 5.5
string(round up(5.5, -2)) = "100"
round down(-1.126, 2) = -1.12
round half up(-5.5, 0) = -6
round half down(5.5, 0) = 5
round half down(-1.126, 2) = -1.13
abs(-10) = 10
abs(@"-PT5H") = @"PT5H"
abs(@"-P1Y") = @"P1Y"
modulo(12, 5) = 2
modulo(-12, 5) = 3
modulo(12, -5) = -3
modulo(-12, -5) = -2
modulo(10.1, 4.5) = 1.1
modulo(-10.1, 4.5) = 3.4
modulo(10.1, -4.5) = -3.4
modulo(1e40, 3) = 1
sqrt(16) = 4
decimal(log(10), 11) = 2.30258509299
decimal(exp(5), 12) = 148.413159102577
odd(5) = true
odd(-1) = true
odd(2.0) = false
even(5) = false
even(1e6000) = true
"""
AGGREGATES = """
count([1, 2, 3]) = 3
count([]) = 0
count([1, [2, 3]]) = 2
count(1) = 1
min([1, 2, 3]) = 1
min(1) = 1
max(1, 2, 3) = 3
max("a", "c", "b") = "c"
min(@"2024-01-02", @"2024-01-01") = @"2024-01-01"
sum([1, 2, 3]) = 6
sum(1, 2, 3) = 6
mean([1, 2, 3]) = 2
mean(1) = 1
product([2, 3, 4]) = 24
median(8, 2, 5, 3, 4) = 4
median([6, 1, 2, 3]) = 2.5
stddev(2, 4, 7, 5) = 2.081665999466132735282297706979931
mode(6, 3, 9, 6, 6) = [6]
mode([6, 1, 9, 6, 1]) = [1, 6]
mode([]) = []
"""
LISTS = """
list contains([1, 2, 3], 2) = true
list contains([1, null], null) = true
list contains([1, [2]], [2]) = true
list contains([1, "2"], 2) = false
sublist([4, 5, 6], 1, 2) = [4, 5]
sublist([4, 5, 6], -2) = [5, 6]
append([1], 2, 3) = [1, 2, 3]
append(1, null) = [1, null]
concatenate([1, 2], [3]) = [1, 2, 3]
concatenate([1, 2], 3) = [1, 2, 3]
insert before([1, 3], 1, 2) = [2, 1, 3]
insert before([1, 3], -1, 2) = [1, 2, 3]
remove([1, 2, 3], 2) = [1, 3]
remove([1, 2, 3], -1) = [1, 2]
list replace([2, 4, 7, 8], 3, 6) = [2, 4, 6, 8]
list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) = [5, 5, 7, 8]
reverse([1, 2, 3]) = [3, 2, 1]
index of([1, 2, 3, 2], 2) = [2, 4]
index of([1, null], null) = [2]
union([1, 2], [2, 3]) = [1, 2, 3]
distinct values([1, 2, 3, 2, 1]) = [1, 2, 3]
distinct values([1, "1", 1.0, null, null, [1], [1.0], {a: 1}, {a: 1}]) = [1, "1", null, [1], {a: 1}]
distinct values([@"10:00:00Z", @"11:00:00+01:00"]) = [@"10:00:00Z"]
duplicate values([1, 2, 3, 2, 1, 1]) = [2, 1]
flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]
sort([3, 1, 4, 5, 2], function(x, y) x < y) = [1, 2, 3, 4, 5]
sort(list: ["b", "a"], precedes: function(x, y) x < y) = ["a", "b"]
"""
TEMPORAL = """
day of year(date(2019, 9, 17)) = 260
day of week(date(2019, 9, 17)) = "Tuesday"
month of year(@"2019-09-17T10:00:00") = "September"
week of year(date(2003, 12, 29)) = 1
week of year(date(2005, 1, 1)) = 53
week of year(date(2005, 1, 9)) = 1
is(date("2012-12-25"), time("23:00:50")) = false
is(date("2012-12-25"), date("2012-12-25")) = true
is(time("23:00:50z"), time("23:00:50")) = false
is(time("23:00:50z"), time("23:00:50+00:00")) = true
is(null, null) = true
is(1, 1.0) = false
"""
CONTEXTS = """
get value({key1: "value1"}, "key1") = "value1"
get value({key1: "value1"}, "unexistent-key") = null
get entries({a: 1, b: 2}) = [{key: "a", value: 1}, {key: "b", value: 2}]
context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}]) = {a: 1, b: 2}
context({key: "a", value: null}) = {a: null}
context put({x: 1, y: 0}, "y", 2) = {x: 1, y: 2}
context put({x: 1}, ["y"], 2) = {x: 1, y: 2}
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}
string(context put({x: 1, y: 0, z: 0}, "y", 2)) = "{x: 1, y: 2, z: 0}"
context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}
"""
ALL = (CONVERSION, BOOLEANS, STRINGS, NUMBERS, AGGREGATES, LISTS, TEMPORAL, CONTEXTS)


@pytest.mark.parametrize("example", [line for family in ALL for line in family.strip().splitlines()])
def test_an_example_holds(example: str) -> None:
    assert feel.evaluate(example) is True
