package io.nuncio.server.events;

/// How much a log line matters, and to whom: peers' mistakes are [#DEBUG] or [#INFO], the
/// operator's [#WARN], ours [#ERROR].
public enum Level {
  /// The server cannot go on.
  FATAL,
  /// A bug of the server.
  ERROR,
  /// What the operator should change.
  WARN,
  /// What the operator may want to know.
  INFO,
  /// What peers do and did wrong.
  DEBUG,
  /// The protocol, line by line.
  TRACE
}
