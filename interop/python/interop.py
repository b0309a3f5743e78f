"""Runs the cases of ../README.md with nats-py against one server.

Usage: python interop.py HOST PORT TOKEN
"""

import asyncio
import contextlib
import importlib.metadata
import sys
import time
from collections import Counter

import nats
from nats.errors import AuthorizationError, NoRespondersError, TimeoutError

from harness import PATIENCE, QUIET, Skipped, encoded, payload, require, require_equal, run


class Target:
    """The server under test, as given on the command line."""

    def __init__(self, host, port, token):
        self.host, self.port, self.token = host, port, token
        self.opened = contextlib.AsyncExitStack()

    async def connect(self, **options):
        """Connects with the right token, unless the options say otherwise."""
        return await self.connect_without(**{"token": self.token, **options})

    async def connect_without(self, userinfo="", **options):
        return await self.connect_to(f"nats://{userinfo}{self.host}:{self.port}", **options)

    async def connect_to(self, url, **options):
        options = {"allow_reconnect": False, "connect_timeout": PATIENCE, **options}
        connecting = nats.connect(url, error_cb=ignore_error, **options)
        # A client that may reconnect also tries its first connection again and again.
        connection = await asyncio.wait_for(connecting, PATIENCE)
        self.opened.push_async_callback(connection.close)
        return connection


async def ignore_error(_):
    """The cases look at what a call raises; the same error also comes here."""


async def subscribed(connection, filter_, **options):
    """Returns once the server knows the subscription."""
    subscription = await connection.subscribe(filter_, **options)
    await settled(connection)
    return subscription


async def settled(connection):
    """Returns once the server has read everything that was sent up to now.

    The PING of a flush may overtake commands that the client still holds back; that of a second
    one comes after them.
    """
    await connection.flush(PATIENCE)
    await connection.flush(PATIENCE)


async def nothing_more(subscription):
    with contextlib.suppress(TimeoutError):
        message = await subscription.next_msg(QUIET)
        raise AssertionError(f"unexpected message on {message.subject}")


async def option_token(target):
    connection = await target.connect()
    await connection.flush(PATIENCE)


async def url_token(target):
    connection = await target.connect_without(userinfo=f"{target.token}@")
    await connection.flush(PATIENCE)


async def url_token_without_scheme(target):
    connection = await target.connect_to(f"{target.token}@{target.host}:{target.port}")
    await connection.flush(PATIENCE)


async def url_token_encoded_kept(target):
    """The client sends what stands in the URL, percent signs and all."""
    await refused(target, userinfo=f"{encoded(target.token)}@")


async def wrong_token(target):
    await refused(target, token=f"not-{target.token}")


async def no_token(target):
    await refused(target)


async def refused(target, **options):
    """Expects an authorization error, well before any timeout of client or server."""
    start = time.monotonic()
    try:
        await target.connect_without(**options)
    except AuthorizationError:
        pass
    except nats.errors.Error as error:
        # Without any credentials configured the client passes on the server's own words.
        require("authorization violation" in str(error).lower(), f"got {error!r}")
    else:
        raise AssertionError("expected a refusal, but the connection was accepted")
    require(time.monotonic() - start < 1, "the refusal took more than a second")


async def publish_subscribe(target):
    count = 1000
    publisher, subscriber = await target.connect(), await target.connect()
    subject = publisher.new_inbox()
    subscription = await subscribed(subscriber, subject)

    for i in range(count):
        await publisher.publish(subject, payload(i))

    for i in range(count):
        message = await subscription.next_msg(PATIENCE)
        require_equal(message.data, payload(i), f"message {i}")
    await nothing_more(subscription)


async def queue_group(target):
    count = 300
    publisher = await target.connect()
    subject = publisher.new_inbox()
    deliveries = asyncio.Queue()

    async def join(member):
        async def deliver(message):
            await deliveries.put((member, int(message.data)))

        await subscribed(await target.connect(), subject, queue="workers", cb=deliver)

    for member in range(3):
        await join(member)

    for i in range(count):
        await publisher.publish(subject, str(i).encode())

    received = [await asyncio.wait_for(deliveries.get(), PATIENCE) for _ in range(count)]
    await asyncio.sleep(QUIET)
    require(deliveries.empty(), "a message was delivered twice")
    require_equal(sorted(i for _, i in received), list(range(count)), "each message once")
    shares = Counter(member for member, _ in received)
    require(len(shares) > 1, f"one member got everything: {shares}")


async def request_reply(target):
    requester, responder = await target.connect(), await target.connect()
    subject = requester.new_inbox()

    async def respond(message):
        await message.respond(b"re: " + message.data)

    await subscribed(responder, subject, cb=respond)

    questions = [f"question {i}".encode() for i in range(50)]
    requests = [requester.request(subject, question, PATIENCE) for question in questions]
    answers = await asyncio.gather(*requests)

    require_equal([a.data for a in answers], [b"re: " + q for q in questions], "answers")


