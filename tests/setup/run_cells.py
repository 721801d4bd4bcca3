"""Runs cells in the project's TypeScript kernel and prints, per cell, what arrived before the kernel said it is idle.

A cell that fails does not keep the others from being run.

Standard input: {"folder": where the kernel starts, "cells": [source]}. Standard output: {"outputs": [text or null],
"errors": [error or null], "replies": [content or null]}: the text is null for a cell whose idle message never came, the
error is what an error output says, the reply is the kernel's answer to the request.
"""

import json
import queue
import sys

from jupyter_client.manager import start_new_kernel


def reply(client, asked):
    while True:
        message = client.get_shell_msg(timeout=15)
        if message["parent_header"].get("msg_id") == asked:
            return message["content"]


def run(client, code):
    asked = client.execute(code, stop_on_error=False)
    texts = []
    error = None
    while True:
        try:
            message = client.get_iopub_msg(timeout=15)
        except queue.Empty:
            return None, error, None
        if message["parent_header"].get("msg_id") != asked:
            continue
        if message["msg_type"] == "stream":
            texts.append(message["content"]["text"])
        if message["msg_type"] == "error":
            error = message["content"]
        if message["content"].get("execution_state") == "idle":
            return "".join(texts), error, reply(client, asked)


order = json.load(sys.stdin)
manager, client = start_new_kernel(kernel_name="tslab", cwd=order["folder"], startup_timeout=60)
try:
    outputs, errors, replies = zip(*[run(client, code) for code in order["cells"]])
    print(json.dumps({"outputs": outputs, "errors": errors, "replies": replies}))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
