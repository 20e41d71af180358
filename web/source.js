// Where answers come from: "api" asks the server that sent this page, "wasm" runs the engine here.
// The script that builds the static site writes "wasm" in its place.

export const SOURCE = "api";
