"""npm's twitter-api-v2, unmodified, against a running server; its own checks stand in twitter_api_v2.mjs."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import RunningServer

pytestmark = pytest.mark.xdist_group("places")

SCRIPT = Path(__file__).with_name("twitter_api_v2.mjs")
PACKAGE = "twitter-api-v2@1.29.1"


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the package is installed; skips where there is no node, or no registry can be reached."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("node")
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode != 0:
        pytest.skip(f"{PACKAGE} cannot be installed: {done.stderr.strip()[-200:]}")
    return folder


def test_a_day_of_two_people(place: RunningServer, modules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place.add_person("ta_minsu", "김민수")
    place.add_person("ta_jihye", "박지혜")
    environment = {
        "PATH": os.environ["PATH"],
        "MODULES": str(modules),
        "BASE_URL": place.base_url,
        "TOKENS": json.dumps({"minsu": place.token("ta_minsu"), "jihye": place.token("ta_jihye")}),
    }
    if place.authority is not None:
        environment["NODE_EXTRA_CA_CERTS"] = str(place.authority)
    done = subprocess.run(["node", str(SCRIPT)], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.fullmatch(r"(\d+) checks\n", done.stdout)
    assert counted is not None, done.stdout
    assert int(counted[1]) >= 40
