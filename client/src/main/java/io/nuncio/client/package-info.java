/// A client of NATS servers: what an application uses.
///
/// **Start at** [Nats], then [Options] and [Connection].
///
/// ```
/// application ── publish ──▶ OutBuffer ──▶ writer thread ──▶ server
/// application ◀─ handler ──  mailbox   ◀── reader thread ◀── server
/// ```
///
/// A connection has two threads of its own and nothing else while it is idle. Handlers and
/// listeners run on virtual threads where there are such, so they may block.
@NullMarked
package io.nuncio.client;

import org.jspecify.annotations.NullMarked;
