package io.nuncio.server.events;

/// How much a log line matters, and to whom: peers' mistakes are [#DEBUG] or [#INFO], the
/// operator's [#WARN], ours [#ERROR].
public enum Level {
  /// The server cannot go on.
  FATAL,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  /// The protocol, line by line.
  TRACE
}
