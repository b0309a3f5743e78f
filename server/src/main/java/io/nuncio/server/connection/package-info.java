/// One client connection as bytes: what it has sent and is unfinished, what it has yet to take.
///
/// **Start at** [Connection]; [Outbox] is the one part of it that other loops touch.
///
/// ```
/// any loop   ─▶ LoopOutput.reserve ─▶ staged chunk per (loop, outbox)
///            ─▶ LoopOutput.flush   ─▶ Outbox: straight to the socket, or queued (lock)
/// owner loop ─▶ Outbox.drain when the socket has room again
/// ```
@NullMarked
package io.nuncio.server.connection;

import org.jspecify.annotations.NullMarked;
