"""Settings: read from the environment, refused by name, and all of them in the documents."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from biztweet.settings import SettingInvalid, Settings, described, load, variable
from tools.settings_table import PAGE, table


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load({}) == Settings()


def test_each_kind_of_value_is_read() -> None:
    settings = load(
        {
            "BIZTWEET_DATA": "/srv/biztweet",
            "BIZTWEET_POST_LIMIT": "500",
            "BIZTWEET_RATE_LIMITS": "off",
            "BIZTWEET_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
            "BIZTWEET_INTERNAL_TLDS": "Corp,internal",
            "BIZTWEET_POST_COUNTING": "characters",
        }
    )
    assert settings.data == Path("/srv/biztweet")
    assert settings.post_limit == 500
    assert not settings.rate_limits
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert settings.internal_tlds == ("corp", "internal")
    assert settings.post_counting == "characters"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BIZTWEET_POST_LIMIT", "many"),
        ("BIZTWEET_POST_LIMIT", "139"),
        ("BIZTWEET_POST_LIMIT", "5001"),
        ("BIZTWEET_RATE_LIMITS", "perhaps"),
        ("BIZTWEET_TRUSTED_PROXIES", "everybody"),
        ("BIZTWEET_POST_COUNTING", "words"),
        ("BIZTWEET_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_will_not_do_is_refused_by_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=name):
        load({name: value})


def test_a_secret_may_stand_in_a_file_and_is_never_shown_when_wrong(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("s3cret\n")
    assert load({"BIZTWEET_SECRET_KEY_FILE": str(secret)}).secret_key == "s3cret"
    with pytest.raises(SettingInvalid, match="BIZTWEET_SECRET_KEY_FILE"):
        load({"BIZTWEET_SECRET_KEY_FILE": str(tmp_path / "nothing")})


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "biztweet-data/biztweet.db"), ("sqlite:here.db", "here.db"), ("sqlite:///var/x.db", "/var/x.db")],
)
def test_the_database_is_a_file_unless_it_is_postgresql(url: str, path: str) -> None:
    assert Settings(database_url=url).sqlite_path == Path(path)
    assert Settings(database_url="postgresql://localhost/x").sqlite_path is None


def test_no_variable_opens_the_demos_door() -> None:
    assert "demo" not in {name for name, _, _ in described()}
    assert not load({"BIZTWEET_DEMO": "on"}).demo


def test_the_documents_list_every_setting_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run python tools/settings_table.py"
    assert all(variable(name) in PAGE.read_text() for name, _, _ in described())
