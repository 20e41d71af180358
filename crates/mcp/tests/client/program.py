"""The program under test, started as a client starts it."""

import json
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
# A release build is named by whoever measures.
PROGRAM = os.environ.get("TROPEWISE", str(ROOT / "target/debug/tropewise"))

CLIENT = {"name": "a test", "version": "1"}


def initialize(version):
    """The first message of a client that speaks `version`."""
    params = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}
    return {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}


INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def call(number, tool, arguments):
    """A call of a tool."""
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


class Pipes:
    """A server on standard input and output, message by message."""

    def __init__(self, *arguments):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen([PROGRAM, "mcp", *arguments], **pipes)

    def send(self, message):
        text = message if isinstance(message, str) else json.dumps(message)
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        """The next line of standard output, which must be a message."""
        message = json.loads(self.process.stdout.readline())
        assert message["jsonrpc"] == "2.0"
        return message

    def begin(self, version="2025-06-18"):
        self.send(initialize(version))
        begun = self.receive()
        self.send(INITIALIZED)
        return begun["result"]

    def end(self):
        """What is still written when the client leaves, what was said, and the exit code."""
        out, err = self.process.communicate(timeout=20)
        return out, err.decode(), self.process.returncode


@contextmanager
def http_server(*arguments):
    """A server on a free port; gives its address."""
    command = [PROGRAM, "mcp", "--http", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        said = process.stderr.readline().decode()
        yield re.search(r"http://127\.0\.0\.1:\d+/mcp", said).group()
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=20)
    assert out == b""
