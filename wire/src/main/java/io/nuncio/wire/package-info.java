/// The NATS client protocol: what its bytes mean, as calls on a handler, and how to write them.
///
/// **Start at** [ClientProtocolHandler] for the vocabulary and [ClientProtocolParser] for the way
/// in; a client's side begins at [ServerProtocolHandler] and [ServerProtocolParser].
///
/// - No I/O and no threads: a parser is confined to the connection that owns it.
/// - Payloads are never decoded; control lines are validated once, here, and trusted afterwards.
@NullMarked
package io.nuncio.wire;

import org.jspecify.annotations.NullMarked;
