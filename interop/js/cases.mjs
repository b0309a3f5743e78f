// The cases of ../README.md, for every JavaScript client: each a function of the Target.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

import { PATIENCE, QUIET, soon } from "./harness.mjs";

const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder().decode(bytes);

export const cases = {
  "option-token": optionToken,
  "url-token-ignored": urlTokenIgnored,
  "wrong-token": (target) => refused(target, { token: `not-${target.token}` }),
  "no-token": (target) => refused(target, {}),
  "publish-subscribe": publishSubscribe,
  "queue-group": queueGroup,
  "request-reply": requestReply,
  "no-responders": noResponders,
  "headers": singleValueHeaders,
  "headers-multi-value": multiValueHeaders,
  "wildcards": wildcards,
  "unsubscribe-after-max": unsubscribeAfterMax,
  "flush-and-rtt": flushAndRtt,
  "max-payload": maxPayload,
  "reconnect-after-restart": reconnectAfterRestart,
};

async function optionToken(target) {
  const connection = await target.connect();
  assert.equal(connection.info.auth_required, true, "the server announces auth_required");
  await soon(connection.flush(), "PONG");
}

/** These clients take no credentials from a URL, so the server sees no token at all. */
function urlTokenIgnored(target) {
  return refused(target, { servers: `nats://${target.token}@${target.host}:${target.port}` });
}

/** Expects an authorization error, well before any timeout of client or server. */
export async function refused(target, options) {
  const start = performance.now();
  const outcome = await target.connectWithout(options).catch((error) => error);
  assert.ok(outcome instanceof Error, "expected a refusal, but the connection was accepted");
  assert.ok(target.client.isAuthorizationError(outcome), `expected a refusal, got ${outcome}`);
  assert.ok(performance.now() - start < 1000, "the refusal took more than a second");
}

/** Bytes that a careless parser trips over, in a length that differs from message to message. */
export function payload(i) {
  const traps = "\r\nMSG x 1 2\r\n\x00\xff\xfe+OK\r\nPING\r\n-ERR 'no'\r\n";
  const block = Buffer.from([...Buffer.from(traps, "latin1"), i & 0xff, i >> 8]);
  return Buffer.alloc(i % (4 * block.length), block);
}

async function publishSubscribe(target) {
  const count = 1000;
  const publisher = await target.connect();
  const subject = target.client.createInbox();
  const received = await target.subscribe(await target.connect(), subject);

  for (let i = 0; i < count; i++) publisher.publish(subject, payload(i));

  for (let i = 0; i < count; i++) {
    const { data } = await received.next();
    assert.ok(payload(i).equals(data), `message ${i} is ${Buffer.from(data).toString("hex")}`);
  }
  await received.nothingMore();
}

async function queueGroup(target) {
  const count = 300;
  const publisher = await target.connect();
  const subject = target.client.createInbox();
  const texts = [];
  const busyMembers = new Set();
  let enough;
  const all = new Promise((resolve) => (enough = resolve));
  for (let member = 0; member < 3; member++) {
    const callback = (error, message) => {
      texts.push(Number(decode(message.data)));
      busyMembers.add(member);
      if (texts.length === count) enough();
    };
    const connection = await target.connect();
    connection.subscribe(subject, { queue: "workers", callback });
    await soon(connection.flush(), "PONG");
  }

  for (let i = 0; i < count; i++) publisher.publish(subject, encode(String(i)));

  await soon(all, `${count} messages`);
  await delay(QUIET);
  texts.sort((a, b) => a - b);
  assert.deepEqual(texts, Array.from({ length: count }, (_, i) => i), "each message once");
  assert.ok(busyMembers.size > 1, "one member got everything");
}

async function requestReply(target) {
  const requester = await target.connect();
  const responder = await target.connect();
  const subject = target.client.createInbox();
  responder.subscribe(subject, {
    callback: (error, message) => message.respond(encode(`re: ${decode(message.data)}`)),
  });
  await responder.flush();

  const questions = Array.from({ length: 50 }, (_, i) => `question ${i}`);
  const answers = await Promise.all(
    questions.map((question) =>
      requester.request(subject, encode(question), { timeout: PATIENCE }),
    ),
  );

  assert.deepEqual(answers.map(({ data }) => decode(data)), questions.map((q) => `re: ${q}`));
}

async function noResponders(target) {
  const connection = await target.connect();
  const start = performance.now();
  await nobodyAnswers(target, connection, target.client.createInbox());
  assert.ok(performance.now() - start < 1000, "the answer took more than a second");
}

