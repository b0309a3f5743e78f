package io.nuncio.app.jfr;

import io.nuncio.server.events.ServerEvent.ClientRefused;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/// A client was not let in.
@Name("io.nuncio.AuthenticationFailure")
@Label("Authentication Failure")
@Description("A client was not let in, or is not any more")
final class AuthenticationFailure extends ClientEvent {
  @Label("Reason")
  @Description("What the client was told")
  final String reason;

  @Label("Delay")
  @Description("How long it had to wait for that, because of others from its address")
  @Timespan
  final long delay;

  AuthenticationFailure(ClientRefused refused) {
    super(refused.client());
    reason = refused.reason();
    delay = refused.delay().toNanos();
  }
}
