/// The NATS server, to be run by a process or inside any JVM.
///
/// **Start at** [NatsServer].
@NullMarked
package io.nuncio.server;

import org.jspecify.annotations.NullMarked;
