"""Bare PostgreSQL: `pgbench` with the statements of a post, prepared, one transaction each."""

import re
import subprocess
import tempfile

from bench import crowd, statements
from bench.rounds import Load
from bench.statements import Statement
from tests.servers import _postgres

_SAMPLE_ID = 7_000_000_000_000_000_001  # stands for the id of the new post
_SAMPLE_POSITION = 7_000_000_000_000_001


def measure(url: str, writers: int, seconds: float, *, numbered: bool) -> Load:
    """Store posts for so long. `numbered`: ids and positions come from the counter row, in commit order, as ours do."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script(numbered=numbered))
        file.flush()
        result = subprocess.run(
            [
                _postgres("pgbench"),
                *("--no-vacuum", "--protocol", "prepared", "--client", str(writers), "--jobs", "1"),
                *("--time", str(max(3, round(seconds))), "--file", file.name, url),
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds + 60,
        )
    if "tps = " not in result.stdout:
        raise RuntimeError(f"pgbench stored nothing:\n{result.stdout}{result.stderr}")
    per_second = float(re.findall(r"tps = ([\d.]+)", result.stdout)[0])
    average = float(re.findall(r"latency average = ([\d.]+)", result.stdout)[0])
    return Load(per_second, average, average)


def script(*, numbered: bool) -> str:
    """The transaction of one post: its four statements, and the two of the counter row if it is `numbered`."""
    number = 17
    lines = [_filled(statement) for statement in statements.of_post(number, _SAMPLE_ID)]
    lines[-1] = lines[-1].replace(f"'{number}'", f"'{_SAMPLE_POSITION}'", 1)
    body = ";\n".join(lines)
    # A post's own row and its thread have the same id; the event's body names it too, where its length is what counts.
    body = body.replace(f"'{_SAMPLE_ID}'", ":id").replace(f"'{_SAMPLE_POSITION}'", ":position")
    author = f"'{crowd.person_id(number)}'"
    body = body.replace(author, ":author").replace("'{" + author.strip("'") + "}'", "ARRAY[:author]")
    first, last = crowd.person_id(0), crowd.person_id(crowd.PEOPLE - 1)
    head = f"\\set author random({first}, {last})\n"
    if numbered:
        head += "BEGIN;\n"
        head += (
            "UPDATE counters SET last_id = last_id + 1, last_position = last_position + 1 "
            'RETURNING last_id AS id, last_position AS "position" \\gset\n'
        )
    else:
        head += f"\\set id random({crowd.LAST_ID + 10**12}, {crowd.LAST_ID + 10**17})\n"
        head += "\\set position random(1000000000, 9000000000000000000)\nBEGIN;\n"
    return f"{head}{body};\nCOMMIT;\n"


def _filled(statement: Statement) -> str:
    """The statement with its values written into it."""
    command, values = statement
    compiled = command.compiled("postgresql")
    arguments = compiled.arguments(values)
    return re.sub(r"\$(\d+)", lambda found: _literal(arguments[int(found[1]) - 1]), compiled.sql)


def _literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case list():
            return "'{" + ",".join(str(each) for each in value) + "}'"
        case _:
            # A colon and a word would be a variable to pgbench; JSON may have a space between them.
            return "'" + str(value).replace("'", "''").replace('":', '": ') + "'"
