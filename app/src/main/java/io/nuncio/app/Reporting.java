package io.nuncio.app;

import io.nuncio.server.events.EventSink;
import java.time.InstantSource;

/// What a process tells its operator, and how.
///
/// @param events all that listen to what happens; `audit` is one of them
record Reporting(NatsLogWriter log, AuditLog audit, EventSink events, InstantSource clock) {
  /// Opens the files of the log and of the audit log again by their names.
  void reopen() {
    log.reopen();
    audit.reopen();
  }
}
