"""A client of each transport, and of each way to begin."""

import pytest
from mcp import Client, StdioServerParameters

from program import PROGRAM, http_server


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def address():
    with http_server() as address:
        yield address


@pytest.fixture(params=["stdio auto", "stdio legacy", "http auto", "http legacy"])
def client(request, address):
    """A client that is not yet connected. `auto` begins as the newest protocol does, `legacy` with
    a handshake."""
    transport, mode = request.param.split()
    if transport == "http":
        return Client(address, mode=mode)
    return Client(StdioServerParameters(command=PROGRAM, args=["mcp"]), mode=mode)
