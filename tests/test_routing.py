"""A route is found by its path's first part and length; what is found is what looking at all of them would find."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Match

from biztweet import app
from biztweet.routing import ByPath

ROUTES = app.every_route()
PARTS = sorted({part for route in ROUTES for part in getattr(route, "path", "").split("/") if "{" not in part})
_PATHS = st.lists(st.one_of(st.sampled_from(PARTS), st.sampled_from(["1", "a", "@minsu", "%"])), max_size=14).map(
    lambda parts: "/" + "/".join(parts)
)
_BY_PATH = ByPath(ROUTES)


@given(_PATHS, st.sampled_from(["GET", "POST", "DELETE"]))
def test_few_routes_are_looked_at_and_none_is_missed(path: str, method: str) -> None:
    scope = {"type": "http", "path": path, "method": method, "root_path": ""}

    def found(routes: object) -> list[object]:
        matches = [(route, route.matches(dict(scope))[0]) for route in routes]  # type: ignore[attr-defined]
        full = [route for route, match in matches if match is Match.FULL]
        return full[:1] or [route for route, match in matches if match is Match.PARTIAL][:1]

    assert found(_BY_PATH.router(path).routes) == found(ROUTES)


@given(_PATHS, st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]))
def test_what_answers_is_what_starlette_would_have_answer(path: str, method: str) -> None:
    scope = {"type": "http", "path": path, "method": method}
    matches = ((route, *route.matches(dict(scope))) for route in ROUTES)
    first = next(((route, more) for route, match, more in matches if match is Match.FULL), None)
    given = dict(scope)
    app = _BY_PATH.found(given)
    assert (app is None) == (first is None)
    if first is not None:
        assert app == first[0].app  # type: ignore[attr-defined]  # a BaseRoute has none, a Route has
        assert given["path_params"] == first[1]["path_params"]


def test_a_busy_path_has_few_to_be_compared_with() -> None:
    assert len(_BY_PATH.router("/2/users/1/timelines/reverse_chronological").routes) * 10 < len(ROUTES)
