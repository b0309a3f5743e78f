/// One server put in the place of another while clients work: nats-server 2.15.2 by the server
/// under test, and back.
///
/// ```
///  Responder ──connection──▶ server at port A ◀── Requester, moves when told
///      └───────connection──▶ server at port B ◀ ─ ─ ┘
/// ```
///
/// The two servers are no cluster, so a request reaches only who answers on the same server. Hence
/// every responder keeps a connection to each address for as long as somebody listens there, and a
/// requester has one connection at a time. Told by lame duck mode that its server is going, it does
/// what the documentation of the clients asks for: it waits for the replies that are still out,
/// then reconnects, and sends what came up meanwhile. No request is sent twice, by us or by the
/// client.
@NullMarked
package io.nuncio.conformance.swap;

import org.jspecify.annotations.NullMarked;
