package io.nuncio.server.tls;

import java.time.Duration;

/// How clients' connections are encrypted. Handshakes that begin after a reload follow the new one;
/// connections that are through with theirs live on, if the new `check` still serves them.
///
/// @param engines makes each connection's engine, with all that is shown and demanded
/// @param timeout how long a handshake may take
/// @param verify whether a client must show a certificate, which `INFO` tells it
/// @param allowPlain whether clients may do without TLS
/// @param first who speaks first
/// @param handshakesPerSecond how many may begin within a second, by all clients; 0 for any number
/// @param check whether a peer is served that has come through its handshake
public record TlsSettings(
    TlsEngines engines,
    Duration timeout,
    boolean verify,
    boolean allowPlain,
    HandshakeFirst first,
    long handshakesPerSecond,
    PeerCheck check) {}
