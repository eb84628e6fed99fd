"""The path through a form follows from its answers."""

from portaal.core.journey import Route, Stap

ROUTE = Route(
    [
        Stap("inkomen", lambda a: "inkomen" in a),
        Stap("kwijtschelding", lambda a: "kwijtschelding" in a, geldt=lambda a: a.get("inkomen") == "weinig"),
        Stap("bedrag", lambda a: "bedrag" in a),
        Stap("nakijken", lambda _: False),
    ]
)


def test_a_step_that_does_not_apply_is_not_on_the_path() -> None:
    assert ROUTE.path({"inkomen": "genoeg"}) == ["inkomen", "bedrag", "nakijken"]
    assert ROUTE.path({"inkomen": "weinig"}) == ["inkomen", "kwijtschelding", "bedrag", "nakijken"]


def test_one_cannot_go_further_than_the_first_question_without_an_answer() -> None:
    assert ROUTE.furthest({}) == "inkomen"
    assert not ROUTE.is_reachable("nakijken", {"inkomen": "genoeg"})
    assert ROUTE.is_reachable("inkomen", {"inkomen": "genoeg", "bedrag": 1})


def test_back_and_on_follow_the_path() -> None:
    antwoorden = {"inkomen": "weinig"}
    assert ROUTE.previous("bedrag", antwoorden) == "kwijtschelding"
    assert ROUTE.previous("inkomen", antwoorden) is None
    assert ROUTE.following("nakijken", antwoorden) is None
    assert ROUTE.progress("bedrag", antwoorden) == (3, 4)
