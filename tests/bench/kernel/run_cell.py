"""Runs a cell and says how long it took, and only if it did what it should."""

import time


def run_cell(session, cell, extra=3):
    """Milliseconds from sending the cell until the kernel has replied and is idle."""
    code, expected = cell
    begin = time.monotonic()
    asked = session.send(code, allow_stdin=False)
    answer, took = wait(session, asked, expected, begin)
    status = answer["reply"]["status"]
    said = printed(answer)
    # Deno sends some of the output after the idle; that it comes is enough here.
    while status == "ok" and said != expected and time.monotonic() < begin + took / 1000 + extra:
        session.read(0.05)
        said = printed(answer)
    if status != "ok" or said != expected:
        raise AssertionError(f"{status}, printed {said!r} instead of {expected!r} for:\n{code}\n{answer}")
    return took


def wait(session, asked, expected, begin, patience=2):
    """All about a cell, and the milliseconds until it was done.

    Stock tslab loses the message that it is idle once in a while. Then the cell was done when its reply and its output
    were there.
    """
    there = None
    while not session.is_done(asked):
        session.read(0.05)
        about = session.said.get(asked, {"messages": [], "late": []})
        now = time.monotonic()
        if "reply" in about and printed(about) == expected:
            there = there or now
            if now > there + patience:
                return about, (there - begin) * 1000
        elif now > begin + session.patience:
            raise TimeoutError(f"not done: {about}")
    return session.said[asked], (time.monotonic() - begin) * 1000


def printed(answer):
    messages = [*answer["messages"], *answer["late"]]
    return "".join(message["content"]["text"] for message in messages if message["type"] == "stream").strip()
