"""`python -m biztweet.migrations URL`: bring the database at URL to the newest shape, and end."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config


def upgrade(url: str) -> None:
    """Run every migration that the database at `url` (sqlite:///FILE or postgresql://…) lacks."""
    config = Config()
    folder = Path(__file__).parent
    config.set_main_option("script_location", str(folder))
    config.set_main_option("version_locations", str(folder / "versions"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")


if __name__ == "__main__":
    upgrade(sys.argv[1])
