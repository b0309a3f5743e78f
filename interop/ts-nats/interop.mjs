// Runs the cases of ../README.md with the package ts-nats against one server.
//
// Usage: node interop.mjs HOST PORT TOKEN

import { connect as connectWith, ErrorCode, Payload } from "ts-nats";

import { accepted, address, callbackCases, encoded } from "../js/callback-cases.mjs";
import { run } from "../js/harness.mjs";

const client = {
  name: "ts-nats",
  packageFile: new URL("node_modules/ts-nats/package.json", import.meta.url),
  connect,
  isAuthorizationError: (error) => error.code === ErrorCode.AUTHORIZATION_VIOLATION,
  authRequired: (connection) => connection.serverInfo.auth_required,
  newInbox: () => `_INBOX.${Math.random().toString(36).slice(2)}`,
  subscribe: (connection, subject, onMessage) =>
    connection.subscribe(subject, (_, { data, reply }) => onMessage(data, reply)),
  flush: (connection) => connection.flush(),
  request: async (connection, subject, data) =>
    (await connection.request(subject, 5000, data)).data,
};

/** The client takes a connection as made before it has the server's verdict: hence the flush. */
async function connect({ servers, ...options }) {
  const wish = { url: servers, reconnect: false, payload: Payload.BINARY, ...options };
  const connection = await connectWith(wish);
  const failure = new Promise((_, reject) => connection.on("error", reject));
  failure.catch(() => {});
  connection.on("connect", (_, url, info) => (connection.serverInfo = info));
  await Promise.race([connection.flush(), failure]);
  return connection;
}

const urlCases = {
  "url-token-without-scheme": (target) => accepted(target, `${target.token}@`),
  "url-token-encoded": (target) => accepted(target, `nats://${encoded(target.token)}@`),
  "url-password-token": urlPasswordToken,
};

/** Sent as a password without a user. What comes of it is up to the server, and shows in the name. */
async function urlPasswordToken(target) {
  try {
    await accepted(target, `nats://:${target.token}@`);
    return "url-password-token";
  } catch (error) {
    if (!client.isAuthorizationError(error)) throw error;
    return "url-password-token-refused";
  }
}

await run(client, callbackCases(urlCases));
