package io.nuncio.app.jfr;

import io.nuncio.server.events.ServerEvent.Client;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/// Something that happened to a client. The recorder reads the fields.
@Category("Nuncio")
@StackTrace(false)
abstract class ClientEvent extends Event {
  @Label("Client Id")
  @Description("Number of the connection, unique in its server")
  final long clientId;

  @Label("Address")
  @Description("Where the client is; the address that a proxy named, if one did")
  final String ip;

  @Label("Port")
  final int port;

  @Label("Name")
  @Description("How the client calls itself; empty before it was let in")
  final String name;

  @Label("Language")
  @Description("What the client says it is written in")
  final String lang;

  @Label("Version")
  @Description("What the client says its version is")
  final String version;

  @Label("Account")
  final String account;

  @Label("User")
  @Description("As whom the client was let in; never a secret")
  final String user;

  ClientEvent(Client client) {
    clientId = client.id();
    ip = client.ip();
    port = client.port();
    name = client.name();
    lang = client.lang();
    version = client.version();
    account = client.account();
    user = client.user();
  }
}
