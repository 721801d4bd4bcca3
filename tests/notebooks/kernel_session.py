"""Does in the project's TypeScript kernel what a person does, and prints what each step showed.

Standard input: {"folder": where the kernel starts, "steps": [step]}. Colours of errors are left out. A step is {"run": source}, with {"interrupt": seconds}
to press stop after so long, or {"restart": true}. Standard output: {"shown": [text per step]}; null where the kernel was
not idle again in time.
"""

import json
import queue
import re
import sys
import time

from jupyter_client.manager import start_new_kernel


def texts(message):
    content = message["content"]
    if message["msg_type"] == "stream":
        yield content["text"]
    if message["msg_type"] in ("display_data", "update_display_data"):
        yield content["data"].get("text/plain", "") + "\n"
    if message["msg_type"] == "error":
        yield re.sub(r"\x1b\[[\d;]*m", "", "\n".join(content["traceback"])) + "\n"


def run(manager, client, code, interrupt=None):
    asked = client.execute(code)
    start = time.monotonic()
    shown = []
    while time.monotonic() - start < 40:
        if interrupt is not None and time.monotonic() - start > interrupt:
            manager.interrupt_kernel()
            interrupt = None
        try:
            message = client.get_iopub_msg(timeout=0.2)
        except queue.Empty:
            continue
        if message["parent_header"].get("msg_id") != asked:
            continue
        shown.extend(texts(message))
        if message["content"].get("execution_state") == "idle":
            return "".join(shown)
    return None


order = json.load(sys.stdin)
manager, client = start_new_kernel(kernel_name="gradus", cwd=order["folder"], startup_timeout=60)
try:
    results = []
    for step in order["steps"]:
        if step.get("restart"):
            manager.restart_kernel(now=True)
            client.wait_for_ready(timeout=60)
            results.append("")
        else:
            results.append(run(manager, client, step["run"], step.get("interrupt")))
    print(json.dumps({"shown": results}))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
