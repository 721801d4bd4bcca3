"""A kernel and all that it says, kept by the request it says it for: what front ends see, and also what they overlook.

The sockets are read directly, so that a message that comes after the idle of its cell, or twice, is not lost.
"""

import queue
import subprocess
import time

import zmq
from jupyter_client.manager import KernelManager


class Session:
    def __init__(self, kernel, folder=None, patience=30):
        self.patience = patience
        self.said = {}
        self.manager = KernelManager(kernel_name=kernel)
        # A client that knocks every 5 ms sees when the kernel is there, not when it knocks the next time.
        self.manager.context.setsockopt(zmq.RECONNECT_IVL, 5)
        begin = time.monotonic()
        # Of its own: Node makes a pipe that both share one on which a long answer is cut off.
        self.manager.start_kernel(cwd=folder, stdout=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        try:
            self.wait_until_ready()
        except BaseException:
            self.close()
            raise
        self.start_ms = self.ready_ms - begin * 1000

    def wait_until_ready(self):
        """Until the first answer, which may be to a question that was asked before the kernel listened."""
        end = time.monotonic() + 60
        first = asked = self.client.kernel_info()
        self.ready_ms = None
        # What a kernel publishes before this client has subscribed is lost, so the question may have to be asked again.
        while True:
            self.read(0.2)
            if self.ready_ms is None and "reply" in self.said.get(first, {}):
                self.ready_ms = time.monotonic() * 1000
            if self.is_done(asked):
                return
            if time.monotonic() > end or not self.manager.is_alive():
                raise queue.Empty("the kernel does not answer")
            if self.ready_ms is not None and "reply" in self.said.get(asked, {}):
                asked = self.client.kernel_info()

    def read(self, seconds):
        """Take what has arrived. Waits for the first message only, for so long."""
        channels = [
            ("shell", self.client.shell_channel),
            ("iopub", self.client.iopub_channel),
            ("stdin", self.client.stdin_channel),
            ("control", self.client.control_channel),
        ]
        poller = zmq.Poller()
        for _, channel in channels:
            poller.register(channel.socket, zmq.POLLIN)
        ready = dict(poller.poll(seconds * 1000))
        for name, channel in channels:
            if channel.socket in ready:
                self.take(name, channel)

    def take(self, name, channel):
        while True:
            try:
                _, message = self.client.session.recv(channel.socket, zmq.NOBLOCK)
            except zmq.Again:
                return
            if message is None:
                return
            parent = message["parent_header"].get("msg_id", "")
            about = self.said.setdefault(parent, {"messages": [], "late": []})
            kind, content = message["msg_type"], message["content"]
            if name in ("shell", "control"):
                about["reply"] = content
                about["reply_type"] = kind
            elif name == "stdin":
                about.setdefault("asked", []).append(content)
            elif kind == "status" and content["execution_state"] in ("busy", "idle"):
                about[content["execution_state"]] = about.get(content["execution_state"], 0) + 1
            elif "idle" in about:
                about["late"].append({"type": kind, "content": content})
            else:
                about["messages"].append({"type": kind, "content": content, "metadata": message["metadata"]})

    def is_done(self, asked):
        about = self.said.get(asked, {})
        return "idle" in about and "reply" in about

    def wait(self, asked, patience=None, answers=(), interrupt=None):
        """All about a request, once the kernel is idle and has answered."""
        begin = time.monotonic()
        answers = list(answers)
        while not self.is_done(asked):
            passed = time.monotonic() - begin
            if interrupt is not None and passed >= interrupt:
                interrupt = None
                self.manager.interrupt_kernel()
            if passed > (patience or self.patience):
                raise TimeoutError(f"not done after {passed:.0f} s: {self.said.get(asked)}")
            self.read(0.05 if interrupt is None else 0.01)
            questions = self.said.get(asked, {}).get("asked", [])
            if answers and len(questions) > 0 and not questions[-1].get("answered"):
                questions[-1]["answered"] = True
                self.client.input(answers.pop(0))
        return {**self.said[asked], "ms": (time.monotonic() - begin) * 1000}

    def execute(self, code, patience=None, answers=(), interrupt=None, **options):
        asked = self.send(code, **{"allow_stdin": bool(answers), **options})
        return self.wait(asked, patience, answers, interrupt)

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def ask(self, kind, content, control=False, patience=None):
        """Any request, on shell or on control."""
        message = self.client.session.msg(kind, content)
        (self.client.control_channel if control else self.client.shell_channel).send(message)
        return self.wait(message["header"]["msg_id"], patience)

    def post(self, kind, content, patience):
        """A message that has no reply, and what the kernel says about it until it is idle."""
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        asked = message["header"]["msg_id"]
        end = time.monotonic() + patience
        while "idle" not in self.said.get(asked, {}):
            if time.monotonic() > end:
                raise TimeoutError(f"no idle after {kind}")
            self.read(0.05)
        return self.said[asked]

    def listen(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(max(0, end - time.monotonic()))

    def beat(self, patience=2):
        """Milliseconds until the kernel sends a heartbeat back."""
        socket = self.manager.context.socket(zmq.REQ)
        socket.linger = 0
        try:
            socket.connect(f"tcp://{self.client.ip}:{self.client.hb_port}")
            begin = time.monotonic()
            socket.send(b"ping")
            if not socket.poll(patience * 1000):
                raise TimeoutError("no heartbeat")
            assert socket.recv() == b"ping"
            return (time.monotonic() - begin) * 1000
        finally:
            socket.close()

    def shut_down(self, patience=10):
        """Ask the kernel to end, and say how many milliseconds it took until its process was gone."""
        begin = time.monotonic()
        message = self.client.session.msg("shutdown_request", {"restart": False})
        self.client.control_channel.send(message)
        while self.manager.is_alive():
            if time.monotonic() - begin > patience:
                raise TimeoutError("the kernel does not end")
            self.read(0.01)
        took = (time.monotonic() - begin) * 1000
        self.listen(0.2)
        return {"ms": took, "reply": self.said.get(message["header"]["msg_id"], {}).get("reply")}

    def restart(self):
        self.manager.restart_kernel(now=False)
        self.wait_until_ready()

    def close(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
