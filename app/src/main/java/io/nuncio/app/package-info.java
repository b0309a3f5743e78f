/// The program `nats-server`: what belongs to a process rather than to a server.
///
/// **Start at** [Main], which reads like a table of contents.
///
/// ```
/// main thread ─▶ parse ─▶ log ─▶ server ─▶ wait for a signal ─▶ close server ─▶ close log ─▶ exit
/// any thread  ─▶ NatsLogWriter.log ─▶ bounded queue ─▶ thread "log" ─▶ stderr, file or syslog
/// ```
@NullMarked
package io.nuncio.app;

import org.jspecify.annotations.NullMarked;
