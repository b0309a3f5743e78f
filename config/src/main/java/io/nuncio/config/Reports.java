package io.nuncio.config;

/// How much is remembered, and how often repeated, of what went wrong.
///
/// @param maxClosedClients how many clients are remembered after they have left, for monitoring; 0
///   or more
/// @param connectErrors how many failed attempts to reach another server make one log line, before
///   the first success; 1 or more
/// @param reconnectErrors the same after it; 1 or more
public record Reports(int maxClosedClients, int connectErrors, int reconnectErrors) {
  private static final int DEFAULT_MAX_CLOSED_CLIENTS = 10_000;
  private static final int DEFAULT_CONNECT_ERRORS = 3600;

  /// @throws IllegalArgumentException if one of them is out of its range
  public Reports {
    if (maxClosedClients < 0 || connectErrors < 1 || reconnectErrors < 1) {
      throw new IllegalArgumentException(
          "max_closed_clients is 0 or more, connect_error_reports and reconnect_error_reports 1 or"
              + " more; got %d, %d, %d"
                  .formatted(maxClosedClients, connectErrors, reconnectErrors));
    }
  }

  /// As a NATS server that was told nothing else.
  public static Reports defaults() {
    return new Reports(DEFAULT_MAX_CLOSED_CLIENTS, DEFAULT_CONNECT_ERRORS, 1);
  }
}
