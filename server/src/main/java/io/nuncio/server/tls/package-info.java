/// How connections are encrypted: what the server shows and demands of its clients by TLS.
///
/// **Start at** [TlsSettings], which a reload exchanges as a whole, and [TlsLoader], which makes it
/// of a configuration and the files that it names.
///
/// - Files are read at the start and at each reload, and never between.
/// - [TlsProvider] is the port for implementations other than that of the Java runtime.
@NullMarked
package io.nuncio.server.tls;

import org.jspecify.annotations.NullMarked;
