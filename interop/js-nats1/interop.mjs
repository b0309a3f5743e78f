// Runs the cases of ../README.md with the package nats, version 1, against one server.
//
// Usage: node interop.mjs HOST PORT TOKEN

import NATS from "nats";

import { address, callbackCases, encoded } from "../js/callback-cases.mjs";
import { refused } from "../js/cases.mjs";
import { run } from "../js/harness.mjs";

const client = {
  name: "nats",
  packageFile: new URL("node_modules/nats/package.json", import.meta.url),
  connect,
  isAuthorizationError: (error) =>
    error.code === "NATS_PROTOCOL_ERR" && error.message === "'Authorization Violation'",
  authRequired: (connection) => connection.info.auth_required,
  newInbox: NATS.createInbox,
  subscribe: (connection, subject, onMessage) => connection.subscribe(subject, onMessage),
  flush: (connection) => new Promise((resolve) => connection.flush(resolve)),
  request: (connection, subject, data) =>
    new Promise((resolve) => connection.request(subject, data, { max: 1 }, resolve)),
};

/** The event `connect` comes after the server's first PONG, so also after its verdict. */
function connect({ servers, timeout, ...options }) {
  return new Promise((resolve, reject) => {
    const url = servers.includes("://") ? servers : `nats://${servers}`;
    const connection = NATS.connect({ url, reconnect: false, preserveBuffers: true, ...options });
    connection.on("connect", () => resolve(connection));
    connection.on("error", reject);
  });
}

const urlCases = {
  "url-token-encoded-kept": (target) =>
    refused(target, { servers: `nats://${encoded(target.token)}@${address(target)}` }),
};

await run(client, callbackCases(urlCases));
