// All dramas on one plane, alike ones near each other: drawn on a canvas, with a list for those who
// do not point.

import { h, icon, replace } from "./dom.js";
import { box } from "./box.js";
import { badge, family } from "./families.js";
import { viewLink } from "./links.js";
import { t } from "./words.js";

const CLOSEST_ZOOM = 14;

export async function mapView(app) {
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
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const canvas = h("canvas", { class: "map", role: "img", "aria-label": t("mapTitle") });
  const tip = h("div", { class: "map-tip", hidden: true });
  const ringed = new Set((app.answer?.results ?? []).map((one) => one.id));
  let view = { zoom: 1, x: (left + right) / 2, y: (top + bottom) / 2 };
  let marked = null;
  let due = false;

  const scale = () => Math.min(canvas.clientWidth / (right - left), canvas.clientHeight / (bottom - top)) * 0.94 * view.zoom;
  const place = (point) => [(point.x - view.x) * scale() + canvas.clientWidth / 2, (point.y - view.y) * scale() + canvas.clientHeight / 2];

  function draw() {
    due = false;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width) return;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const style = getComputedStyle(canvas);
    const [ink, paper] = [style.color, style.backgroundColor];
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const grow = Math.min(2.4, Math.sqrt(view.zoom));
    for (const point of points) {
      const [x, y] = place(point);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      pen.beginPath();
      pen.arc(x, y, point.radius * grow, 0, 7);
      pen.fillStyle = family(point.family).colour;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = paper;
      pen.stroke();
      if (ringed.has(point.id) || point === marked) {
        pen.beginPath();
        pen.arc(x, y, point.radius * grow + 4, 0, 7);
        pen.lineWidth = 2;
        pen.strokeStyle = ink;
        pen.stroke();
      }
    }
    label(pen, ink, paper, width, height, grow);
  }

  /** Titles where there is room, the marked and the most followed first. */
  function label(pen, ink, paper, width, height, grow) {
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const taken = [];
    let named = 0;
    const order = [...(marked ? [marked] : []), ...points.filter((point) => ringed.has(point.id)), ...points];
    for (const point of order) {
      if (named > 26 + view.zoom * 10) break;
      const [x, y] = place(point);
      if (x < 0 || y < 8 || x > width || y > height - 8) continue;
      const text = app.titleOf(point.id);
      const wide = pen.measureText(text).width;
      const at = [x + point.radius * grow + 4, y - 8, x + point.radius * grow + 4 + wide, y + 8];
      if (at[2] > width || taken.some((other) => at[0] < other[2] && at[2] > other[0] && at[1] < other[3] && at[3] > other[1])) continue;
      taken.push(at);
      named++;
      pen.lineWidth = 3;
      pen.strokeStyle = paper;
      pen.strokeText(text, at[0], y);
      pen.fillStyle = ink;
      pen.fillText(text, at[0], y);
    }
  }

  function redraw() {
    if (!due) requestAnimationFrame(draw);
    due = true;
  }

  function zoom(by, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    const before = [(x - canvas.clientWidth / 2) / scale(), (y - canvas.clientHeight / 2) / scale()];
    view.zoom = Math.max(1, Math.min(CLOSEST_ZOOM, view.zoom * by));
    view.x += before[0] - (x - canvas.clientWidth / 2) / scale();
    view.y += before[1] - (y - canvas.clientHeight / 2) / scale();
    redraw();
  }

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
    if (point) app.go(viewLink("drama", point.id));
  });

  function hover(event) {
    const point = at(event);
    tip.hidden = !point;
    if (!point) return;
    const [x, y] = place(point);
    tip.textContent = `${app.titleOf(point.id)} (${point.year ?? "?"})`;
    tip.style.setProperty("left", `${x}px`);
    tip.style.setProperty("top", `${y - 34}px`);
  }

  const finder = box(app, { label: t("mapFind"), hint: t("boxShort"), only: "dramas", choose: ({ drama }) => {
    marked = points.find((point) => point.id === drama.id) ?? null;
    if (marked) view = { zoom: 6, x: marked.x, y: marked.y };
    redraw();
  } });
  new ResizeObserver(redraw).observe(canvas);
  const listed = h("details", { class: "fold", ontoggle: (event) => {
    const inside = event.target.querySelector("div");
    if (event.target.open && !inside.firstChild) replace(inside, Object.entries(Object.groupBy ? Object.groupBy(points, (point) => point.family) : {}).map(([id, own]) => h("section", null, h("h3", null, badge(id), app.vocabulary.familyName(id)), h("ul", null, own.map((point) => h("li", null, h("a", { href: viewLink("drama", point.id) }, app.titleOf(point.id))))))));
  } }, h("summary", null, t("mapList")), h("div", { class: "map-list" }));
  const button = (name, run, face) => h("button", { class: "button faint", "aria-label": t(name), onclick: run }, face);
  return h("div", { class: "view wide" }, h("h1", null, t("mapTitle")), h("p", { class: "quiet" }, t("mapSub"), ringed.size ? ` ${t("ringed")}` : ""),
    h("div", { class: "map-tools" }, finder.element, button("zoomIn", () => zoom(1.5), icon("plus")), button("zoomOut", () => zoom(1 / 1.5), icon("minus")), button("mapAll", () => { view = { zoom: 1, x: (left + right) / 2, y: (top + bottom) / 2 }; redraw(); }, t("mapAll"))),
    h("div", { class: "map-frame" }, canvas, tip),
    h("ul", { class: "legend-families" }, app.vocabulary.families.filter((one) => points.some((point) => point.family === one.id)).map((one) => h("li", null, badge(one.id), h("span", null, app.vocabulary.familyName(one.id))))), listed);
}
