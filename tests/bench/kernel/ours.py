"""What only our kernel is measured with: what an editor asks it, stopping a cell, and a long session."""

import time

from run_cell import run_cell

REQUESTS = 20
INTERRUPTS = 3


def measure_requests(session, small):
    """After the small cells with the numbers up to this one, which they declared."""
    refuse_wrong_types(session)
    numbers = [small - i for i in range(REQUESTS)]
    return {
        "complete_ms": [complete(session, i) for i in numbers],
        "inspect_ms": [inspect(session, i) for i in numbers],
        "interrupt_ms": [interrupt(session, i) for i in range(INTERRUPTS)],
    }


def refuse_wrong_types(session):
    """A kernel that has given up checking types would be measured as a fast one."""
    answer = session.execute('const wrong: number = "words"; console.log(wrong);')
    if answer["reply"]["status"] != "error":
        raise AssertionError(f"types are not checked: {answer}")


def complete(session, i):
    code = f"make{i}({i})."
    reply, took = ask(session, "complete_request", {"code": code, "cursor_pos": len(code)})
    if not {"push", "total"} <= set(reply["matches"]):
        raise AssertionError(f"completes {code} with {reply}")
    return took


def inspect(session, i):
    content = {"code": f"make{i}", "cursor_pos": 2, "detail_level": 0}
    reply, took = ask(session, "inspect_request", content)
    if not reply["found"] or f"Gate{i}" not in reply["data"]["text/plain"]:
        raise AssertionError(f"says of make{i}: {reply}")
    return took


def ask(session, kind, content):
    begin = time.monotonic()
    reply = session.ask(kind, content)["reply"]
    return reply, (time.monotonic() - begin) * 1000


def interrupt(session, i):
    """Milliseconds until a loop behind an await has ended, which does not give way to anything."""
    run_cell(session, (f"let kept = {i}; console.log(kept);", str(i)))
    asked = session.send("await 1; for (;;) {}", allow_stdin=False)
    session.listen(0.3)
    if session.is_done(asked):
        raise AssertionError(f"the loop ended by itself: {session.said[asked]}")
    begin = time.monotonic()
    session.manager.interrupt_kernel()
    reply = session.wait(asked)["reply"]
    took = (time.monotonic() - begin) * 1000
    if reply["status"] != "error":
        raise AssertionError(f"a stopped cell replies {reply}")
    run_cell(session, ("console.log(kept);", str(i)))
    return took


def grow(session, cells, done, count):
    """Run more small cells until there have been so many."""
    for i in range(done, count):
        run_cell(session, cells.small(1 + i))
