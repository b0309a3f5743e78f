package io.nuncio.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All servers that run, and the folder for their files. Ends them all, also if this process is
/// interrupted. Safe from any thread.
public final class Fleet implements AutoCloseable {
  private final Path folder;
  private final Set<ServerProcess> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = Thread.ofPlatform().name("stop-servers").unstarted(this::stop);
  private volatile boolean stopping;

  /// No server runs yet.
  public Fleet() throws IOException {
    folder = Files.createTempDirectory("side-by-side");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// For files that are needed as long as servers run.
  public Path folder() {
    return folder;
  }

  /// Whether this process is about to end, so that servers end for no fault of theirs.
  public boolean stopping() {
    return stopping;
  }

  /// Starts one and waits until it greets a client.
  ///
  /// @throws IOException if it cannot be started
  public ServerProcess start(Contender contender, Settings settings)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, contender.name(), ".log");
    var server = ServerProcess.start(contender, settings, log);
    running.add(server);
    if (stopping) {
      stop(List.of(server));
    }
    server.awaitGreeting();
    return server;
  }

  /// Starts one of each.
  ///
  /// @throws IOException if one cannot be started
  public List<ServerProcess> startAll(List<Contender> contenders, Settings settings)
      throws IOException, InterruptedException {
    var servers = new ArrayList<ServerProcess>();
    for (var contender : contenders) {
      servers.add(start(contender, settings));
    }
    return servers;
  }

  /// Stops these.
  public void stop(List<ServerProcess> servers) {
    for (var server : servers) {
      server.close();
      running.remove(server);
    }
  }

  private void stop() {
    stopping = true;
    stop(List.copyOf(running));
    removeFolder();
  }

  private void removeFolder() {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("side-by-side: cannot remove " + folder + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (!stopping) {
      Runtime.getRuntime().removeShutdownHook(hook);
      stop();
    }
  }
}
