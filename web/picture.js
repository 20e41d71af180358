// A drama as a picture, "day over hills", drawn from its tropes alone:
//
// - the sky is the mood, from night to noon;
// - the sun is the year, from 2000 at the left to now at the right;
// - the three hills are its three strongest families, the strongest in front;
// - the skyline of the rear hill is its genre;
// - rain is for tears, mist for a slow pace.
//
// The same drama gives the same picture everywhere; only the phase of the waves comes from its id.

import { s } from "./dom.js";
import { FAMILIES, family } from "./families.js";

const WIDTH = 96;
const HEIGHT = 128;
const NOW = 2026;

/** How much a trope lightens (above 0) or darkens the mood. */
const MOOD = {
  dark: -1, unsettling: -0.7, horror: -0.6, "psychological-intensity": -0.5, suspenseful: -0.45, thriller: -0.4,
  tearjerker: -0.35, "graphic-violence": -0.3, bittersweet: -0.2, melodrama: -0.2, makjang: -0.2,
  lighthearted: 1, heartwarming: 0.6, slapstick: 0.5, "romantic-comedy": 0.45, quirky: 0.35,
  comedy: 0.35, "slice-of-life": 0.3, healing: 0.3, inspirational: 0.3, lyrical: 0.1, nostalgic: 0.05,
};

/** Skies from the darkest: the least mood that is lighter, top, bottom, sun. */
const SKIES = [
  { below: -0.6, name: "night", top: "#141a36", bottom: "#39406b", sun: "#f3ecd2" },
  { below: -0.15, name: "dusk", top: "#4a3a66", bottom: "#c98a83", sun: "#fbdcae" },
  { below: 0.2, name: "cloud", top: "#9fb0ba", bottom: "#dcdcd2", sun: "#fbf7ec" },
  { below: 0.65, name: "morning", top: "#bcd8dc", bottom: "#f8e2c8", sun: "#f0a068" },
  { below: Infinity, name: "noon", top: "#9fd6ea", bottom: "#fdf3d8", sun: "#f6bd3e" },
];

/** Which skyline a genre draws; else waves. */
const SKYLINES = {
  comedy: "domes", "romantic-comedy": "domes", slapstick: "domes",
  thriller: "peaks", action: "peaks", "crime-drama": "peaks", mystery: "peaks", horror: "peaks",
  "medical-drama": "towers", "legal-drama": "towers", procedural: "towers", "science-fiction": "towers",
  sageuk: "roofs",
};

/** What a picture shows, as `draw` takes it. */
export function features(drama, vocabulary) {
  let mood = 0;
  const families = new Map();
  const genres = new Map();
  let rain = false;
  let mist = false;
  for (const { trope, strength } of drama.tropes) {
    const salience = strength * strength;
    mood += (MOOD[trope] ?? 0) * salience / 1.5;
    const of = vocabulary.trope(trope)?.family;
    if (of === "genre") genres.set(SKYLINES[trope] ?? "waves", (genres.get(SKYLINES[trope] ?? "waves") ?? 0) + salience);
    else if (of && of !== "tone") families.set(of, (families.get(of) ?? 0) + salience);
    if (trope === "tearjerker" && strength >= 0.8) rain = true;
    if (["lyrical", "slow-paced", "slice-of-life"].includes(trope) && strength >= 0.8) mist = true;
  }
  const order = Object.keys(FAMILIES);
  const strongest = [...families].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]));
  const skyline = [...genres].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "waves";
  const bounded = Math.max(-1, Math.min(1, mood));
  return {
    id: drama.id, year: drama.year, sky: SKIES.find((sky) => bounded < sky.below).name,
    hills: strongest.slice(0, 3), skyline, rain, mist,
  };
}

/** The picture as an SVG element; it says nothing to readers that the card does not say in words. */
export function picture(drama, vocabulary) {
  return draw(features(drama, vocabulary));
}

let drawn = 0;

/** Draws features. */
export function draw({ id, year, sky: named, hills, skyline, rain, mist }) {
  const sky = SKIES.find((one) => one.name === named);
  const seed = hash(id);
  const name = `sky${drawn++}`;
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "picture", "aria-hidden": "true" });
  svg.append(
    s("defs", null, s("linearGradient", { id: name, x1: 0, y1: 0, x2: 0, y2: 1 },
      s("stop", { offset: 0, "stop-color": sky.top }), s("stop", { offset: 0.6, "stop-color": sky.bottom }))),
    s("rect", { width: WIDTH, height: HEIGHT, fill: `url(#${name})` }));
  if (sky.name === "night") svg.append(...stars(seed, sky.sun));
  svg.append(sun(year, sky));
  if (rain) svg.append(drops(seed));
  const bands = heights(hills);
  let top = HEIGHT - bands.reduce((sum, height) => sum + height, 0);
  // From the rear to the front: the weakest of the three first.
  for (let at = hills.length - 1; at >= 0; at--) {
    const back = at;
    const colour = mix(family(hills[at][0]).colour, sky.bottom, 0.2 * back);
    const first = at === hills.length - 1;
    const line = first && skyline !== "waves" ? SHAPES[skyline](top, seed) : wave(top, seed + at * 7, 4 - back);
    svg.append(s("path", { d: `${line} V${HEIGHT} H0 Z`, fill: colour }),
      s("path", { d: line, fill: "none", stroke: "#ffffff", "stroke-opacity": 0.4, "stroke-width": 0.8 }));
    if (first && mist) svg.append(fog(top));
    svg.append(mark(hills[at][0], at, top, bands[at], seed));
    top += bands[at];
  }
  return svg;
}

