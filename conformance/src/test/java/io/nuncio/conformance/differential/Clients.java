package io.nuncio.conformance.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The clients of a scenario, by name. Confined to one thread.
///
/// | step | what it does |
/// |---|---|
/// | `a open` | connects `a`, and notes the greeting |
/// | `a send TEXT`, `a raw TEXT` | sends it, with or without a line end; `\r` `\n` `\t` `\xNN` as in Java |
/// | `a sync` | notes all that comes until two `PING`s of its own have been answered |
/// | `a until TEXT` | notes all that comes until the text is part of it |
/// | `a end` | notes all that comes until the server closes the connection |
/// | `a quiet` | notes what comes within 300 ms |
/// | `a refused` | notes whether a connection is refused |
/// | `a close` | closes the connection |
final class Clients implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ServerProcess server;
  private final Normalisation normalisation;
  private final boolean withPings;
  private final Map<String, RawPeer> peers = new HashMap<>();

  Clients(ServerProcess server, Normalisation normalisation, boolean withPings) {
    this.server = server;
    this.normalisation = normalisation;
    this.withPings = withPings;
  }

  /// Plays a step, and returns the lines to note.
  List<String> play(String name, String verb, String text) {
    if (verb.equals("open")) {
      var opened = server.connect();
      peers.put(name, opened);
      return normalisation.replies(opened.info() + "\r\n").toList();
    }
    if (verb.equals("refused")) {
      return List.of(isRefused() ? "refused" : "connected");
    }
    var peer = peers.get(name);
    if (peer == null) {
      throw new IllegalArgumentException(name + " is not open");
    }
    return switch (verb) {
      case "send" -> send(peer, text + "\\r\\n");
      case "raw" -> send(peer, text);
      case "sync" -> Stream.concat(sync(peer), sync(peer)).toList();
      case "until" -> noted(peer, got -> got.contains(text)).toList();
      case "end" -> Stream.concat(noted(peer, got -> false), Stream.of(ending(peer))).toList();
      case "quiet" -> quiet(peer);
      case "close" -> close(peer);
      default -> throw new IllegalArgumentException("unknown step of a client: " + verb);
    };
  }

  @Override
  public void close() {
    peers.values().forEach(RawPeer::close);
  }

  private boolean isRefused() {
    try {
      server.connect().close();
      return false;
    } catch (UncheckedIOException refused) {
      return true;
    }
  }

  private static List<String> send(RawPeer peer, String text) {
    // translateEscapes knows no \x, so it is turned into octal.
    var octal =
        java.util.regex.Pattern.compile("\\\\x([0-9a-fA-F]{2})")
            .matcher(text)
            .replaceAll(hex -> "\\\\%03o".formatted(Integer.parseInt(hex.group(1), 16)));
    var plain = octal.translateEscapes();
    peer.send(plain.getBytes(text.contains("\\x") ? ISO_8859_1 : UTF_8));
    return List.of();
  }

  private static List<String> close(RawPeer peer) {
    peer.close();
    return List.of();
  }

  private Stream<String> sync(RawPeer peer) {
    if (peer.closedByServer()) {
      return Stream.empty();
    }
    peer.send("PING\r\n");
    return Stream.concat(
        noted(peer, got -> got.contains("PONG\r\n")),
        peer.closedByServer() ? Stream.of("(end)") : Stream.empty());
  }

  private List<String> quiet(RawPeer peer) {
    Await.pass(Duration.ofMillis(300));
    return Stream.concat(
            noted(peer.take(got -> false, Duration.ofMillis(1))), Stream.of(ending(peer)))
        .toList();
  }

  private static String ending(RawPeer peer) {
    return peer.closedByServer() ? "(end)" : "(open)";
  }

  private Stream<String> noted(RawPeer peer, Predicate<String> enough) {
    return noted(peer.take(enough, LIMIT));
  }

  private Stream<String> noted(String received) {
    return normalisation.replies(received).filter(line -> withPings || !line.equals("PING"));
  }
}
