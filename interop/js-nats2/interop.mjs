// Runs the cases of ../README.md with the package nats, version 2, against one server.
//
// Usage: node interop.mjs HOST PORT TOKEN

import { connect, createInbox, ErrorCode, headers } from "nats";

import { cases } from "../js/cases.mjs";
import { run } from "../js/harness.mjs";

const client = {
  name: "nats",
  packageFile: new URL("node_modules/nats/package.json", import.meta.url),
  connect,
  createInbox,
  headers,
  isAuthorizationError: (error) => error.code === ErrorCode.AuthorizationViolation,
  isNoResponders: (error) => error.code === ErrorCode.NoResponders,
};

await run(client, cases);
