"""Runs a cell and says how long it took, and only if it did what it should."""

import time


def run_cell(session, cell, extra=3):
    """Milliseconds from sending the cell until the kernel has replied and is idle."""
    code, expected = cell
    begin = time.monotonic()
    answer = session.wait(session.send(code, allow_stdin=False))
    took = (time.monotonic() - begin) * 1000
    status = answer["reply"]["status"]
    said = printed(answer)
    # Deno sends some of the output after the idle; that it comes is enough here.
    while status == "ok" and said != expected and time.monotonic() < begin + took / 1000 + extra:
        session.read(0.05)
        said = printed(answer)
    if status != "ok" or said != expected:
        raise AssertionError(f"{status}, printed {said!r} instead of {expected!r} for:\n{code}\n{answer}")
    return took


def printed(answer):
    messages = [*answer["messages"], *answer["late"]]
    return "".join(message["content"]["text"] for message in messages if message["type"] == "stream").strip()
