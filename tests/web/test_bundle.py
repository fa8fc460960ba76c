"""One script out of many modules: what it keeps of them, and what it refuses."""

import pytest

from biztweet.web.bundle import bundle
from biztweet.web.face import static_files

_MODULES = {
    "first.js": 'import { two } from "./parts/second.js"\nconst own = 1\nlog(own + two())\n',
    "parts/second.js": 'import { three } from "../third.js"\nexport function two() { return three }\n',
    "third.js": "const own = 2\nexport const three = own + 1\nexport async function four() {}\nexport class Five {}\n",
}


def test_a_module_comes_once_after_what_it_imports_and_shares_no_names() -> None:
    assert bundle(_MODULES, ["first.js", "third.js"]) == (
        "const modules = {}\n"
        'try { modules["third.js"] = (() => {\n'
        "const own = 2\nconst three = own + 1\nasync function four() {}\nclass Five {}\n"
        "return { three, four, Five }\n})() } catch (error) { reportError(error) }\n"
        'try { modules["parts/second.js"] = (() => {\n'
        'const { three } = modules["third.js"]\nfunction two() { return three }\n'
        "return { two }\n})() } catch (error) { reportError(error) }\n"
        'try { modules["first.js"] = (() => {\n'
        'const { two } = modules["parts/second.js"]\nconst own = 1\nlog(own + two())\n'
        "return {  }\n})() } catch (error) { reportError(error) }\n"
    )


@pytest.mark.parametrize(
    "line",
    ["export default 1", 'import "./third.js"', 'import * as all from "./third.js"', "await 1", "export { own }"],
)
def test_what_it_cannot_join_it_refuses(line: str) -> None:
    with pytest.raises(ValueError, match=r"broken\.js: "):
        bundle({**_MODULES, "broken.js": f"const own = 1\n{line}\n"}, ["broken.js"])


def test_a_circle_is_refused() -> None:
    circle = {"one.js": 'import { b } from "./two.js"\n', "two.js": 'import { a } from "./one.js"\n'}
    with pytest.raises(ValueError, match=r"one\.js imports itself, by way of one\.js, two\.js"):
        bundle(circle, ["one.js"])


def test_every_component_is_in_what_pages_load() -> None:
    files = static_files().files
    script = files["components/app.js"].plain.decode()
    names = {name for name in files if name.startswith("components/") and name.endswith(".js")}
    assert {name for name in names if f'modules["{name}"] = ' not in script} == {
        "components/app.js",
        "components/stream-worker.js",
    }
