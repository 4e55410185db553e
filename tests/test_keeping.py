"""What is kept, and what goes for it."""

from __future__ import annotations

from careercenter.keeping import Kept


def test_the_one_that_nobody_asked_for_the_longest_goes_first() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.keep("first", 1)
    kept.keep("second", 2)
    assert kept.get("first") == 1
    kept.keep("third", 3)
    assert [kept.get(key) for key in ("first", "second", "third")] == [1, None, 3]


def test_a_thing_takes_the_place_of_the_one_kept_under_its_name() -> None:
    kept: Kept[str, int] = Kept(2)
    for number in (1, 2, 3):
        assert kept.keep("one", number) == number
    kept.keep("other", 4)
    assert dict(kept.all()) == {"one": 3, "other": 4}
    kept.clear()
    assert (kept.get("one"), kept.all()) == (None, [])


def test_things_are_weighed_where_a_size_is_given() -> None:
    kept: Kept[str, str] = Kept(10, size=len)
    kept.keep("four", "aaaa")
    kept.keep("five", "bbbbb")
    kept.keep("three", "ccc")
    assert dict(kept.all()) == {"five": "bbbbb", "three": "ccc"}
    assert kept.keep("eleven", "d" * 11) == "d" * 11
    assert kept.get("eleven") is None
    assert kept.get("five") == "bbbbb"
