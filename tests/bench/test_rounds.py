"""Sides measured in turn, and what is said of them."""

from bench.rounds import Load, in_turn, middle, ratio, ratio_of_work, spread
from bench.table import Row


def test_each_side_begins_a_round_in_its_turn() -> None:
    asked: list[str] = []

    def side(name: str, rate: float) -> Load:
        asked.append(name)
        return Load(rate, 1.0, 2.0)

    found = in_turn({"a": lambda: side("a", 10), "b": lambda: side("b", 20)}, 2, "b")
    assert asked == ["a", "b", "b", "a"]
    assert ratio(found["a"], found["b"]) == 0.5


def test_a_baseline_that_wanders_is_measured_once_more_and_the_steadier_run_counts() -> None:
    rates = iter([10.0, 30.0, 10.0, 11.0])
    found = in_turn({"base": lambda: Load(next(rates), 1, 1)}, 2, "base")
    assert spread(found["base"]) == 1.1


def test_the_middle_is_the_median_of_each_figure() -> None:
    assert middle([Load(1, 9, 5, 3), Load(2, 8, 6, 2), Load(9, 1, 7, 1)]) == Load(2, 8, 6, 2)


def test_work_is_compared_by_the_servers_own_time() -> None:
    assert ratio_of_work([Load(1, 1, 1, cpu_us=200)], [Load(1, 1, 1, cpu_us=100)]) == 0.5


def test_a_row_is_met_not_met_or_not_judged() -> None:
    at_least = Row("x", "1", "2", 0.5, 1.2, "T1", at_least=0.55)
    assert at_least.verdict == "**not met**"
    assert Row("x", "1", "2", 0.6, 1.2, "T1", at_least=0.55).verdict == "met"
    assert Row("x", "1", "2", 0.6, 1.7, "T1", at_least=0.55).verdict.startswith("not judged")
    assert Row("x", "1", "2", 3.5, target="T1", at_most=3).verdict == "**not met**"
    assert Row("x", "1", "2", 3.5).verdict == "–"