async def no_responders(target):
    connection = await target.connect()
    start = time.monotonic()
    await nobody_answers(connection, connection.new_inbox())
    require(time.monotonic() - start < 1, "the answer took more than a second")


async def nobody_answers(connection, subject):
    try:
        answer = await connection.request(subject, b"", PATIENCE)
    except NoRespondersError:
        return
    raise AssertionError(f"expected no responders, got {answer.data!r}")


async def headers(target):
    expected = {"Trace": "a:b c;d=e", "content-type": "text/plain", "X-Long": "long" * 500}
    connection = await target.connect()
    subject = connection.new_inbox()
    subscription = await subscribed(connection, subject)

    for body in (b"with\r\nbody", b""):
        await connection.publish(subject, body, headers=expected)

        message = await subscription.next_msg(PATIENCE)
        require_equal(message.headers, expected, "headers")
        require_equal(message.data, body, "body")


async def headers_multi_value(_):
    raise Skipped("nats-py keeps one value for each header name")


async def wildcards(target):
    connection = await target.connect()
    root = connection.new_inbox()
    published = ["a", "a.b", "a.b.c", "x.b.c", "x.b", "x.b.c.d"]
    expected = {
        "*": ["a"],
        "a.*": ["a.b"],
        "*.b.*": ["a.b.c", "x.b.c"],
        "x.>": ["x.b.c", "x.b", "x.b.c.d"],
        ">": published,
    }
    subscriptions = {f: await subscribed(connection, f"{root}.{f}") for f in expected}

    for subject in published:
        await connection.publish(f"{root}.{subject}", subject.encode())

    for filter_, subjects in expected.items():
        for subject in subjects:
            message = await subscriptions[filter_].next_msg(PATIENCE)
            require_equal(message.subject, f"{root}.{subject}", filter_)
            require_equal(message.data, subject.encode(), filter_)
        await nothing_more(subscriptions[filter_])


async def unsubscribe_after_max(target):
    limit = 5
    publisher, subscriber = await target.connect(), await target.connect()
    subject = publisher.new_inbox()
    received = asyncio.Queue()
    subscription = await subscriber.subscribe(subject, cb=received.put)
    await subscription.unsubscribe(limit)
    await settled(subscriber)

    for i in range(2 * limit):
        await publisher.publish(subject, bytes([i]))

    for i in range(limit):
        message = await asyncio.wait_for(received.get(), PATIENCE)
        require_equal(message.data, bytes([i]), f"message {i}")
    await asyncio.sleep(QUIET)
    require(received.empty(), "more messages than the limit")
    # The server, too, has forgotten the subscription.
    await nobody_answers(publisher, subject)


async def flush_and_rtt(target):
    connection = await target.connect()
    for _ in range(100):
        await connection.publish(connection.new_inbox())
        await connection.flush(PATIENCE)
    seconds = await connection.rtt(PATIENCE)
    require(0 < seconds < PATIENCE, f"the round trip time is {seconds} s")


async def max_payload(target):
    limit = 1_048_576
    publisher, subscriber = await target.connect(), await target.connect()
    require_equal(publisher.max_payload, limit, "max_payload")
    subject = publisher.new_inbox()
    subscription = await subscribed(subscriber, subject)
    data = bytes((i * 31 >> 3) & 0xFF for i in range(limit))

    await publisher.publish(subject, data)

    message = await subscription.next_msg(PATIENCE)
    require(message.data == data, f"{len(message.data)} bytes came, not those sent")


async def reconnect_after_restart(target):
    reconnected = asyncio.Event()

    async def on_reconnect():
        reconnected.set()

    connection = await target.connect(
        allow_reconnect=True,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.1,
        reconnected_cb=on_reconnect,
    )
    subject = connection.new_inbox()
    subscription = await subscribed(connection, subject)

    print("restart-please", flush=True)
    answer = await asyncio.to_thread(sys.stdin.readline)
    require_equal(answer.strip(), "restarted", "the line on stdin")

    await asyncio.wait_for(reconnected.wait(), 2 * PATIENCE)
    await settled(connection)
    other = await target.connect()
    await other.publish(subject, b"after")
    message = await subscription.next_msg(PATIENCE)
    require_equal(message.data, b"after", "the message after the restart")


CASES = (
    option_token,
    url_token,
    url_token_without_scheme,
    url_token_encoded_kept,
    wrong_token,
    no_token,
    publish_subscribe,
    queue_group,
    request_reply,
    no_responders,
    headers,
    headers_multi_value,
    wildcards,
    unsubscribe_after_max,
    flush_and_rtt,
    max_payload,
    reconnect_after_restart,
)


if __name__ == "__main__":
    client = f"nats-py {importlib.metadata.version('nats-py')}"
    sys.exit(asyncio.run(run(client, Target(*sys.argv[1:]), CASES)))
