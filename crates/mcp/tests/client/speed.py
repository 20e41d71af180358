"""How long a call takes on standard input and output, seen from the client.

    cargo build --release -p tropewise-cli
    TROPEWISE=target/release/tropewise target/mcp-client/bin/python crates/mcp/tests/client/speed.py

Each tool is called 500 times over bare pipes, so that the client library's own time is left out.
"""

import statistics
import time

from program import Pipes, call

CALLS = [
    ("ask", {"text": "something like Our Beloved Summer, but my wife hates sad endings"}),
    ("recommend", {"like": ["Our Beloved Summer"], "avoid": ["sad-ending"]}),
    ("find_drama", {"text": "our bel"}),
    ("show_drama", {"title": "Our Beloved Summer"}),
    ("compare", {"a": "Goblin", "b": "Hotel del Luna"}),
    ("find_trope", {"text": "sad"}),
]


def main():
    pipes = Pipes()
    pipes.begin()
    print("tool         first ms  median ms   99 % ms")
    for tool, arguments in CALLS:
        took = []
        for number in range(1, 501):
            begun = time.perf_counter()
            pipes.send(call(number, tool, arguments))
            pipes.receive()
            took.append(1000 * (time.perf_counter() - begun))
        rest = sorted(took[1:])
        late = rest[len(rest) * 99 // 100]
        print(f"{tool:12} {took[0]:8.2f} {statistics.median(rest):10.2f} {late:9.2f}")
    pipes.end()


if __name__ == "__main__":
    main()
