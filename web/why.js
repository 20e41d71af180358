// The sum behind a score, as whole numbers of 100 that add up.

/** Rounds parts to whole numbers that sum to `total` (largest remainder; ties to the earlier). */
export function rounded(parts, total) {
  const floors = parts.map((part) => Math.floor(part));
  let missing = total - floors.reduce((sum, floor) => sum + floor, 0);
  const order = parts.map((part, at) => [part - floors[at], at]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const whole = [...floors];
  for (const [, at] of order) {
    if (missing <= 0) break;
    whole[at] += 1;
    missing -= 1;
  }
  // More than one too much can only come of sums that do not fit their parts.
  for (let at = order.length - 1; at >= 0 && missing < 0; at--, missing++) whole[order[at][1]] -= 1;
  return whole;
}

/** What counts besides themes, in the order in which it is told: who made it, then most of it
 * first. */
export function peopleFirst(parts) {
  const people = (part) => Number(part.people.length > 0);
  return [...parts].sort((a, b) => people(b) - people(a) || b.whole - a.whole);
}

/** The parts of a result: tropes first, then what counts besides, each with a whole number. */
export function parts(result) {
  const all = [
    ...(result.contributions ?? []).map(({ trope, amount }) => ({ kind: "trope", trope, people: [], amount: amount * 100 })),
    ...result.adjustments.map(({ kind, trope, people, amount }) => ({ kind, trope, people: people ?? [], amount: amount * 100 })),
  ];
  const score = Math.round(result.score * 100);
  const whole = rounded(all.map((part) => part.amount), score);
  return { score, base: Math.round(result.base * 100), parts: all.map((part, at) => ({ ...part, whole: whole[at] })) };
}
