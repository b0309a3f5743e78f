// The cases of ../README.md for the JavaScript clients of before 2020, which call back.
//
// They have no headers and know no "no responders". A client has, beside what the harness needs:
// `authRequired(connection)`, `newInbox()`, `subscribe(connection, subject, onMessage)` whose
// `onMessage` gets the bytes and the reply subject, `flush(connection)` and
// `request(connection, subject, bytes)`.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

import { payload, refused } from "./cases.mjs";
import { QUIET, soon } from "./harness.mjs";

/** The cases of a client, in order; `urlCases` are those that differ from client to client. */
export const callbackCases = (urlCases) => ({
  "option-token": optionToken,
  "url-token": (target) => accepted(target, `nats://${target.token}@`),
  ...urlCases,
  "wrong-token": (target) => refused(target, { token: `not-${target.token}` }),
  "no-token": (target) => refused(target, {}),
  "publish-subscribe": publishSubscribe,
  "request-reply": requestReply,
});

/** The token with every byte written as `%` and two digits. */
export const encoded = (token) => Buffer.from(token).toString("hex").replaceAll(/../g, "%$&");

/** Connects with no other token than that in the URL. */
export async function accepted(target, scheme) {
  const connection = await target.connectWithout({ servers: scheme + address(target) });
  await flushed(target, connection);
}

export const address = ({ host, port }) => `${host}:${port}`;

async function optionToken(target) {
  const connection = await target.connect();
  assert.equal(target.client.authRequired(connection), true, "the server announces auth_required");
  await flushed(target, connection);
}

async function publishSubscribe(target) {
  const count = 1000;
  const publisher = await target.connect();
  const subscriber = await target.connect();
  const subject = target.client.newInbox();
  const received = [];
  let enough;
  const all = new Promise((resolve) => (enough = resolve));
  await target.client.subscribe(subscriber, subject, (data) => {
    received.push(data);
    if (received.length === count) enough();
  });
  await flushed(target, subscriber);

  for (let i = 0; i < count; i++) publisher.publish(subject, payload(i));

  await soon(all, `${count} messages`);
  await delay(QUIET);
  assert.equal(received.length, count, "each message once");
  for (let i = 0; i < count; i++) {
    assert.ok(payload(i).equals(received[i]), `message ${i} is ${received[i].toString("hex")}`);
  }
}

async function requestReply(target) {
  const requester = await target.connect();
  const responder = await target.connect();
  const subject = target.client.newInbox();
  await target.client.subscribe(responder, subject, (data, reply) =>
    responder.publish(reply, Buffer.concat([Buffer.from("re: "), data])),
  );
  await flushed(target, responder);

  const questions = Array.from({ length: 50 }, (_, i) => `question ${i}`);
  const answers = await Promise.all(
    questions.map((question) =>
      soon(target.client.request(requester, subject, Buffer.from(question)), "answer"),
    ),
  );

  assert.deepEqual(answers.map(String), questions.map((question) => `re: ${question}`));
}

function flushed(target, connection) {
  return soon(target.client.flush(connection), "PONG");
}
