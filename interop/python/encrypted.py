"""Connects with nats-py over TLS, talks a little, and says what a user of it sees.

Usage: python encrypted.py PORT SUBJECT [NAME=VALUE]...

The names are those of the options below. It prints `served`, or `refused` and the errors.
"""

import asyncio
import ssl
import sys

import nats

from harness import PATIENCE, require_equal

seen = []


def context(options):
    """Trusts the authority in `ca`, or whom the machine trusts, and shows `identity`."""
    made = ssl.create_default_context(cafile=options.get("ca"))
    if "identity" in options:
        prefix = options["identity"]
        made.load_cert_chain(f"{prefix}-cert.pem", f"{prefix}-key.pem")
    return made


async def note(error):
    seen.append(error)


async def talk(connection, subject):
    """Publishes, subscribes, requests, and answers."""
    subscription = await connection.subscribe(subject)
    await connection.publish(subject, b"hello")
    message = await subscription.next_msg(PATIENCE)
    require_equal(message.data, b"hello", "the payload")

    async def answer():
        request = await subscription.next_msg(PATIENCE)
        await request.respond(b"pong")

    answering = asyncio.create_task(answer())
    response = await connection.request(subject, b"ping", timeout=PATIENCE)
    require_equal(response.data, b"pong", "the answer")
    await answering


async def main(port, subject, *words):
    options = dict(word.split("=", 1) for word in words)
    accepted = {"token": "token", "user": "user", "password": "password", "seed": "nkeys_seed_str"}
    credentials = {accepted[name]: options[name] for name in accepted if name in options}
    try:
        connection = await nats.connect(
            f"nats://localhost:{port}",
            tls=context(options),
            tls_handshake_first="first" in options,
            allow_reconnect=False,
            connect_timeout=int(options.get("patience", PATIENCE)),
            error_cb=note,
            **credentials,
        )
        try:
            await talk(connection, subject)
        finally:
            await connection.close()
    except Exception as error:  # every failure becomes a line
        await note(error)
    if not seen:
        print("served")
    else:
        print("refused", *(f"{type(each).__name__}: {each}" for each in seen), sep="; ")


asyncio.run(main(*sys.argv[1:]))
