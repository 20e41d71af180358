// The families of tropes: a colour and a mark each, the same on pictures, bars, chips and the map.

import { copy, s } from "./dom.js";

const CREAM = "#fffaf0";
const INK = "#1d1a17";

/** By family id: colour, colour of the mark on it, and the mark as a path of 24 by 24. */
export const FAMILIES = {
  "second-chances": { colour: "#f19a84", mark: INK, d: "M12 5a7 7 0 1 1-6.700 9h2.900A4.300 4.300 0 1 0 12 7.700V11L6.500 6.500 12 2Z" },
  "time-fate": { colour: "#348dcf", mark: CREAM, d: "M6 3h12v3l-4.500 6 4.500 6v3H6v-3l4.500-6L6 6Z" },
  "marriage-family": { colour: "#e1791b", mark: INK, d: "m12 3 9 8h-2.500v9.500h-4.700V15h-3.600v5.500H5.500V11H3Z" },
  "wounds-healing": { colour: "#4dae7b", mark: INK, d: "M11 21v-7C6 14 3.500 11 3 5.500c5 0 8 2.300 9 6.300 1-4 4-6.300 9-6.300C20.500 11 18 14 13 14v7Z" },
  "love-dynamics": { colour: "#d53b5f", mark: CREAM, d: "M12 20.500C5.500 15.800 3 12.800 3 9.200A4.700 4.700 0 0 1 12 7a4.700 4.700 0 0 1 9 2.200c0 3.600-2.500 6.600-9 11.300Z" },
  "identity-secrets": { colour: "#90347a", mark: CREAM, d: "M12 3a5.200 5.200 0 0 1 2.700 9.600L17 21H7l2.300-8.400A5.200 5.200 0 0 1 12 3Z" },
  "class-power-work": { colour: "#e4ad3c", mark: INK, d: "M3 20v-5h5v-4.500h4.500V6H21v14Z" },
  "professions-settings": { colour: "#64c2cc", mark: INK, d: "M5 3h14v18h-5.500v-4h-3v4H5Zm3 3v2.500h2.800V6Zm5.200 0v2.500H16V6ZM8 11v2.500h2.800V11Zm5.200 0v2.500H16V11Z" },
  "crime-justice": { colour: "#2b3c62", mark: CREAM, d: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-1.200 2.800a6.300 6.300 0 0 0-5 5h3.400a3 3 0 0 1 1.600-1.600Zm2.400 0v3.400a3 3 0 0 1 1.600 1.600h3.400a6.300 6.300 0 0 0-5-5Zm-7.400 7.400a6.300 6.300 0 0 0 5 5v-3.400a3 3 0 0 1-1.600-1.600Zm9 0a3 3 0 0 1-1.600 1.600v3.400a6.300 6.300 0 0 0 5-5Z" },
  "supernatural": { colour: "#7a4ecf", mark: CREAM, d: "M12 2c1.200 6.200 3.800 8.800 10 10-6.200 1.200-8.800 3.800-10 10-1.200-6.200-3.800-8.800-10-10 6.200-1.200 8.800-3.800 10-10Z" },
  "historical-worlds": { colour: "#833e2d", mark: CREAM, d: "M12 4c2.500 3 6 5 10 5.500l-1 3h-2V20H5v-7.500H3l-1-3C6 9 9.500 7 12 4Zm-2 10v6h4v-6Z" },
  "friendship-youth": { colour: "#c7e770", mark: INK, d: "M7 3.500a4.200 4.200 0 1 1 0 8.400 4.200 4.200 0 0 1 0-8.400Zm10 0a4.200 4.200 0 1 1 0 8.400 4.200 4.200 0 0 1 0-8.400Zm-5 8.800a4.200 4.200 0 1 1 0 8.400 4.200 4.200 0 0 1 0-8.400Z" },
  "tone": { colour: "#e2d2bb", mark: INK, d: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 2.400v13.200a6.600 6.600 0 0 0 0-13.200Z" },
  "genre": { colour: "#657689", mark: CREAM, d: "M3 5h18v14H3Zm2 2v2h2V7Zm0 4v2h2v-2Zm0 4v2h2v-2ZM17 7v2h2V7Zm0 4v2h2v-2Zm0 4v2h2v-2ZM10 9v6l5-3Z" },
};

/** Of a family that has none: a plain square, as for a catalogue of someone's own. */
export const OTHER = { colour: "#8a8378", mark: CREAM, d: "M8 8h8v8H8Z" };

export function family(id) {
  return FAMILIES[id] ?? OTHER;
}

/** The small badge of a family, hidden from readers. */
export function badge(id) {
  const { colour, mark, d } = family(id);
  return copy(`badge ${colour}`, () => s("svg", { viewBox: "-4 -4 32 32", class: "badge", "aria-hidden": "true" },
    s("rect", { x: -3, y: -3, width: 30, height: 30, rx: 8, fill: colour, class: "badge-ground" }),
    s("path", { d, fill: mark, transform: "translate(3.600 3.600) scale(0.7)" })));
}
