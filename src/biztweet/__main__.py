"""`biztweet`: the operator's command."""

from biztweet.cli.main import biztweet


def main() -> None:
    """Run the command that the arguments name."""
    biztweet(prog_name="biztweet")


if __name__ == "__main__":
    main()
