// A hundred questions of every form, and the program's answers to them.

import { execFileSync } from "node:child_process";

/** The questions, from the titles and tropes that there are. */
export async function questions(engine) {
  const { points } = await engine.map();
  const { tropes } = await engine.tropes();
  const plain = tropes.filter((trope) => !trope.spoiler && trope.dramas > 20);
  return Array.from({ length: 100 }, (_, at) => {
    const [one, other] = [plain[at * 7 % plain.length].id, plain[(at * 11 + 5) % plain.length].id];
    const forms = [
      { like: [points[at * 9].id] },
      { like: [points[at * 9].id, points[at * 5 + 1].id], more: [one], k: 12, count: true },
      { want: { [one]: 1, ...(other === one ? {} : { [other]: 0.5 }) }, filter: { year_from: 2015 } },
      { like: [points[at * 3].id], avoid: { [one]: "veto", suicide: 0.8 }, diversity: 0.4 },
      { like: [points[at * 2].id], less: [one], popularity: 0.3, little_known: true, filter: { max_episodes: 16 } },
    ];
    return { id: `q${at}`, ...forms[at % forms.length] };
  });
}

/** The program's answers to questions, in their order. */
export function answersOf(program, asked) {
  const lines = asked.map((request) => JSON.stringify(request)).join("\n");
  const replies = execFileSync(program, ["batch", "-"], { input: lines, maxBuffer: 1 << 28 });
  return replies.toString().trim().split("\n").map((line) => JSON.parse(line));
}

/** Wishes in words, of which the same is to be understood everywhere. */
export const WISHES = [
  "like Goblin but less sad, at most 16 episodes", "도깨비처럼 로맨스 말고", "something healing by the sea since 2018",
  "a slow story about grief and a lawyer, no love triangle", "on Netflix, finished, revenge but funny",
];
