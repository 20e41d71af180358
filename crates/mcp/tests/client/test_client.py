"""What an assistant gets through the client library, over both transports.

The library validates every structured answer against the schema of its tool.
"""

import asyncio
import json
from contextlib import asynccontextmanager

import anyio
import pytest
from mcp.shared.exceptions import MCPError

pytestmark = pytest.mark.anyio

TOOLS = ["ask", "recommend", "find_drama", "show_drama", "compare", "find_trope"]
WISH = "something like Our Beloved Summer, but my wife hates sad endings"


async def answered(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.content[0].text, result.structured_content


async def refused(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    # A wish that cannot be answered still tells what was understood of it.
    assert result.is_error and (result.structured_content is None or tool == "ask")
    return result.content[0].text


async def test_the_tools_are_read_only_and_small_in_context(client):
    async with client:
        newest = "2026-07-28" if client.mode == "auto" else "2025-11-25"
        assert client.protocol_version == newest
        listed = await client.list_tools()
        assert [tool.name for tool in listed.tools] == TOOLS
        assert all(tool.annotations.read_only_hint for tool in listed.tools)
        assert all(tool.output_schema["type"] == "object" for tool in listed.tools)
        sent = json.dumps(listed.model_dump(by_alias=True, exclude_none=True, mode="json"))
        assert len(sent.encode()) < 6_144
        assert "Do not claim" in client.instructions


async def test_a_wish_is_answered_with_reasons_and_without_what_was_to_be_avoided(client):
    async with client:
        text, answer = await answered(client, "ask", text=WISH)
        assert answer["understood"] == ["like Our Beloved Summer (2021)", "no sad ending"]
        assert any("sad-ending" in note and "leaves out" in note for note in answer["notes"])
        assert len(answer["results"]) == 5
        for place, pick in enumerate(answer["results"], 1):
            assert pick["why"] and all(reason.endswith("%") for reason in pick["why"])
            assert f"{place}. {pick['title']}, id {pick['id']}" in text
            assert ", ".join(pick["why"]) in text
            _, shown = await answered(client, "show_drama", title=pick["id"], spoilers=True)
            assert "sad-ending" not in [trope["trope"] for trope in shown["tropes"]]
            assert shown["reviewed"]


async def test_exact_names_and_limits(client):
    async with client:
        question = {"like": "My Mister", "avoid": ["suicide"], "max_episodes": 16, "k": 3}
        text, answer = await answered(client, "recommend", **question)
        assert len(answer["results"]) == 3 and "understood" not in answer
        assert all("16 episodes" in text or pick["facts"] for pick in answer["results"])
        _, same = await answered(client, "recommend", **question, streaming=None, want=None)
        assert same == answer


async def test_people_are_left_out(client):
    async with client:
        _, answer = await answered(client, "recommend", like="Crash Landing on You", k=20)
        lead = "Son Ye Jin"
        _, left = await answered(
            client, "recommend", like="Crash Landing on You", k=20, without=[lead]
        )
        assert {pick["id"] for pick in answer["results"]} != {pick["id"] for pick in left["results"]}
        for pick in left["results"]:
            _, shown = await answered(client, "show_drama", title=pick["id"])
            assert lead not in shown["leads"]


async def test_what_is_looked_up(client):
    async with client:
        _, found = await answered(client, "find_drama", text="그해 우")
        assert found["dramas"][0]["id"] == "our-beloved-summer"
        _, found = await answered(client, "find_drama", text="Our Beloved Sumer")
        assert found["dramas"][0]["id"] == "our-beloved-summer"
        _, found = await answered(client, "find_trope", text="sad", k=2)
        assert [trope["id"] for trope in found["tropes"]] == ["tearjerker", "sad-ending"]
        _, compared = await answered(client, "compare", a="Goblin", b="Hotel del Luna")
        assert "fantasy" in compared["shared"] and 0 < compared["similarity"] < 1


async def test_spoilers_are_hidden_unless_asked_for(client):
    async with client:
        text, hidden = await answered(client, "show_drama", title="Goblin")
        told, shown = await answered(client, "show_drama", title="Goblin", spoilers=True)
        names = {trope["trope"] for trope in shown["tropes"]}
        secret = names - {trope["trope"] for trope in hidden["tropes"]}
        assert len(secret) == hidden["hidden_tropes"] > 0 == shown["hidden_tropes"]
        for trope in secret:
            assert trope in told and trope not in text
            resource = await client.read_resource(f"tropes://{trope}")
            strongest = json.loads(resource.contents[0].text)["strongest"]
            assert "guardian-the-lonely-and-great-god" not in [drama["id"] for drama in strongest]
        resource = await client.read_resource("drama://guardian-the-lonely-and-great-god")
        assert not secret & {t["trope"] for t in json.loads(resource.contents[0].text)["tropes"]}


async def test_mistakes_are_answers_that_teach(client):
    async with client:
        said = await refused(client, "recommend", like=["Our Beloved Sumer Sky"])
        assert "unknown title `Our Beloved Sumer Sky`" in said and "Our Beloved Summer (2021)" in said
        assert "`find_trope`" in await refused(client, "recommend", want=["qwertyuiop"])
        assert "`like`" in await refused(client, "recommend", likes=["Goblin"])
        assert "name a title to like" in await refused(client, "recommend")
        assert "from 1 to 20" in await refused(client, "recommend", like=["Goblin"], k=0)
        assert "from 1 to 20" in await refused(client, "ask", text="like Goblin", k=21)
        assert "name a title" in await refused(client, "ask", text="hm")
        assert "missing field `text`" in await refused(client, "ask")
        assert "`find_drama`" in await refused(client, "show_drama", title="qwertyuiop")
        # Whoever searches is ready to find nothing, and is not sent to the search.
        text, found = await answered(client, "find_drama", text="qwertyuiop")
        assert found["dramas"] == [] and found["notes"] == [text]
        assert "unknown title `qwertyuiop`" in text and "`find_drama`" not in text
        text, found = await answered(client, "find_trope", text="qwertyuiop")
        assert found["tropes"] == [] and found["notes"] == [text] and "qwertyuiop" in text
        with pytest.raises(MCPError, match="there are ask, recommend, find_drama"):
            await client.call_tool("mark_seen", {})


async def test_resources_and_their_templates(client):
    async with client:
        listed = await client.list_resources()
        assert [str(resource.uri) for resource in listed.resources] == ["tropes://"]
        templates = (await client.list_resource_templates()).resource_templates
        assert [t.uri_template for t in templates] == ["drama://{id}", "tropes://{id}"]
        tropes = json.loads((await client.read_resource("tropes://")).contents[0].text)
        ids = [trope for family in tropes.values() for trope in family]
        assert len(ids) == len(set(ids)) == 300
        read = await client.read_resource("drama://our-beloved-summer")
        assert json.loads(read.contents[0].text)["title"] == "Our Beloved Summer"
        assert read.contents[0].mime_type == "application/json"
        for uri, said in [("drama://our-beloved-sumer-sky", "did you mean"), ("x://y", "drama://ID")]:
            with pytest.raises(MCPError, match=said):
                await client.read_resource(uri)


async def test_the_prompt(client):
    async with client:
        [prompt] = (await client.list_prompts()).prompts
        assert prompt.title == "What should I watch?"
        filled = await client.get_prompt(prompt.name, {"wish": "a long one"})
        text = filled.messages[0].content.text
        assert "My wish: a long one" in text and "Name no drama that Tropewise did not" in text
        assert "ask me" in (await client.get_prompt(prompt.name)).messages[0].content.text
        with pytest.raises(MCPError, match="what_should_i_watch"):
            await client.get_prompt("no such prompt")


async def test_calls_side_by_side_get_their_own_answers(client):
    titles = ["Goblin", "My Mister", "Signal", "Hospital Playlist", "Our Beloved Summer"] * 8
    async with client:
        shown = await asyncio.gather(
            *(client.call_tool("show_drama", {"title": title}) for title in titles)
        )
        alone = {
            title: (await client.call_tool("show_drama", {"title": title})).structured_content
            for title in set(titles)
        }
        for title, result in zip(titles, shown):
            assert result.structured_content == alone[title]


@asynccontextmanager
async def connected(client):
    """A connection that may end while the answer of a cancelled call is still on its way: the
    library, in its older mode, then writes into a stream that it has closed itself."""
    try:
        async with client:
            yield
    except BaseExceptionGroup as group:
        _, others = group.split((anyio.ClosedResourceError, anyio.BrokenResourceError))
        if others is not None:
            raise others from None


async def test_a_cancelled_call_leaves_the_others_alone(client):
    waits = [0, 0.001, 0.01]
    calls_answered = 0
    async with connected(client):
        for wait in waits:
            with anyio.move_on_after(wait):
                await client.call_tool("ask", {"text": WISH})
            _, found = await answered(client, "find_drama", text="goblin")
            assert found["dramas"]
            calls_answered += 1
    assert calls_answered == len(waits)
