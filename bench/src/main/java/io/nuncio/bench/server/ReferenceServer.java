package io.nuncio.bench.server;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the nats-server to compare with, or has it built.
public final class ReferenceServer {
  /// Its name in the tables.
  public static final String NAME = "nats-server";

  private static final String VERSION = "2.15.2";
  private static final String MODULE = "github.com/nats-io/nats-server/v2@v" + VERSION;

  private final Path buildFolder;
  private final PrintStream out;

  /// @param buildFolder where one may be built
  /// @param out told of what takes time, or is not there
  public ReferenceServer(Path buildFolder, PrintStream out) {
    this.buildFolder = buildFolder;
    this.out = out;
  }

  /// The command given, or the program of the right version in go's folder, or one that `go`
  /// builds; empty if there is none of these.
  ///
  /// @param command of the user; may be empty
  /// @param gobin folder of the user; may be empty
  public Optional<Contender> find(String command, String gobin) throws InterruptedException {
    if (!command.isEmpty()) {
      return Optional.of(new Contender(NAME, command));
    }
    Optional<Path> folder =
        gobin.isEmpty()
            ? Programs.output(List.of("go", "env", "GOPATH")).map(path -> Path.of(path, "bin"))
            : Optional.of(Path.of(gobin));
    var installed = folder.flatMap(ReferenceServer::in);
    if (installed.isPresent()) {
      return installed;
    }
    var built = in(buildFolder);
    return built.isPresent() ? built : build();
  }

  private Optional<Contender> build() throws InterruptedException {
    if (Programs.output(List.of("go", "version")).isEmpty()) {
      out.println(
          "side-by-side: no nats-server "
              + VERSION
              + " and no go to build it with, so there is nothing to compare with;"
              + " --reference names one");
      return Optional.empty();
    }
    out.println("side-by-side: go builds nats-server " + VERSION + " into " + buildFolder);
    var build =
        Programs.output(
            Path.of("").toAbsolutePath(),
            Map.of("GOBIN", buildFolder.toAbsolutePath().toString()),
            List.of("go", "install", MODULE));
    if (build.isEmpty()) {
      out.println(
          "side-by-side: go install " + MODULE + " failed, so there is nothing to compare with");
    }
    return in(buildFolder);
  }

  private static Optional<Contender> in(Path folder) {
    var program = folder.resolve(NAME);
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    var contender = Contender.of(NAME, program);
    try {
      return Programs.version(contender)
          .filter(version -> version.endsWith("v" + VERSION))
          .map(version -> contender);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
