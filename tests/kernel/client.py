"""Does in a kernel what a test tells it to, one line of JSON after the other, and answers each with a line.

Started with the name of the kernel and its folder. A line is {"do": name, ...}; an answer is {"ok": ...} or
{"error": words}. The first answer says that the kernel is there.
"""

import json
import sys

from session import Session


def main():
    # What libraries print must not stand between the answers.
    out, sys.stdout = sys.stdout, sys.stderr

    def answer(value):
        out.write(json.dumps(value, default=str) + "\n")
        out.flush()

    session = Session(sys.argv[1], sys.argv[2])
    try:
        answer({"ok": None})
        for line in sys.stdin:
            try:
                answer({"ok": do(session, **json.loads(line))})
            except Exception as error:  # The test says what it means.
                answer({"error": f"{type(error).__name__}: {error}"})
    finally:
        session.close()


def do(session, do, **order):
    match do:
        case "execute":
            return session.execute(order.pop("code"), **order)
        case "send":
            return session.send(order.pop("code"), **order)
        case "burst":
            options = order.get("options", {})
            return [session.wait(asked, 120) for asked in [session.send(code, **options) for code in order["cells"]]]
        case "wait":
            return session.wait(order["asked"])
        case "ask":
            return session.ask(**order)
        case "post":
            return session.post(**order)
        case "listen":
            session.listen(order["seconds"])
            return session.said.get(order["asked"])
        case "interrupt":
            return session.manager.interrupt_kernel()
        case "beat":
            return session.beat()
        case "shut_down":
            return session.shut_down()
        case "restart":
            return session.restart()
    raise ValueError(do)


main()
