"""Runs cells in the project's TypeScript kernel and prints, per cell, what arrived before the kernel said it is idle.

Standard input: {"folder": where the kernel starts, "cells": [source]}. Standard output: {"outputs": [text or null]},
null for a cell whose idle message never came.
"""

import json
import queue
import sys

from jupyter_client.manager import start_new_kernel


def run(client, code):
    asked = client.execute(code)
    texts = []
    while True:
        try:
            message = client.get_iopub_msg(timeout=15)
        except queue.Empty:
            return None
        if message["parent_header"].get("msg_id") != asked:
            continue
        if message["msg_type"] == "stream":
            texts.append(message["content"]["text"])
        if message["content"].get("execution_state") == "idle":
            return "".join(texts)


order = json.load(sys.stdin)
manager, client = start_new_kernel(kernel_name="tslab", cwd=order["folder"], startup_timeout=60)
try:
    print(json.dumps({"outputs": [run(client, code) for code in order["cells"]]}))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
