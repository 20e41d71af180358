"""The conversations of `docs/assistants.md`, had through the client library.

`python conversations.py` prints them, `python conversations.py --write` puts them into the page.
What the user says is made up; requests and answers are as they were.
"""

import asyncio
import json
import sys

from mcp import Client, StdioServerParameters

from program import PROGRAM, ROOT

PAGE = ROOT / "docs/assistants.md"
BEGIN, END = "<!-- conversations -->\n", "<!-- end of conversations -->\n"

CONVERSATIONS = [
    (
        "A wish with a condition",
        "Something like Our Beloved Summer, but my wife hates sad endings.",
        [
            (
                "ask",
                {
                    "text": "something like Our Beloved Summer, but my wife hates sad endings",
                    "k": 3,
                },
            ),
            ("show_drama", {"title": "melo-movie"}),
        ],
    ),
    (
        "Names that are not known",
        "I loved Tunel and Signal. What else has time travel, without suicide, on Netflix?",
        [
            ("recommend", {"like": ["Tunel 2", "Signal"], "want": ["time travel"]}),
            ("find_drama", {"text": "Tunel"}),
            (
                "recommend",
                {
                    "like": ["Tunnel (2017)", "Signal"],
                    "want": ["time-travel"],
                    "avoid": ["suicide"],
                    "streaming": "Netflix",
                    "k": 3,
                },
            ),
        ],
    ),
    (
        "In Korean",
        "나의 아저씨 같은 드라마, 16부 이하로. 나의 해방일지랑은 뭐가 달라?",
        [
            ("ask", {"text": "나의 아저씨 같은 드라마, 16부 이하", "k": 3}),
            ("recommend", {"like": ["나의 아저씨"], "max_episodes": 16, "k": 3}),
            ("compare", {"a": "나의 아저씨", "b": "나의 해방일지"}),
        ],
    ),
]


async def have():
    """All conversations as Markdown."""
    written = []
    async with Client(StdioServerParameters(command=PROGRAM, args=["mcp"])) as client:
        for title, said, calls in CONVERSATIONS:
            written.append(f"### {title}\n\n> {said}\n")
            for tool, arguments in calls:
                result = await client.call_tool(tool, arguments)
                request = json.dumps(arguments, ensure_ascii=False)
                error = "error: " if result.is_error else ""
                answer = error + result.content[0].text
                written.append(f"```text\n{tool} {request}\n\n{answer}\n```\n")
    return "\n".join(written)


def main():
    had = asyncio.run(have())
    if sys.argv[1:] != ["--write"]:
        print(had)
        return
    before, rest = PAGE.read_text().split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{had}\n{END}{after}")


if __name__ == "__main__":
    main()
