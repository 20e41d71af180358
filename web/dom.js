// Elements from plain descriptions. Text is always text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. `on…` properties are listeners, `data` sets data attributes, `css` sets custom
 * properties; null, undefined and false leave an attribute out. */
export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function s(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "css") for (const [key, val] of Object.entries(value)) element.style.setProperty(key, val);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Replaces what is inside an element. */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Sets a text that differs: one that is set anew is laid out anew. */
export function write(element, text) {
  const said = String(text ?? "");
  if (element.textContent !== said) element.textContent = said;
}

/** Sets an attribute that differs. */
export function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** An icon of 24 by 24, hidden from readers; its button has the words. */
export function icon(name) {
  return copy(`icon ${name}`, () => s("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    s("path", { d: ICONS[name] })));
}

const made = new Map();

/** A copy of what is made once: a browser copies faster than it makes. */
export function copy(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key).cloneNode(true);
}

const ICONS = {
  search: "M10.5 4a6.5 6.5 0 1 0 4 11.6l4.4 4.4 1.4-1.4-4.4-4.4A6.5 6.5 0 0 0 10.5 4Zm0 2a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9Z",
  close: "m6.4 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400Z",
  never: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2a7 7 0 0 1 4.300 1.500L6.500 16.300A7 7 0 0 1 12 5Zm5.500 2.700A7 7 0 0 1 7.700 17.500Z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6Z",
  minus: "M5 11h14v2H5Z",
  eye: "M12 5c-5 0-8.600 3.700-10 7 1.400 3.300 5 7 10 7s8.600-3.700 10-7c-1.400-3.300-5-7-10-7Zm0 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9Zm0 2.300a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400Z",
  bookmark: "M6 3h12v18l-6-4.500L6 21Zm2 2v12l4-3 4 3V5Z",
  warning: "M12 3 1.500 21h21Zm0 4 7 12H5Zm-1 4.500h2v4h-2Zm0 5h2v2h-2Z",
  dropped: "M6 4h2v16H6Zm4 0h9l-2.500 4L19 12h-9Z",
  pair: "M4 5h7v14H4Zm2 2v10h3V7Zm7-2h7v14h-7Z",
  down: "m6.700 8.500 5.300 5.300 5.300-5.300 1.400 1.400-6.700 6.700-6.700-6.700Z",
  sliders: "M4 6h9.200a3 3 0 0 1 5.600 0H20v2h-1.200a3 3 0 0 1-5.600 0H4Zm12 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2ZM4 16h1.200a3 3 0 0 1 5.600 0H20v2h-9.200a3 3 0 0 1-5.600 0H4Zm4 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z",
  sun: "M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm-1-6h2v4h-2Zm0 18h2v4h-2ZM1 11h4v2H1Zm18 0h4v2h-4ZM3.500 5 5 3.500 7.800 6.300 6.300 7.800Zm12.700 12.700 1.500-1.500 2.800 2.800-1.500 1.500ZM3.500 19l2.800-2.800 1.500 1.500L5 20.500ZM16.200 6.300 19 3.500 20.500 5l-2.800 2.800Z",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z",
  link: "M10 14a1 1 0 0 1-1.400 0 4 4 0 0 1 0-5.700l3-3a4 4 0 0 1 5.700 5.700l-1.200 1.200-1.400-1.400 1.200-1.200a2 2 0 0 0-2.900-2.900l-3 3a2 2 0 0 0 0 2.900A1 1 0 0 1 10 14Zm4-4a1 1 0 0 1 1.400 0 4 4 0 0 1 0 5.700l-3 3a4 4 0 0 1-5.700-5.700l1.200-1.200 1.400 1.400-1.200 1.200a2 2 0 0 0 2.900 2.900l3-3a2 2 0 0 0 0-2.900A1 1 0 0 1 14 10Z",
  back: "M11 5.500 12.400 7 8.400 11H20v2H8.400l4 4-1.400 1.500L4.500 12Z",
};
