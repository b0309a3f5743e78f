package io.nuncio.conformance;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/// `HUP`, and what a server says to it.
public final class ReloadSignal {
  private static final String ANSWER =
      ".*\\[(INF|ERR)] (Reloaded|Failed to reload) server configuration.*";

  private ReloadSignal() {}

  /// Asks for a reload, and does not wait.
  public static void send(ServerProcess server) {
    try {
      new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Asks for a reload, and waits for it.
  ///
  /// @return the line that says what came of it
  public static String reload(ServerProcess server) {
    int before = answers(server).size();
    send(server);
    Await.until("an answer to HUP", Duration.ofSeconds(20), () -> answers(server).size() > before);
    return answers(server).getLast();
  }

  /// All lines that say what came of a reload.
  static List<String> answers(ServerProcess server) {
    return server.errorLines().stream().filter(line -> line.matches(ANSWER)).toList();
  }
}
