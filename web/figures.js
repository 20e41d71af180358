// Measured figures, read from docs/quality.md by web/tests/figures.mjs.

export const FIGURES = {
  nDCG: "0.378",
  byTropes: "0.270",
  byTags: "0.131",
  byFollowers: "0.041",
  wishes: "66",
  accepted: "90",
};
