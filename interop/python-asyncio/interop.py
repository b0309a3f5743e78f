"""Runs the cases of ../README.md with asyncio-nats-client, before 1.0, against one server.

Usage: python interop.py HOST PORT TOKEN
"""

import asyncio
import contextlib
import importlib.metadata
import os
import sys
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))

import loopless  # noqa: E402, F401
from harness import PATIENCE, QUIET, encoded, payload, require, require_equal, run  # noqa: E402
from nats.aio.client import Client  # noqa: E402
from nats.aio.errors import NatsError  # noqa: E402


class Target:
    """The server under test, as given on the command line."""

    def __init__(self, host, port, token):
        self.host, self.port, self.token = host, port, token
        self.opened = contextlib.AsyncExitStack()

    async def connect(self):
        """Connects with the right token as an option."""
        return await self.connect_to("nats://", token=self.token)

    async def connect_to(self, scheme, **options):
        """Connects to the host; `scheme` is what stands before it in the URL."""
        connection = Client()
        url = f"{scheme}{self.host}:{self.port}"
        connecting = connection.connect(
            servers=[url], allow_reconnect=False, error_cb=ignore_error, **options
        )
        await asyncio.wait_for(connecting, PATIENCE)
        self.opened.push_async_callback(connection.close)
        return connection


async def ignore_error(_):
    """The cases look at what a call raises; the same error also comes here."""


async def option_token(target):
    connection = await target.connect()
    await connection.flush(PATIENCE)


async def url_token(target):
    connection = await target.connect_to(f"nats://{target.token}@")
    await connection.flush(PATIENCE)


async def url_token_encoded_kept(target):
    """The client sends what stands in the URL, percent signs and all."""
    await refused(target, f"nats://{encoded(target.token)}@")


async def wrong_token(target):
    await refused(target, "nats://", token=f"not-{target.token}")


async def no_token(target):
    await refused(target, "nats://")


async def refused(target, scheme, **options):
    """Expects the server's words in an error, well before any timeout of client or server."""
    start = time.monotonic()
    try:
        await target.connect_to(scheme, **options)
    except NatsError as error:
        require("authorization violation" in str(error).lower(), f"got {error!r}")
    else:
        raise AssertionError("expected a refusal, but the connection was accepted")
    require(time.monotonic() - start < 1, "the refusal took more than a second")


async def publish_subscribe(target):
    count = 1000
    publisher, subscriber = await target.connect(), await target.connect()
    received = asyncio.Queue()
    await subscriber.subscribe("interop.publish", cb=received.put)
    await subscriber.flush(PATIENCE)

    for i in range(count):
        await publisher.publish("interop.publish", payload(i))

    for i in range(count):
        message = await asyncio.wait_for(received.get(), PATIENCE)
        require_equal(message.data, payload(i), f"message {i}")
    await asyncio.sleep(QUIET)
    require(received.empty(), "more messages than were published")


async def request_reply(target):
    requester, responder = await target.connect(), await target.connect()

    async def respond(message):
        await responder.publish(message.reply, b"re: " + message.data)

    await responder.subscribe("interop.request", cb=respond)
    await responder.flush(PATIENCE)

    questions = [f"question {i}".encode() for i in range(50)]
    requests = [requester.request("interop.request", q, PATIENCE) for q in questions]
    answers = await asyncio.gather(*requests)

    require_equal([a.data for a in answers], [b"re: " + q for q in questions], "answers")


CASES = (
    option_token,
    url_token,
    url_token_encoded_kept,
    wrong_token,
    no_token,
    publish_subscribe,
    request_reply,
)

if __name__ == "__main__":
    client = f"asyncio-nats-client {importlib.metadata.version('asyncio-nats-client')}"
    sys.exit(asyncio.run(run(client, Target(*sys.argv[1:]), CASES)))
