package io.nuncio.server.session;

import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.TlsLink;

/// That a connection can be encrypted.
///
/// @param link its link, in the clear so far
/// @param settings under which it was accepted
public record TlsOffer(TlsLink link, TlsSettings settings) {}
