"""What the cases of every Python client stand on: limits, checks, reporting."""

# Bounds a single wait of a case, in seconds; far above what a healthy server needs.
PATIENCE = 5

# After this many quiet seconds a message that must not come is taken as not sent.
QUIET = 0.2


class Skipped(Exception):
    """The client has no such thing by design."""


def require(condition, otherwise):
    if not condition:
        raise AssertionError(otherwise)


def require_equal(actual, expected, what):
    require(actual == expected, f"{what}: expected {expected!r}, got {actual!r}")


def encoded(token):
    """The token with every byte written as `%` and two digits."""
    return "".join(f"%{byte:02x}" for byte in token.encode())


def payload(i):
    """Bytes that a careless parser trips over, in a length that differs between messages."""
    traps = b"\r\nMSG x 1 2\r\n\x00\xff\xfe+OK\r\nPING\r\n-ERR 'no'\r\n"
    block = traps + bytes([i & 0xFF, i >> 8])
    return (block * 4)[: i % (4 * len(block))]


async def run(client, target, cases):
    """Runs `cases`, prints a line each, and returns the exit status.

    The target closes the connections of a case: `opened` is a context to enter for each.
    """
    print("client", client, flush=True)
    failed = False
    for case in cases:
        name = case.__name__.replace("_", "-")
        try:
            async with target.opened:
                await case(target)
            print(f"ok {name}", flush=True)
        except Skipped as reason:
            print(f"skip {name}: {reason}", flush=True)
        except Exception as error:  # every failure becomes a line
            failed = True
            text = " ".join(f"{type(error).__name__} {error}".split())
            print(f"FAIL {name}: {text}", flush=True)
    return 1 if failed else 0
