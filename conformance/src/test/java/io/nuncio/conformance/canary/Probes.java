package io.nuncio.conformance.canary;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;

/// What clients send that has a secret in it: in its place, and wherever else people put it.
final class Probes {
  /// Each is sent by a client of its own; `%s` stands for the secret, `%u` for its escapes.
  private static final List<String> LINES =
      List.of(
          "CONNECT {\"auth_token\":\"%s\"}",
          "CONNECT {\"AUTH_TOKEN\":\"%s\"}",
          "connect { \"Auth_Token\" : \"%s\" , \"verbose\":true}",
          "CONNECT {\"auth_token\":\"%u\"}",
          "CONNECT {\"auth\\u005ftoken\":\"%s\"}",
          "CONNECT {\"user\":\"%s\"}",
          "CONNECT {\"user\":\"%s\",\"pass\":\"\"}",
          "CONNECT {\"user\":\"%s\",\"pass\":\"%s\"}",
          "CONNECT {\"pass\":\"%s\"}",
          "CONNECT {\"user\":\"joe\",\"pass\":\"%s\",\"auth_token\":\"x\"}",
          "CONNECT {\"auth_token\":\"x\",\"jwt\":\"%s\",\"nkey\":\"%s\",\"sig\":\"%s\"}",
          "CONNECT {\"nkey\":\"%s\",\"sig\":\"%s\"}",
          "CONNECT {\"nkey\":\"SU%s\"}",
          "CONNECT {\"jwt\":\"%s\"}",
          "CONNECT {\"proxy_sig\":\"%s\"}",
          "CONNECT {\"account\":\"%s\"}",
          "CONNECT {\"token\":\"%s\",\"password\":\"%s\",\"secret\":{\"auth_token\":\"%s\"}}",
          "CONNECT {\"auth_token\":[\"%s\"]}",
          "CONNECT {\"auth_token\":{\"a\":\"%s\"}}",
          "CONNECT {\"verbose\":\"%s\",\"protocol\":\"%s\"}",
          "CONNECT {\"auth_token\":\"%s\"",
          "CONNECT {\"auth_token\":\"%s",
          "CONNECT {\"auth_token\":\"\\q%s\"}",
          "CONNECT {\"auth_token\":'%s'}",
          "CONNECT {\"auth_token\":%s}",
          "CONNECT {\"%s\":1}",
          "CONNECT {%s}",
          "CONNECT %s",
          "CONNECT {\r\n\"auth_token\":\r\n\"%s\"\r\n}",
          "CONNECTED {\"auth_token\":\"%s\"}",
          "{\"auth_token\":\"%s\"}",
          "AUTH %s",
          "%s",
          "PASS %s",
          "GET /?token=%s HTTP/1.1\r\nAuthorization: Bearer %s\r\n",
          "INFO {\"auth_token\":\"%s\"}");

  private final ServerProcess server;
  private final List<String> answers = new ArrayList<>();

  Probes(ServerProcess server) {
    this.server = server;
  }

  /// Sends all of them, before and after the client was let in.
  ///
  /// @param credentials the fields of a `CONNECT` that is let in
  /// @param name of a client that is let in
  void send(List<Canary> secrets, String credentials, String name) {
    String admitted =
        "CONNECT {\"verbose\":false,\"name\":\"%s\",%s}\r\nPING\r\n".formatted(name, credentials);
    for (Canary secret : secrets) {
      for (String line : LINES) {
        String filled =
            line.replace("%s", secret.text()).replace("%u", secret.escaped()) + "\r\nPING\r\n";
        converse(filled);
        converse(admitted, filled);
      }
    }
  }

  /// What clients were sent.
  List<String> answers() {
    return answers;
  }

  private void converse(String... texts) {
    try (RawPeer peer = server.connect()) {
      answers.add(peer.info());
      for (String text : texts) {
        peer.send(text);
        answers.add(
            peer.take(got -> got.contains("PONG\r\n") || got.contains("-ERR"), RawPeer.LIMIT));
      }
    }
  }
}
