// What the cases of every JavaScript client stand on: connections, waiting with a limit, reporting.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** Bounds a single wait of a case, in milliseconds; far above what a healthy server needs. */
export const PATIENCE = 5000;

/** After this many quiet milliseconds a message that must not come is taken as not sent. */
export const QUIET = 200;

/** Settles as `promise` does, or rejects after [PATIENCE]. */
export async function soon(promise, what) {
  const timer = new AbortController();
  const tooLate = delay(PATIENCE, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no ${what} within ${PATIENCE} ms`);
  });
  tooLate.catch(() => {});
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    timer.abort();
  }
}

/** The messages of one subscription, in order of arrival. */
export class Received {
  constructor(subscription) {
    this.subscription = subscription;
    this.messages = subscription[Symbol.asyncIterator]();
  }

  async next() {
    const { done, value } = await soon(this.messages.next(), "message");
    assert.ok(!done, "the subscription ended");
    return value;
  }

  async nothingMore() {
    const next = this.messages.next().then(({ done, value }) => (done ? undefined : value));
    const message = await Promise.race([next, delay(QUIET)]);
    assert.equal(message?.subject, undefined, "unexpected message");
  }
}

/** The server under test, seen through one client library. */
export class Target {
  #opened = [];
  #operator = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

  constructor(client, [host, port, token]) {
    Object.assign(this, { client, host, port, token });
  }

  /** Connects with the right token, unless `options` say otherwise. */
  connect(options = {}) {
    return this.connectWithout({ token: this.token, ...options });
  }

  async connectWithout(options) {
    const servers = `${this.host}:${this.port}`;
    const connection = await this.client.connect({ servers, timeout: PATIENCE, ...options });
    this.#opened.push(connection);
    return connection;
  }

  /** Returns once the server knows the subscription. */
  async subscribe(connection, filter, options) {
    const received = new Received(connection.subscribe(filter, options));
    await connection.flush();
    return received;
  }

  /** Waits until whoever runs this program has restarted the server. */
  async restartServer() {
    console.log("restart-please");
    const { value } = await this.#operator.next();
    assert.equal(value?.trim(), "restarted", "the line on stdin");
  }

  async closeAll() {
    await Promise.all(this.#opened.splice(0).map((connection) => connection.close()));
  }
}

/**
 * Runs `cases` (name to function of the target), prints a line each, and exits.
 *
 * A case that may end well in more than one way returns the name of the one that came about.
 */
export async function run(client, cases) {
  const { version } = JSON.parse(readFileSync(client.packageFile));
  console.log(`client ${client.name} ${version}`);
  const target = new Target(client, process.argv.slice(2));
  let failed = false;
  for (const [name, check] of Object.entries(cases)) {
    try {
      const outcome = await check(target);
      console.log(`ok ${outcome ?? name}`);
    } catch (error) {
      failed = true;
      console.log(`FAIL ${name}: ${String(error.message ?? error).replaceAll(/\s+/g, " ")}`);
    } finally {
      await target.closeAll();
    }
  }
  process.exit(failed ? 1 : 0);
}
