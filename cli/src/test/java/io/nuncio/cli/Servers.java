package io.nuncio.cli;

import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// Servers in this JVM, which say nothing.
public final class Servers {
  private Servers() {}

  /// One that lets everybody in.
  public static EmbeddedNats open() {
    return EmbeddedNats.builder().log(new Silence()).start();
  }

  /// One that demands a token.
  public static EmbeddedNats withToken(String token) {
    return EmbeddedNats.builder().token(token).log(new Silence()).start();
  }

  /// One of this configuration, on a free port.
  public static EmbeddedNats of(String config) {
    return EmbeddedNats.builder()
        .configText(config)
        .host("127.0.0.1")
        .randomPort()
        .log(new Silence())
        .start();
  }

  private static final class Silence implements LogSink {
    @Override
    public void log(Level level, String text) {}

    @Override
    public boolean isEnabled(Level level) {
      return false;
    }
  }
}
