package io.nuncio.app.jfr;

import io.nuncio.server.events.ServerEvent.ClientAdmitted;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A client was let in.
@Name("io.nuncio.ConnectionOpened")
@Label("Connection Opened")
@Description("A client was let in")
final class ConnectionOpened extends ClientEvent {
  ConnectionOpened(ClientAdmitted admitted) {
    super(admitted.client());
  }
}
