// What a question comes back with when it cannot be answered.

export class Failed extends Error {
  /** @param {string} code as in the schema; `engine` when there is no engine, `network` without a server. */
  constructor(code, message, near = []) {
    super(message);
    this.code = code;
    this.near = near;
  }
}