/** Heights of the bands, strongest first, by the square root of their weight. */
function heights(hills) {
  const room = 82;
  const roots = hills.map(([, weight]) => Math.sqrt(weight));
  const sum = roots.reduce((a, b) => a + b, 0) || 1;
  const least = [32, 24, 22];
  const spare = room - least.slice(0, hills.length).reduce((a, b) => a + b, 0);
  return roots.map((root, at) => least[at] + spare * (root / sum));
}

function sun(year, sky) {
  const u = Math.max(0, Math.min(1, ((year ?? NOW) - 2000) / (NOW - 2000)));
  const moon = sky.name === "night" || sky.name === "dusk";
  return s("g", null,
    s("circle", { cx: 13 + 70 * u, cy: 30 - 15 * Math.sin(Math.PI * u), r: moon ? 12 : 13, fill: sky.sun, "fill-opacity": 0.22 }),
    s("circle", { cx: 13 + 70 * u, cy: 30 - 15 * Math.sin(Math.PI * u), r: 8.5, fill: sky.sun }));
}

function wave(top, seed, swing) {
  const phase = (seed % 360) * Math.PI / 180;
  let line = `M0 ${fixed(top + swing * Math.sin(phase))}`;
  for (let x = 8; x <= WIDTH; x += 8) line += ` L${x} ${fixed(top + swing * Math.sin(phase + x / 15))}`;
  return line;
}

const SHAPES = {
  domes(top, seed) {
    const shift = seed % 12;
    let line = `M0 ${fixed(top)} L${shift} ${fixed(top)}`;
    for (let x = shift; x < WIDTH; x += 30) line += ` q15 ${-18 + (x * 7 + seed) % 7} 30 0`;
    return `${line} L${WIDTH} ${fixed(top)}`;
  },
  peaks(top, seed) {
    let line = `M0 ${fixed(top)}`;
    for (let x = 0, at = 0; x < WIDTH; x += 12, at++) {
      line += ` L${x + 6} ${fixed(top - 6 - ((seed >> at) % 9))} L${x + 12} ${fixed(top + ((seed >> (at + 2)) % 4))}`;
    }
    return line;
  },
  towers(top, seed) {
    let line = `M0 ${fixed(top)}`;
    for (let x = 0, at = 0; x < WIDTH; x += 12, at++) line += ` V${fixed(top - ((seed >> at) % 5) * 4)} h12`;
    return line;
  },
  roofs(top, seed) {
    const shift = 10 + seed % 8;
    const roof = " q5 -1 8 -10 h18 q3 9 8 10";
    return `M0 ${fixed(top)} H${shift}${roof} h6${roof} H${WIDTH}`;
  },
};

function mark(id, at, top, height, seed) {
  const { d, mark: colour } = family(id);
  const size = [27, 15, 13][at];
  const x = at === 0 ? WIDTH / 2 - size / 2 : 12 + ((seed >> (at * 3)) % 8) * 8;
  const y = top + (at === 0 ? height / 2 + 1 : height / 2 + 2) - size / 2;
  return s("path", { d, fill: colour, "fill-opacity": at === 0 ? 0.92 : 0.85, transform: `translate(${fixed(x)} ${fixed(y)}) scale(${fixed(size / 24)})` });
}

/** Points of two sizes; those of a size are one path, as a browser has fewer shapes to lay out. */
function stars(seed, colour) {
  const sizes = [[], []];
  for (let at = 0; at < 14; at++) {
    const place = hash(`${seed} ${at}`);
    sizes[at % 3 ? 0 : 1].push(`M${place % WIDTH} ${2 + Math.floor(place / WIDTH) % 42}h0`);
  }
  return sizes.map((points, size) => stroke(points.join(""), colour, 0.8, size ? 2 : 1.2));
}

function drops(seed) {
  const lines = Array.from({ length: 12 }, (_, at) => `M${(at * 17 + seed) % WIDTH} ${4 + (at * 29 + seed) % 38}l-2.5 7`);
  return stroke(lines.join(""), "#ffffff", 0.55, 1);
}

function fog(top) {
  return stroke(`M1.5 ${fixed(top + 6.5)}h59M31.5 ${fixed(top + 11.5)}h63`, "#fffaf0", 0.42, 3);
}

/** Lines, or points where they have no length, with round ends. */
function stroke(d, colour, opacity, width) {
  return s("path", { d, fill: "none", stroke: colour, "stroke-opacity": opacity, "stroke-width": width, "stroke-linecap": "round" });
}

/** Between two colours, a share of the second. */
function mix(a, b, share) {
  const channel = (colour, at) => parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16);
  const parts = [0, 1, 2].map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** A small number from a text (FNV-1a). */
function hash(text) {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0), 16777619) >>> 0;
  return value % 9973;
}

function fixed(value) {
  return Math.round(value * 100) / 100;
}
