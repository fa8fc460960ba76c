"""A worker process that misbehaves when a file's content tells it to, and is the real one otherwise."""

import os
import signal
import sys
import time

from biztweet.media import wire
from biztweet.media.answer import answer
from biztweet.media.confine import allow_cpu, detach
from biztweet.media.processor import serve


def moody(job: wire.AnyJob) -> wire.AnyReply:
    match job.content:
        case b"sleep":
            time.sleep(60)
        case b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"nonsense":
            os.write(1, b"\x00\x00\x00\x04what")
        case b"endless":
            os.write(1, b"\xff\xff\xff\xff")
            time.sleep(60)
        case b"burn":
            allow_cpu(0)
            while True:
                pass
        case b"hoard":
            bytes(1 << 40)
        case b"write":
            with open("/tmp/biztweet-worker-was-here", "wb") as file:  # noqa: PTH123 - as code that got in would
                file.write(b"x")
                file.flush()
    return answer(job)


detach(int(sys.argv[1]))
serve(moody)
