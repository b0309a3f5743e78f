"""Lets asyncio-nats-client run on Python 3.10 and later, where asyncio lost its `loop` arguments.

Import this before the client connects. As a program it runs another: python loopless.py FILE

Only the module of the client sees the difference; the library as installed stays as it is.
"""

import asyncio
import runpy
import sys

import nats.aio.client


class LooplessAsyncio:
    """The module asyncio, except that some of its functions ignore an argument `loop`."""

    Queue = staticmethod(lambda *words, loop=None, **named: asyncio.Queue(*words, **named))
    sleep = staticmethod(lambda *words, loop=None, **named: asyncio.sleep(*words, **named))
    wait_for = staticmethod(lambda *words, loop=None, **named: asyncio.wait_for(*words, **named))
    open_connection = staticmethod(
        lambda *words, loop=None, **named: asyncio.open_connection(*words, **named)
    )

    def __getattr__(self, name):
        return getattr(asyncio, name)


nats.aio.client.asyncio = LooplessAsyncio()

if __name__ == "__main__":
    runpy.run_path(sys.argv[1], run_name="__main__")
