"""The samples of the page "Your first post": each is run as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import httpx2

from tests.companies import MakeSettings
from tests.running import RunningServer, running_server

PASSWORD = "correct horse battery"
_CODE = re.compile(r'language-(\w+)">(.*?)</code>', re.DOTALL)


def test_each_sample_posts(make_settings: MakeSettings, tmp_path: Path) -> None:
    with running_server(make_settings("sqlite"), tmp_path, preloaded=False) as server:
        server.add_person("minsu", "김민수")
        server.command("people", "set-password", "minsu", "--stdin", given=PASSWORD)
        token = server.token("minsu")["bearer_token"]
        samples = dict(_CODE.findall(page_of(server)))
        said = {"sh": "curl", "python": "Python", "javascript": "JavaScript"}
        assert samples.keys() == said.keys()
        commands = {"sh": ["bash", "-c"], "python": [sys.executable, "-c"]}
        if node := shutil.which("node"):
            commands["javascript"] = [node, "--input-type=module", "--eval"]
        for language, command in commands.items():
            environment = {**os.environ, "TOKEN": token}
            ran = subprocess.run(
                [*command, unescape(samples[language])], env=environment, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, (language, ran.stderr)
        answer = httpx2.get(
            f"{server.base_url}/1.1/statuses/home_timeline.json", headers={"Authorization": f"Bearer {token}"}
        )
        assert {status["text"] for status in answer.json()} == {f"Hello from {said[name]}" for name in commands}


def page_of(server: RunningServer) -> str:
    """The page, as somebody signed in sees it."""
    with httpx2.Client(base_url=server.base_url, headers={"Sec-Fetch-Site": "same-origin"}) as http:
        signed_in = http.post("/login", data={"handle": "minsu", "password": PASSWORD})
        cookie = signed_in.headers["set-cookie"].partition(";")[0]
        return http.get("/developers/start", headers={"Cookie": cookie}).text
