"""What all tests share: the event loop, the long campaigns, the order, the browser."""

import os
import shutil

import hypothesis
import pytest

pytest.register_assert_rewrite("tests.fresh", "tests.flows.documents")
pytest_plugins = ["tests.servers", "tests.companies", "tests.running", "tests.flows.places"]

os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")  # where bin/setup puts Chromium if the system has none

# Shared machines stall: a slow example is no failure. The long campaigns look 20 times as far.
hypothesis.settings.register_profile("short", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long campaigns too")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "short")


@pytest.hookimpl(tryfirst=True)  # before markers are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is long; put what needs the browser last, each file in one worker.

    Playwright keeps an event loop running in its worker from its first test on, in which no async test can run.
    """
    if not config.getoption("--long"):
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group(f"browser {item.path.stem}"))


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")  # after pytest has put parameters together
def pytest_browser_tests_last(items: list[pytest.Item]) -> None:
    """Whatever others have reordered, what needs the browser comes last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    """The loop that the server runs on."""
    return "asyncio", {"use_uvloop": True}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's own Chromium where there is one; root has no use for its sandbox."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    return {"executable_path": chromium, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}
