/// How connections are encrypted: what the server shows and demands of its clients by TLS.
///
/// **Start at** [TlsSettings], which a reload exchanges as a whole.
@NullMarked
package io.nuncio.server.tls;

import org.jspecify.annotations.NullMarked;
