package io.nuncio.app.jfr;

import io.nuncio.server.events.ServerEvent;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A client was cut for what it did not take.
@Name("io.nuncio.SlowConsumer")
@Label("Slow Consumer")
@Description("A client took too little of what was meant for it")
final class SlowConsumer extends ClientEvent {
  @Label("Reason")
  final String reason;

  @Label("Pending")
  @DataAmount
  final long pendingBytes;

  SlowConsumer(ServerEvent.SlowConsumer slow) {
    super(slow.client());
    reason = slow.reason();
    pendingBytes = slow.pendingBytes();
  }
}
