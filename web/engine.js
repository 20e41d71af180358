// The engine in this browser. It has the same functions as api.js, so that the page need not know
// which of the two it asks. The C ABI behind them is described in crates/wasm/src/abi.rs.

import { Failed } from "./failed.js";

const MODULE = new URL("./engine/tropewise.wasm", import.meta.url);
const WISHES = new URL("./engine/wishes.wasm", import.meta.url);
const MAP = new URL("./engine/map.json", import.meta.url);
const WORDS = new URL("./engine/words.bin", import.meta.url);
const ENCODER = new URL("./engine/encoder.bin", import.meta.url);

/** The exports of an engine, with its catalogue open: as the build made it, or opened now. */
function opened({ exports }) {
  exports.open?.();
  return exports;
}

/** Opens the engine. `load` gives the bytes of a URL; Node passes its own.
 * @returns the functions `recommend`, `ask`, `search`, `drama`, `compare`, `tropes`, `map`. */
export async function open(load = fetched) {
  const module = load === fetched ? await streamed() : await WebAssembly.compile(await load(MODULE));
  let exports = opened(await WebAssembly.instantiate(module, {}));
  let code = null;
  let wishes = null;
  let words = null;
  let encoder = null;

  /** One call of the ABI: text or bytes in, a value out. */
  function call(name, input) {
    const given = typeof input === "string" ? new TextEncoder().encode(input) : input;
    try {
      const at = exports.input(given.length);
      if (at === 0) throw new Failed("too-large", "the question is too large");
      new Uint8Array(exports.memory.buffer, at, given.length).set(given);
      const length = exports[name](given.length);
      const reply = new Uint8Array(exports.memory.buffer, exports.output(), length);
      return checked(JSON.parse(new TextDecoder().decode(reply)));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) revive();
      throw error;
    }
  }

  /** After a trap the memory is not to be trusted: the next call has a fresh one. */
  function revive() {
    exports = opened(new WebAssembly.Instance(module, {}));
    wishes = words = encoder = null;
  }

  /** The code of wishes, in its places in the engine. */
  async function joined() {
    code ??= load(WISHES).then((bytes) => WebAssembly.compile(bytes));
    code.catch(() => { code = null; });
    await WebAssembly.instantiate(await code, { primary: exports });
  }

  /** What only wishes need comes when the first one is typed: their code, the tables of words, and
   * the encoder, without which `ask` knows fewer words. What did not come is asked for again with the
   * next wish. */
  async function withWords() {
    const part = async (url, name) => {
      const [image] = await Promise.all([load(url), wishes]);
      return call(name, new Uint8Array(image));
    };
    wishes ??= joined();
    words ??= part(WORDS, "load_words");
    encoder ??= part(ENCODER, "load_encoder");
    await Promise.all([
      wishes.catch((error) => { wishes = null; throw error; }),
      words.catch((error) => { words = null; throw error; }),
      encoder.catch(() => { encoder = null; }),
    ]);
  }

  const asked = (name) => async (request) => call(name, JSON.stringify(request));
  return {
    recommend: asked("recommend"),
    ask: async (text) => {
      await withWords();
      return call("ask", JSON.stringify({ text }));
    },
    search: (q, k = 8) => asked("search")({ q, k }),
    drama: (id, { spoilers = false } = {}) => asked("drama")({ id, spoilers }),
    compare: (a, b, { spoilers = false } = {}) => asked("compare")({ a, b, spoilers }),
    tropes: () => asked("tropes")({}),
    // Laying the map out takes seconds, so the build does it once and the page reads a file.
    map: async () => JSON.parse(new TextDecoder().decode(await load(MAP))),
  };
}

/** Compiled while it comes; a host that calls the file something else is forgiven. */
async function streamed() {
  try {
    return await WebAssembly.compileStreaming(checkedResponse(MODULE));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return WebAssembly.compile(await fetched(MODULE));
  }
}

async function fetched(url) {
  return (await checkedResponse(url)).arrayBuffer();
}

async function checkedResponse(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Failed("engine", `${url.pathname}: ${response.status}`);
  return response;
}

function checked(reply) {
  if (reply?.error) throw new Failed(reply.error.code, reply.error.message, reply.error.near);
  return reply;
}
