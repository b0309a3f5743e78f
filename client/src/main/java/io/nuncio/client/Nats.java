package io.nuncio.client;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where everything begins.
///
/// ```java
/// Options options = new Options.Builder().server("nats://127.0.0.1:4222").token("mytoken").build();
/// try (Connection nc = Nats.connect(options)) {
///   nc.publish("updates", "All is Well".getBytes(UTF_8));
/// }
/// ```
public final class Nats {
  /// What servers are told that this is.
  public static final String CLIENT_LANGUAGE = "java";

  /// The version that servers are told.
  public static final String CLIENT_VERSION = Version.own();

  private Nats() {}

  /// Connects to `nats://localhost:4222`.
  public static Connection connect() throws IOException, InterruptedException {
    return connect(new Options.Builder().build());
  }

  /// Connects to a server, or one of several separated by commas.
  ///
  /// @param url such as `nats://mytoken@localhost:4222`
  public static Connection connect(String url) throws IOException, InterruptedException {
    return connect(new Options.Builder().server(url).build());
  }

  /// Connects to a server and proves who the client is.
  public static Connection connect(String url, AuthHandler handler)
      throws IOException, InterruptedException {
    return connect(new Options.Builder().server(url).authHandler(handler).build());
  }

  /// Connects to the first server that accepts the client; returns when it has.
  ///
  /// @throws AuthenticationException at once, if no server accepts who the client says it is
  /// @throws IOException if no server answers; the message names them
  public static Connection connect(Options options) throws IOException, InterruptedException {
    ClientConnection connection = new ClientConnection(options, false);
    connection.start();
    return connection;
  }

  /// As [#connect(Options)], but waits for a server that is not there yet as a connection that
  /// broke does: tries again until [Options.Builder#maxReconnects] is reached.
  public static Connection connectReconnectOnConnect(Options options)
      throws IOException, InterruptedException {
    ClientConnection connection = new ClientConnection(options, true);
    connection.start();
    return connection;
  }

  /// As [#connectReconnectOnConnect(Options)], to a server or several.
  public static Connection connectReconnectOnConnect(String url)
      throws IOException, InterruptedException {
    return connectReconnectOnConnect(new Options.Builder().server(url).build());
  }

  /// Connects on another thread: the options' [ConnectionListener] is given the connection with
  /// [ConnectionListener.Events#CONNECTED], or with `CLOSED` if nothing came of it; why, the
  /// [ErrorListener] is told.
  ///
  /// @param reconnectOnConnect whether to wait for a server that is not there yet
  /// @throws IllegalArgumentException without a listener
  public static void connectAsynchronously(Options options, boolean reconnectOnConnect)
      throws InterruptedException {
    if (options.getConnectionListener() == null) {
      throw new IllegalArgumentException(
          "a connection that is made on another thread needs a connectionListener in its options");
    }
    new ClientConnection(options, reconnectOnConnect).startElsewhere();
  }

  /// Who the client is, from a `.creds` file, read at each connect.
  public static AuthHandler credentials(String file) {
    return credentials(file, file);
  }

  /// Who the client is, from a file with a JWT and one with a seed, read at each connect.
  public static AuthHandler credentials(String jwtFile, String seedFile) {
    return new CredentialsFile(Path.of(jwtFile), Path.of(seedFile));
  }

  /// Who the client is, by a JWT, a seed, or both.
  ///
  /// @param jwt null for a key alone
  public static AuthHandler staticCredentials(char @Nullable [] jwt, char[] seed) {
    return new StaticCredentials(jwt, seed);
  }
}
