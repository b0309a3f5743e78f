// Runs the cases of ../README.md with the package @nats-io/transport-node against one server.
//
// Usage: node interop.mjs HOST PORT TOKEN

import { connect, createInbox, errors, headers } from "@nats-io/transport-node";

import { cases } from "../js/cases.mjs";
import { run } from "../js/harness.mjs";

const client = {
  name: "@nats-io/transport-node",
  packageFile: new URL("node_modules/@nats-io/transport-node/package.json", import.meta.url),
  connect,
  createInbox,
  headers,
  isAuthorizationError: (error) =>
    error instanceof errors.AuthorizationError || error.cause instanceof errors.AuthorizationError,
  isNoResponders: (error) =>
    error instanceof errors.NoRespondersError ||
    (error instanceof errors.RequestError && error.isNoResponders()),
};

await run(client, cases);
