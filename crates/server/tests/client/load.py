"""How a running server bears load: `load.py ADDRESS PID` with idle connections, then slow clients.

The system must let a process open 10,000 files (`ulimit -n 20000`). `wrk` measures speed:
`wrk -t2 -c16 -d20s --latency -s crates/server/tests/client/questions.lua http://ADDRESS`
"""

import http.client
import json
import resource
import socket
import sys
import time

IDLE, SLOW = 10_000, 100


def memory(pid):
    """Megabytes of memory that are in use."""
    with open(f"/proc/{pid}/status") as facts:
        line = next(line for line in facts if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def times(host, port, questions=300):
    """Milliseconds of answers, one after the other on one connection: median and the longest."""
    connection = http.client.HTTPConnection(host, port)
    taken = []
    body = json.dumps({"like": ["Signal"]})
    for _ in range(questions):
        began = time.perf_counter()
        connection.request("POST", "/v1/recommend", body, {"content-type": "application/json"})
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return f"median {taken[len(taken) // 2]:.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms"


def main():
    host, port = sys.argv[1].rsplit(":", 1)
    port, pid = int(port), int(sys.argv[2])
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"before: {memory(pid):.0f} MB, {times(host, port)}")
    idle = []
    for _ in range(min(IDLE, most - 100)):
        connection = socket.create_connection((host, port))
        # Each has asked once: a connection that is kept, as browsers do.
        connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        idle.append(connection)
    for connection in idle:
        connection.recv(4096)
    print(f"{len(idle)} idle connections: {memory(pid):.0f} MB, {times(host, port)}")
    for connection in idle:
        connection.close()
    slow = []
    for _ in range(SLOW):
        connection = socket.create_connection((host, port))
        connection.sendall(
            b"POST /v1/recommend HTTP/1.1\r\nhost: localhost\r\n"
            b"content-type: application/json\r\ncontent-length: 200000\r\n\r\n{"
        )
        slow.append(connection)
    for connection in slow:
        connection.sendall(b" ")
    print(f"{len(slow)} slow clients: {memory(pid):.0f} MB, {times(host, port)}")


main()
