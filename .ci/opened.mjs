// Opens the catalogue of an engine and keeps its memory, so that nobody waits for that who loads it:
// node opened.mjs ENGINE
//
// The module stays the same but for its memory, as many pages as it has by then and what stands in
// them as its data, and for the exports that only this needs. The method is that of Wizer
// (Fitzgerald, 2021) for an engine without imports, of which only the memory changes.
import { readFileSync, writeFileSync } from "node:fs";

const PAGE = 65536;
/// Zeros between two pieces of data that are not worth a piece of their own.
const GAP = 64;
/// The sections of a module that tell of memory.
const MEMORY = 5, EXPORTS = 7, DATA = 11, DATA_COUNT = 12;
/// Exports that nobody needs once the catalogue is open.
const DONE = ["open", "image", "read_once"];

const path = process.argv[2];
const module = readFileSync(path);
const sections = sectionsOf(module);
const memory = opened();
const pieces = piecesOf(memory);
const changed = new Map([
  [MEMORY, Buffer.from([1, 0, ...unsigned(memory.length / PAGE)])],
  [EXPORTS, otherExports()],
  [DATA_COUNT, Buffer.from(unsigned(pieces.length))],
  [DATA, data(pieces)],
]);
const out = [module.subarray(0, 8)];
for (const [id, was] of sections) {
  const body = changed.get(id) ?? was;
  out.push(Buffer.from([id, ...unsigned(body.length)]), body);
}
writeFileSync(path, Buffer.concat(out));

/// The memory of the engine once its catalogue is open, without what is never read again. Of one that
/// was opened before, its memory as it is: what has cut its data into crumbs since is undone.
function opened() {
  const engine = new WebAssembly.Module(module);
  const { open, memory } = new WebAssembly.Instance(engine).exports;
  if (!open) return new Uint8Array(memory.buffer);
  open();
  const bytes = new Uint8Array(memory.buffer);
  // Of another one, since the question leaves traces.
  const { image, read_once: readOnce } = new WebAssembly.Instance(engine).exports;
  bytes.fill(0, image(), image() + readOnce());
  // What calls left on the stack, which lies below all data.
  bytes.fill(0, 0, firstData());
  return bytes;
}

/// The sections of a module: number and bytes of each.
function sectionsOf(module) {
  const sections = [];
  for (let at = 8; at < module.length; ) {
    const id = module[at];
    const [length, start] = number(at + 1);
    sections.push([id, module.subarray(start, start + length)]);
    at = start + length;
  }
  return sections;
}

/// The export section without those that are done: of each a name, a kind and an index.
function otherExports() {
  let [many, at] = number(start(EXPORTS));
  const kept = [];
  for (; many > 0; many -= 1) {
    const [length, name] = number(at);
    const [, end] = number(name + length + 1);
    const known = module.subarray(name, name + length).toString();
    if (!DONE.includes(known)) kept.push(module.subarray(at, end));
    at = end;
  }
  return Buffer.concat([Buffer.from(unsigned(kept.length)), ...kept]);
}

/// Where the body of a section begins in the module.
function start(id) {
  const [, body] = sections.find(([known]) => known === id);
  return body.byteOffset - module.byteOffset;
}

/// Where the first data of the module lies: an active piece is 0, `i32.const`, its address.
function firstData() {
  const [, first] = number(start(DATA));
  if (module[first] !== 0 || module[first + 1] !== 0x41) {
    throw new Error(`${path} has other data than an engine`);
  }
  return number(first + 2)[0];
}

/// Where memory is not zero: beginning and end of each piece.
function piecesOf(memory) {
  const pieces = [];
  for (let at = 0; at < memory.length; at += 1) {
    if (memory[at] === 0) continue;
    const last = pieces.at(-1);
    if (last && at - last[1] < GAP) last[1] = at + 1;
    else pieces.push([at, at + 1]);
  }
  return pieces;
}

/// A data section of active pieces.
function data(pieces) {
  const parts = [Buffer.from(unsigned(pieces.length))];
  for (const [start, end] of pieces) {
    parts.push(Buffer.from([0, 0x41, ...signed(start), 0x0b, ...unsigned(end - start)]));
    parts.push(Buffer.from(memory.subarray(start, end)));
  }
  return Buffer.concat(parts);
}

/// The LEB128 number at a place of the module, and the place behind it.
function number(at) {
  let value = 0, shift = 0, byte;
  do {
    byte = module[at++];
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
  } while (byte & 0x80);
  return [value, at];
}

/// A number as unsigned LEB128.
function unsigned(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/// A number that is not negative as signed LEB128: the highest bit of the last byte is its sign.
function signed(value) {
  const bytes = unsigned(value);
  if (bytes.at(-1) & 0x40) bytes.push(bytes.pop() | 0x80, 0);
  return bytes;
}
