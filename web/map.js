// All dramas on one plane, alike ones near each other: drawn on a canvas, with a list for those who
// do not point.

import { h, icon, replace, write } from "./dom.js";
import { box } from "./box.js";
import { badge, family } from "./families.js";
import { viewLink } from "./links.js";
import { t } from "./words.js";

const CLOSEST_ZOOM = 14;
/** Up to this zoom the regions are named, in a plane of this many hundredths around a point. */
const REGIONS_TO = 2.5;
/** A map narrower than this, in pixels, names less; the colour before the name of a region is so
 * large. */
const NARROW = 500;
const SWATCH = 11;
/** How long it takes to fly to a drama, in milliseconds. */
const FLIGHT = 500;

/** Points by the family they are most about; those of none are left out. */
function byFamily(points) {
  const families = new Map();
  for (const point of points) if (point.family) families.set(point.family, [...families.get(point.family) ?? [], point]);
  return families;
}

/** Where each family stands closest: the dramas of a family lie in several places, and its name
 * belongs where most of them are. Families with few dramas have no region. */
export function regions(points, reach) {
  const named = [];
  for (const [family, own] of byFamily(points)) {
    if (own.length < 15) continue;
    let best = null;
    for (const point of own) {
      const near = own.filter((other) => Math.hypot(other.x - point.x, other.y - point.y) < reach);
      if (!best || near.length > best.near.length) best = { near };
    }
    const mean = (of) => best.near.reduce((sum, point) => sum + of(point), 0) / best.near.length;
    named.push({ family, x: mean((point) => point.x), y: mean((point) => point.y), dramas: best.near.length });
  }
  return named.sort((a, b) => b.dramas - a.dramas);
}

/** Where the map was left: it is found again so. */
let left = null;

