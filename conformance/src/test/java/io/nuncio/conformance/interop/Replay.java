package io.nuncio.conformance.interop;

import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends what a client sent when it was recorded, where the client itself cannot run.
///
/// A recording starts with the name of the client. Then it holds a session for each case: what the
/// client says after `> `, and what has to come back after `< `, where `(closed)` is the end of the
/// connection.
///
/// ```
/// client nats 0.11.2
/// == wrong-token
/// > CONNECT {"auth_token":"not-mytoken!"}
/// > PING
/// < -ERR 'Authorization Violation'
/// < (closed)
/// ```
final class Replay {

  private static final String NAME = "== ";
  private static final String SENT = "> ";
  private static final String RECEIVED = "< ";
  private static final String CLOSED = "(closed)";

  private Replay() {}

  /// Plays all sessions; the cases of `client` that were not recorded are skipped.
  static InteropReport of(Path recording, InteropClient client, List<String> serverCommand)
      throws IOException {
    var text = Files.readAllLines(recording);
    var sessions = sessions(text.subList(1, text.size()));
    var lines = new ArrayList<String>();
    lines.add(text.get(0));
    try (var server = new RestartableServer(serverCommand)) {
      for (var name : client.cases()) {
        var session = sessions.get(name);
        lines.add(
            session == null
                ? "skip %s: replayed, gems unavailable".formatted(name)
                : play(name, session, server.port()));
      }
    }
    var failed = lines.stream().anyMatch(line -> line.startsWith("FAIL "));
    return new InteropReport(new ProgramOutput(failed ? 1 : 0, lines, List.of()), true);
  }

  private static Map<String, List<String>> sessions(List<String> lines) {
    var sessions = new LinkedHashMap<String, List<String>>();
    var session = new ArrayList<String>();
    for (var line : lines) {
      if (line.startsWith(NAME)) {
        session = new ArrayList<>();
        sessions.put(line.substring(NAME.length()), session);
      } else {
        session.add(line);
      }
    }
    return sessions;
  }

  private static String play(String name, List<String> session, int port) {
    try (var peer = RawPeer.connect("127.0.0.1", port).ignoringNoise()) {
      session.forEach(line -> play(line, peer));
      return "ok " + name;
    } catch (AssertionError e) {
      return "FAIL %s: %s".formatted(name, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static void play(String line, RawPeer peer) {
    if (line.startsWith(SENT)) {
      peer.send(line.substring(SENT.length()) + "\r\n");
    } else if (line.equals(RECEIVED + CLOSED)) {
      peer.expectClosed();
    } else if (line.startsWith(RECEIVED)) {
      peer.expect(line.substring(RECEIVED.length()) + "\r\n");
    } else {
      throw new IllegalStateException("a recording has no lines like this: " + line);
    }
  }
}
