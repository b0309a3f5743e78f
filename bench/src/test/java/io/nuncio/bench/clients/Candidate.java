package io.nuncio.bench.clients;

import java.util.function.Consumer;

/// A Java client that is measured.
interface Candidate {
  /// The client of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  static Candidate named(String name) {
    return switch (name) {
      case "jnats" -> new JnatsCandidate();
      case "nuncio" -> new NuncioCandidate();
      default -> throw new IllegalArgumentException("a client is jnats or nuncio, not " + name);
    };
  }

  /// Connects with the client's defaults.
  ///
  /// @param reconnected run when a connection that broke stands again
  Session connect(String url, Runnable reconnected) throws Exception;

  /// A connection.
  interface Session {
    void publish(String subject, byte[] body);

    void flush() throws Exception;

    /// Hands the payloads of a subject to a handler on the client's own terms.
    void handle(String subject, Consumer<byte[]> handler);

    void close() throws Exception;
  }
}
