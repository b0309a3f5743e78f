/// Bytes to and from one server: addresses, sockets and TLS, and the buffer that callers fill while
/// the writer empties it. Knows nothing of subscriptions.
@NullMarked
package io.nuncio.client.transport;

import org.jspecify.annotations.NullMarked;
