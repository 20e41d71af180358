"""What stands on the wire: versions, purity of standard output, ends, hosts."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from program import Pipes, call, initialize

VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_of_the_handshake_is_spoken(version):
    pipes = Pipes()
    begun = pipes.begin(version)
    assert begun["protocolVersion"] == version
    assert begun["serverInfo"]["name"] == "tropewise"
    pipes.send(call(1, "find_drama", {"text": "goblin"}))
    result = pipes.receive()["result"]
    assert result["structuredContent"]["dramas"] and "id guardian" in result["content"][0]["text"]
    out, err, code = pipes.end()
    assert (out, err, code) == (b"", "", 0)


def test_an_unknown_version_is_answered_with_a_known_one():
    pipes = Pipes()
    assert pipes.begin("1999-01-01")["protocolVersion"] in VERSIONS
    pipes.end()


def test_what_was_asked_before_the_client_left_is_answered():
    pipes = Pipes()
    pipes.begin()
    for number in range(1, 20):
        pipes.send(call(number, "compare", {"a": "Goblin", "b": "Signal"}))
    out, _, code = pipes.end()
    answers = [json.loads(line) for line in out.splitlines()]
    assert sorted(answer["id"] for answer in answers) == list(range(1, 20)) and code == 0


def test_a_cancelled_call_is_not_waited_for():
    pipes = Pipes()
    pipes.begin()
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}
    pipes.send(call(1, "ask", {"text": "like Goblin but less sad"}))
    pipes.send(cancel)
    pipes.send(cancel)
    pipes.send(call(2, "find_drama", {"text": "goblin"}))
    # It may have been answered before it was cancelled.
    answers = {pipes.receive()["id"]}
    if 2 not in answers:
        answers.add(pipes.receive()["id"])
    assert 2 in answers
    assert pipes.end()[2] == 0


def test_who_says_nothing_is_told_nothing():
    out, err, code = Pipes().end()
    assert (out, err, code) == (b"", "", 0)


def test_a_line_that_is_no_message_does_not_end_the_conversation():
    pipes = Pipes()
    pipes.begin()
    pipes.send("this is no JSON")
    pipes.send(call(1, "find_drama", {"text": "goblin"}))
    answers = [pipes.receive()]
    if answers[0].get("id") != 1:
        answers.append(pipes.receive())
    assert answers[-1]["id"] == 1 and answers[-1]["result"]["structuredContent"]["dramas"]
    pipes.end()


def test_notes_are_said_beside_the_protocol(tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("id,title,tropes,year\nlow-tide,Low Tide,romance:0.8,2020\n")
    pipes = Pipes("--catalog", str(rows))
    pipes.begin()
    pipes.send(call(1, "show_drama", {"title": "Low Tide"}))
    assert pipes.receive()["result"]["structuredContent"]["id"] == "low-tide"
    out, err, code = pipes.end()
    assert out == b"" and code == 0 and all(line.startswith("note: ") for line in err.splitlines())


def post(address, headers, body=None):
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
    given = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    body = json.dumps(body or initialize("2025-06-18"))
    connection.request("POST", place.path, body, given | headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_only_this_machine_is_served(address):
    port = urlsplit(address).port
    for host in [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"]:
        status, body = post(address, {"Host": host})
        assert status == 200 and json.loads(body)["result"]["protocolVersion"] == "2025-06-18"
    for host in ["evil.example", f"evil.example:{port}", "localhost.evil.example", "10.0.0.1"]:
        assert post(address, {"Host": host})[0] == 421, host


def test_web_pages_may_not_ask(address):
    for origin in ["https://evil.example", "null", "http://localhost:3000"]:
        assert post(address, {"Origin": origin})[0] == 403, origin


def test_a_request_without_end_is_refused(address):
    huge = call(1, "ask", {"text": "a" * (300 << 10)})
    assert post(address, {}, huge)[0] == 413