export async function mapView(app) {
  // Opened by a link, the question of the link has not been answered yet.
  if (!app.answer) await app.answerNow();
  let reply;
  try {
    reply = await app.engine.map();
  } catch {
    return h("div", { class: "view" }, h("h1", null, t("mapTitle")), h("p", null, t("mapNone")));
  }
  const points = reply.points.map((point) => ({ ...point, radius: 2.2 + 5 * Math.sqrt((point.followers ?? 0) / 300000) }));
  points.forEach((point) => app.titles.has(point.id) || app.titles.set(point.id, point));
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const canvas = h("canvas", { class: "map", role: "img", "aria-label": t("mapTitle") });
  const tip = h("a", { class: "map-tip", hidden: true });
  const areas = regions(points, Math.max(east - west, south - north) / 12);
  const named = new Set(app.question.like);
  const ringed = new Set([...named, ...(app.answer?.results ?? []).map((one) => one.id)]);
  const found = h("p", { class: "unseen", role: "status" });
  let view = left ?? { zoom: 1, x: (west + east) / 2, y: (north + south) / 2 };
  let marked = null;
  /** The point that the tip names, so that the map does not name it again. */
  let tipped = null;
  let due = false;

  const scale = () => Math.min(canvas.clientWidth / (east - west), canvas.clientHeight / (south - north)) * 0.94 * view.zoom;
  const place = (point) => [(point.x - view.x) * scale() + canvas.clientWidth / 2, (point.y - view.y) * scale() + canvas.clientHeight / 2];

  function draw() {
    due = false;
    left = view;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width) return;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const style = getComputedStyle(canvas);
    const [ink, paper, ring] = [style.color, style.backgroundColor, style.outlineColor];
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const grow = Math.min(2.4, Math.sqrt(view.zoom));
    // Dots with a ring are drawn last, on top of the others.
    const last = (point) => ringed.has(point.id) || point === marked;
    const level = (point) => named.has(point.id) ? 2 : Number(last(point));
    for (const point of points.toSorted((a, b) => level(a) - level(b))) {
      const [x, y] = place(point);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      disc(pen, x, y, point, grow, ring);
      if (last(point)) {
        pen.beginPath();
        // What was named stands out by a ring that is thick, and free of the dots beneath it.
        const thick = named.has(point.id);
        pen.arc(x, y, point.radius * grow + (thick ? 6 : 4), 0, 7);
        if (thick) {
          pen.lineWidth = 11;
          pen.strokeStyle = paper;
          pen.stroke();
        }
        pen.lineWidth = thick ? 6 : 2;
        pen.strokeStyle = ink;
        pen.stroke();
        if (thick) disc(pen, x, y, point, grow, ring);
      }
    }
    label(pen, ink, paper, ring, width, height, grow);
  }

  function disc(pen, x, y, point, grow, ring) {
    pen.beginPath();
    pen.arc(x, y, point.radius * grow, 0, 7);
    pen.fillStyle = family(point.family).colour;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = ring;
    pen.stroke();
  }

  /** Titles where there is room: the marked and the ringed, then the regions, then the most
   * followed. */
  function label(pen, ink, paper, ring, width, height, grow) {
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const taken = [];
    const free = (box) => taken.every((other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1]);
    const written = new Set(tipped ? [tipped] : []);
    const own = [...(marked ? [marked] : []), ...points.filter((point) => named.has(point.id)), ...points.filter((point) => ringed.has(point.id))];
    // On a phone the results are rings: their names come with zooming.
    name(own, width < NARROW ? named.size + Number(marked !== null) + Math.floor((view.zoom - 1) * 3) : own.length);
    if (view.zoom <= REGIONS_TO) {
      pen.font = `700 ${width < NARROW ? 13 : 15}px system-ui, sans-serif`;
      for (const region of areas) {
        const text = app.vocabulary.familyName(region.family);
        // Its colour stands before a name: the map is read where it is looked at.
        const half = pen.measureText(text).width / 2 + SWATCH / 2 + 3;
        const [there, y] = place(region);
        // At the edge a name moves inwards rather than off the map.
        const x = Math.abs(there - width / 2) > width / 2 ? there : Math.max(half + 8, Math.min(width - half - 8, there));
        const at = [x - half - 4, y - 11, x + half + 4, y + 11];
        if (at[0] < 0 || at[2] > width || !free(at)) continue;
        taken.push(at);
        // A ground of its own: letters between dots of many colours cannot be read.
        pen.globalAlpha = 0.92;
        pen.fillStyle = paper;
        pen.beginPath();
        pen.roundRect(at[0] - 2, at[1], half * 2 + 12, 22, 7);
        pen.fill();
        pen.globalAlpha = 1;
        pen.fillStyle = ink;
        pen.fillText(text, x - half + SWATCH + 6, y);
        pen.beginPath();
        pen.roundRect(x - half, y - SWATCH / 2, SWATCH, SWATCH, 3);
        pen.fillStyle = family(region.family).colour;
        pen.fill();
        pen.lineWidth = 1;
        pen.strokeStyle = ring;
        pen.stroke();
      }
      pen.font = "12px system-ui, sans-serif";
    }
    name(points, width < NARROW ? (view.zoom - 1) * 8 : 10 + view.zoom * 10);

    /** Names points in their order, at most so many, where nothing else is named. */
    function name(order, most) {
      let titles = 0;
      for (const point of order) {
        if (titles >= most) break;
        if (written.has(point)) continue;
        const [x, y] = place(point);
        if (x < 0 || y < 8 || x > width || y > height - 8) continue;
        const text = app.titleOf(point.id);
        const wide = pen.measureText(text).width;
        const away = point.radius * grow + (named.has(point.id) ? 10 : 6);
        // At the right of its dot, or else at the left.
        const at = [x + away, x - away - wide].map((from) => [from - 4, y - 10, from + wide + 4, y + 10]).find((box) => box[0] >= 0 && box[2] <= width && free(box));
        if (!at) continue;
        taken.push(at);
        written.add(point);
        titles++;
        pen.lineWidth = 4;
        pen.strokeStyle = paper;
        pen.strokeText(text, at[0] + 4, y);
        pen.fillStyle = ink;
        pen.fillText(text, at[0] + 4, y);
      }
    }
  }

  function redraw() {
    if (!due) requestAnimationFrame(draw);
    due = true;
  }

  /** Nearer or farther, with what is under a place staying there. */
  function zoom(by, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const before = [(x - canvas.clientWidth / 2) / scale(), (y - canvas.clientHeight / 2) / scale()];
    view.zoom = Math.max(1, Math.min(CLOSEST_ZOOM, view.zoom * by));
    view.x += before[0] - (x - canvas.clientWidth / 2) / scale();
    view.y += before[1] - (y - canvas.clientHeight / 2) / scale();
    say(null);
    redraw();
  }

  /** The drama under a pointer, or near it. */
  function at(event) {
    const { left, top } = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    let nearest = null;
    let least = 18;
    for (const point of points) {
      const [px, py] = place(point);
      const away = Math.hypot(px - x, py - y) - point.radius;
      if (away < least) [least, nearest] = [away, point];
    }
    return nearest;
  }

  const fingers = new Map();
  let moved = 0;
  canvas.addEventListener("wheel", (event) => {
    // Where it cannot become smaller the page goes on.
    if (event.deltaY > 0 && view.zoom <= 1) return;
    event.preventDefault();
    const { left, top } = canvas.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
  }, { passive: false });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return hover(event);
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    if (others.length) {
      const [ox, oy] = others[0][1];
      const { left, top } = canvas.getBoundingClientRect();
      zoom(Math.hypot(event.clientX - ox, event.clientY - oy) / Math.max(1, Math.hypot(before[0] - ox, before[1] - oy)), (event.clientX + ox) / 2 - left, (event.clientY + oy) / 2 - top);
    } else {
      say(null);
      view.x -= (event.clientX - before[0]) / scale();
      view.y -= (event.clientY - before[1]) / scale();
      redraw();
    }
    moved += Math.hypot(event.clientX - before[0], event.clientY - before[1]);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => {
    fingers.delete(event.pointerId);
    const point = name === "pointerup" && moved < 6 ? at(event) : null;
    if (name === "pointerup" && moved < 6) press(point, event.pointerType);
  });

  /** A mouse opens what it pointed at and named already; a finger covers it, so the first touch
   * names. */
  function press(point, pointer) {
    if (point && pointer === "mouse") return app.go(viewLink("drama", point.id));
    marked = point;
    say(point);
    write(found, point ? tip.textContent : "");
  }

  /** Names a drama beside its dot, as a link; null takes the name away. */
  function say(point) {
    tip.hidden = !point;
    if (tipped !== point) redraw();
    tipped = point;
    if (!point) return;
    const [x, y] = place(point);
    tip.href = viewLink("drama", point.id);
    tip.textContent = `${app.titleOf(point.id)} (${point.year ?? "?"})`;
    const half = tip.offsetWidth / 2 + 6;
    tip.style.setProperty("left", `${Math.max(half, Math.min(canvas.clientWidth - half, x))}px`);
    const tall = tip.offsetHeight + 12;
    tip.style.setProperty("top", `${y < tall + 8 ? y + 14 : y - tall}px`);
  }

  /** Moves to a drama, at once where motion is unwanted. */
  function fly(to) {
    const from = { ...view };
    const began = performance.now();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    say(null);
    const step = (now) => {
      const share = still ? 1 : Math.min(1, (now - began) / FLIGHT);
      const eased = 1 - (1 - share) ** 3;
      view = { zoom: from.zoom * (to.zoom / from.zoom) ** eased, x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
      redraw();
      if (share < 1) requestAnimationFrame(step);
      else say(marked);
    };
    requestAnimationFrame(step);
  }

  function hover(event) {
    if (event.pointerType === "mouse") say(at(event) ?? (tip.matches(":hover, :focus") ? marked : null));
  }

  const finder = box(app, { label: t("mapFind"), hint: t("mapHint"), only: "dramas", choose: ({ drama }) => {
    marked = points.find((point) => point.id === drama.id) ?? null;
    write(found, t(marked ? "mapFound" : "mapNotThere", app.titleOf(drama.id)));
    if (marked) fly({ zoom: 6, x: marked.x, y: marked.y });
    else say(null);
  } });
  new ResizeObserver(redraw).observe(canvas);
  const listed = h("details", { class: "fold", ontoggle: (event) => {
    const inside = event.target.querySelector("div");
    if (event.target.open && !inside.firstChild) replace(inside, [...byFamily(points)].map(([id, own]) => h("section", null, h("h3", null, badge(id), app.vocabulary.familyName(id)), h("ul", null, own.map((point) => h("li", null, h("a", { href: viewLink("drama", point.id) }, app.titleOf(point.id))))))));
  } }, h("summary", null, t("mapList")), h("div", { class: "map-list" }));
  const button = (name, run, face) => h("button", { class: "button faint", "aria-label": t(name), onclick: run }, face);
  return h("div", { class: "view wide" }, h("h1", null, t("mapTitle")), h("p", { class: "quiet" }, t("mapSub"), ringed.size ? ` ${t("ringed")}` : ""),
    h("div", { class: "map-tools" }, finder.element, button("zoomIn", () => zoom(1.5), icon("plus")), button("zoomOut", () => zoom(1 / 1.5), icon("minus")), button("mapAll", () => fly({ zoom: 1, x: (west + east) / 2, y: (north + south) / 2 }), t("mapAll"))),
    h("div", { class: "map-key" }, h("div", { class: "map-frame" }, canvas, tip), h("ul", { class: "legend-families" }, app.vocabulary.families.filter((one) => points.some((point) => point.family === one.id)).map((one) => h("li", null, badge(one.id), h("span", null, app.vocabulary.familyName(one.id)))))), found, listed);
}
