package io.nuncio.conformance;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, as a static field with `@RegisterExtension`.
final class SharedServer implements BeforeAllCallback, AfterAllCallback {
  private final String[] flags;
  private @Nullable ServerProcess process;

  private SharedServer(String... flags) {
    this.flags = flags;
  }

  /// A server with these flags, started before the first test.
  static SharedServer with(String... flags) {
    return new SharedServer(flags);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    process = ServerUnderTest.start(flags);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      process.close();
    }
  }

  ServerProcess process() {
    return Objects.requireNonNull(process, "only started for the tests of a class");
  }

  /// A connection on which only the greeting has been read.
  RawPeer connect() {
    return process().connect();
  }

  /// A connected client without acknowledgements, with headers and no-responders.
  RawPeer client() {
    return connect().handshake();
  }

  /// A connected client that sent the given fields, written with `'` for `"`.
  RawPeer client(String connectFields) {
    return connect().handshake(connectFields);
  }
}
