/// Event loops, sockets and time: the ports through which the core touches the machine.
///
/// **Start at** [EventLoop]. [Poller], [Link] and [MonotonicClock] are ports: production uses
/// `java.nio` ([NioPoller], [NioLink], [SystemClock]), the simulation its own, so that a whole
/// server with several loops runs single-threaded from a seed. [MemoryLink] is the link of a client
/// in the same JVM.
@NullMarked
package io.nuncio.server.transport;

import org.jspecify.annotations.NullMarked;
