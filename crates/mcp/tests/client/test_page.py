"""The page for readers: its conversations can be had again, its configuration starts the program."""

import json
import re

import pytest
from mcp import Client, StdioServerParameters

from conversations import BEGIN, CONVERSATIONS, END, PAGE
from program import PROGRAM, ROOT


def shown():
    """The calls on the page: tool, arguments, what came."""
    part = PAGE.read_text().split(BEGIN)[1].split(END)[0]
    for block in re.findall(r"```text\n(.*?)\n```\n", part, re.DOTALL):
        request, answer = block.split("\n\n", 1)
        tool, arguments = request.split(" ", 1)
        yield tool, json.loads(arguments), answer


@pytest.mark.anyio
async def test_the_conversations_can_be_had_again():
    had = [(tool, arguments) for tool, arguments, _ in shown()]
    assert had == [call for _, _, calls in CONVERSATIONS for call in calls]
    async with Client(StdioServerParameters(command=PROGRAM, args=["mcp"])) as client:
        for tool, arguments, answer in shown():
            result = await client.call_tool(tool, arguments)
            # Rankings get better and answers change; what kind of answer comes does not.
            assert result.is_error == answer.startswith("error: "), (tool, arguments)
            first = answer.removeprefix("error: ").split(":")[0]
            assert result.content[0].text.split(":")[0] == first, "conversations.py --write"


def test_the_page_tells_what_the_assistant_is_told():
    words = (ROOT / "crates/mcp/src/words.rs").read_text()
    told = words.split('INSTRUCTIONS: &str = "\\\n')[1].split('";')[0].replace("\\\n", "")
    page = " ".join(PAGE.read_text().replace("\n> ", " ").split())
    for sentence in told.splitlines():
        assert sentence in page, sentence


@pytest.mark.anyio
async def test_the_page_tells_what_the_tools_take_of_a_context():
    async with Client(StdioServerParameters(command=PROGRAM, args=["mcp"])) as client:
        listed = (await client.list_tools()).model_dump(by_alias=True, exclude_none=True)
        sent = json.dumps(listed["tools"], separators=(",", ":"))
        assert f"takes {len(sent.encode()) / 1000:.1f} KB" in PAGE.read_text(), len(sent)


def test_every_configuration_on_the_page_starts_the_program():
    page = PAGE.read_text()
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    found = 0
    for block in blocks:
        for servers in block.values():
            server = servers["tropewise"]
            assert server.get("url", "").endswith("/mcp") or (
                server["command"] == "tropewise" and server["args"] == ["mcp"]
            )
            found += 1
    assert found >= 3