async function nobodyAnswers(target, connection, subject) {
  const request = connection.request(subject, new Uint8Array(), { timeout: PATIENCE });
  const outcome = await request.catch((error) => error);
  assert.ok(target.client.isNoResponders(outcome), `expected no responders, got ${outcome}`);
}

function singleValueHeaders(target) {
  return headersSurvive(target, {
    "Trace": ["a:b c;d=e"],
    "content-type": ["text/plain"],
    "X-Long": ["long".repeat(500)],
  });
}

function multiValueHeaders(target) {
  return headersSurvive(target, { Many: ["one", "two", "two", "three"], Single: ["1"] });
}

async function headersSurvive(target, expected) {
  const connection = await target.connect();
  assert.equal(connection.info.headers, true, "the server announces headers");
  const subject = target.client.createInbox();
  const received = await target.subscribe(connection, subject);
  const headers = target.client.headers();
  for (const [name, values] of Object.entries(expected)) {
    for (const value of values) headers.append(name, value);
  }

  for (const body of ["with\r\nbody", ""]) {
    connection.publish(subject, encode(body), { headers });

    const message = await received.next();
    assert.deepEqual(message.headers.keys().sort(), Object.keys(expected).sort());
    for (const [name, values] of Object.entries(expected)) {
      assert.deepEqual(message.headers.values(name), values);
    }
    assert.equal(decode(message.data), body);
  }
}

async function wildcards(target) {
  const connection = await target.connect();
  const root = target.client.createInbox();
  const published = ["a", "a.b", "a.b.c", "x.b.c", "x.b", "x.b.c.d"];
  const expected = {
    "*": ["a"],
    "a.*": ["a.b"],
    "*.b.*": ["a.b.c", "x.b.c"],
    "x.>": ["x.b.c", "x.b", "x.b.c.d"],
    ">": published,
  };
  const receivedByFilter = {};
  for (const filter of Object.keys(expected)) {
    receivedByFilter[filter] = await target.subscribe(connection, `${root}.${filter}`);
  }

  for (const subject of published) connection.publish(`${root}.${subject}`, encode(subject));

  for (const [filter, subjects] of Object.entries(expected)) {
    for (const subject of subjects) {
      const message = await receivedByFilter[filter].next();
      assert.equal(message.subject, `${root}.${subject}`, `${filter} expected ${subject}`);
      assert.equal(decode(message.data), subject);
    }
    await receivedByFilter[filter].nothingMore();
  }
}

async function unsubscribeAfterMax(target) {
  const max = 5;
  const publisher = await target.connect();
  const subject = target.client.createInbox();
  const received = await target.subscribe(await target.connect(), subject, { max });

  for (let i = 0; i < 2 * max; i++) publisher.publish(subject, Uint8Array.of(i));

  for (let i = 0; i < max; i++) assert.equal((await received.next()).data[0], i);
  await received.nothingMore();
  // The server, too, has forgotten the subscription.
  await nobodyAnswers(target, publisher, subject);
}

async function flushAndRtt(target) {
  const connection = await target.connect();
  for (let i = 0; i < 100; i++) {
    connection.publish(target.client.createInbox());
    await soon(connection.flush(), "PONG");
  }
  const millis = await soon(connection.rtt(), "round trip");
  assert.ok(millis >= 0 && millis < PATIENCE, `the round trip time is ${millis} ms`);
}

async function maxPayload(target) {
  const limit = 1_048_576;
  const publisher = await target.connect();
  assert.equal(publisher.info.max_payload, limit);
  const subject = target.client.createInbox();
  const received = await target.subscribe(await target.connect(), subject);
  const data = Buffer.alloc(limit).map((_, i) => (i * 31) >> 3);

  publisher.publish(subject, data);

  const message = await received.next();
  assert.ok(data.equals(message.data), `${message.data.length} bytes came, not those sent`);
}

async function reconnectAfterRestart(target) {
  const connection = await target.connect({ maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const reconnected = (async () => {
    for await (const status of connection.status()) if (status.type === "reconnect") return;
  })();
  const subject = target.client.createInbox();
  const received = await target.subscribe(connection, subject);

  await target.restartServer();

  await soon(reconnected, "reconnect");
  await soon(connection.flush(), "PONG");
  const other = await target.connect();
  other.publish(subject, encode("after"));
  assert.equal(decode((await received.next()).data), "after");
}
