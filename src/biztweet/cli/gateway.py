"""`biztweet gateway`: for clients in which Twitter's address is fixed. Nothing starts it but this command."""

import asyncio
import ssl
import sys

import click

from biztweet.gateway.head import MAX_HEAD_BYTES, NAMES
from biztweet.gateway.tunnel import Gateway, Target, target_of
from biztweet.server.tls import TlsFiles, self_signed
from biztweet.settings import load

_DOMAINS = ("twitter.com", "x.com")


@click.command()
@click.option("--to", "url", help="Address of the company's server; by default BIZTWEET_BASE_URL.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8443, show_default=True, type=click.IntRange(0, 65535))
def gateway(url: str | None, host: str, port: int) -> None:
    """Stand between a client and Twitter's names, and lead it to the company's server.

    It reads what the client says, keys included: switch it on for one program of your own, and off again.
    """
    settings = load()
    try:
        target = target_of(url or settings.base_url)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    files = self_signed(settings.data / "gateway", NAMES, only=_DOMAINS)
    try:
        asyncio.run(_serve(target, files, host, port))
    except KeyboardInterrupt:
        sys.exit(0)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {host}:{port}: {error.strerror}") from error


async def _serve(target: Target, files: TlsFiles, host: str, port: int) -> None:
    identity = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    identity.load_cert_chain(files.certificate, files.key)
    serving = Gateway(target, identity, say=lambda line: click.echo(line, err=True))
    server = await asyncio.start_server(serving.serve, host, port, limit=MAX_HEAD_BYTES)
    async with server:
        at = f"{host}:{server.sockets[0].getsockname()[1]}"
        click.echo(_warning(target, files, at), err=True)
        await server.serve_forever()


def _warning(target: Target, files: TlsFiles, at: str) -> str:
    return f"""
  ┌─ WARNING: this program opens the encryption between a client and Twitter's names ─────────────────
  │ {", ".join(NAMES)}
  │ lead to {target.netloc}; whoever asks for any other host is refused.
  │ It sees passwords and keys of the client. Use it for programs of your own, and end it afterwards.
  └────────────────────────────────────────────────────────────────────────────────────────────────────
  Point one program here, and nothing else, with these two variables:

    HTTPS_PROXY=http://{at}
    REQUESTS_CA_BUNDLE={files.authority}      (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE for others)

  The authority in that file can vouch for {" and ".join(_DOMAINS)} alone. Do not install it in a system.
"""
