package io.nuncio.app.jfr;

import io.nuncio.server.events.ServerEvent.ClientGone;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/// A connection ended.
@Name("io.nuncio.ConnectionClosed")
@Label("Connection Closed")
@Description("A client has gone, or was sent away")
final class ConnectionClosed extends ClientEvent {
  @Label("Reason")
  final String reason;

  @Label("Stayed")
  @Description("How long it was connected")
  @Timespan
  final long stayed;

  @Label("Messages In")
  final long inMessages;

  @Label("Bytes In")
  @DataAmount
  final long inBytes;

  @Label("Messages Out")
  final long outMessages;

  @Label("Bytes Out")
  @DataAmount
  final long outBytes;

  ConnectionClosed(ClientGone gone) {
    super(gone.client());
    reason = gone.reason();
    stayed = gone.stayed().toNanos();
    inMessages = gone.traffic().inMessages();
    inBytes = gone.traffic().inBytes();
    outMessages = gone.traffic().outMessages();
    outBytes = gone.traffic().outBytes();
  }
}
