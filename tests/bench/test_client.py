"""Our own load client, against a server that answers in pieces."""

import asyncio

from bench import client


async def test_answers_are_counted_and_errors_among_them() -> None:
    statuses = iter(["200 OK"] * 3 + ["500 Oops"] * 10_000)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(4096):
            writer.write(f"HTTP/1.1 {next(statuses)}\r\nContent-Length: 10\r\n\r\n12345".encode())
            await writer.drain()
            await asyncio.sleep(0.01)
            writer.write(b"67890")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}/x"
    count, seconds, failed, p50, p99 = await client.run([b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n"], url, 2, 0.3)
    server.close()
    assert count > 4
    assert failed == count - 3
    assert 0.3 <= seconds < 3
    assert 10 <= p50 <= p99
