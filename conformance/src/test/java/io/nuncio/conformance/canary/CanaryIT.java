package io.nuncio.conformance.canary;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Seed;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No piece of a secret is anywhere that a server writes to, however the server was told it,
/// whatever clients do with it, and whatever mistakes an operator makes.
///
/// The places are listed in `target/canary-report.md`.
class CanaryIT {
  private static final Canary SECRET = Canary.random(Seed.random("secret of the server"));
  private static final Canary GUESS = Canary.random(Seed.random("guess of a client"));
  private static final Canary WATCH = Canary.random(Seed.random("secret of monitoring"));
  private static final Path REPORT = Path.of("target", "canary-report.md");
  private static final List<String> ROWS = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void onlyNuncioPromisesIt() {
    assumeFalse(ServerUnderTest.isReference(), "nats-server 2.15.2 logs user names");
  }

  @AfterAll
  static void report() throws IOException {
    Files.createDirectories(REPORT.getParent());
    Files.writeString(
        REPORT,
        "# Places that were searched for secrets\n\n| how the server was told | place | characters |\n"
            + "|---|---|---|\n"
            + String.join("\n", ROWS)
            + "\n");
  }

  static Stream<Setup> setups() {
    return Setup.all(SECRET.text()).stream();
  }

  @ParameterizedTest
  @MethodSource("setups")
  void noPieceOfASecretIsAnywhere(Setup setup) throws IOException {
    var places = new Places(setup.name());
    try (var syslog = new SyslogReceiver();
        var run = new CanaryRun(setup, folder, syslog, WATCH, places)) {
      run.inText(List.of(SECRET, GUESS));
      run.inJson(SECRET, mistakes(setup));
      run.toSyslog(SECRET);
      run.end();
    }

    ROWS.addAll(places.search(canaries(setup)));
  }

  /// A share of all, so that each is made once; all of them at night.
  private static List<String> mistakes(Setup setup) {
    if (Boolean.getBoolean("nuncio.nightly")) {
      return Mistakes.IN_FILES;
    }
    List<Setup> setups = setups().toList();
    List<String> share = new ArrayList<>();
    for (int i = setups.indexOf(setup); i < Mistakes.IN_FILES.size(); i += setups.size()) {
      share.add(Mistakes.IN_FILES.get(i));
    }
    return share;
  }

  private static List<Canary> canaries(Setup setup) {
    return Stream.of(SECRET.text(), GUESS.text(), WATCH.text(), setup.secret(), setup.told())
        .distinct()
        .map(Canary::of)
        .toList();
  }

  @Test
  void mistakesOnTheCommandLineAreNamedWithoutTheSecret() {
    var places = new Places("mistakes on the command line");
    for (List<String> mistake : Mistakes.ON_COMMAND_LINES) {
      String[] flags =
          mistake.stream().map(word -> word.replace("%s", SECRET.text())).toArray(String[]::new);
      var told = ServerProcess.run(ServerUnderTest.command(), flags);
      places.add("standard output of " + mistake, told.output());
      places.add("standard error of " + mistake, told.errors(), "nats-server");
    }

    ROWS.addAll(places.search(List.of(SECRET)));
  }

  @Test
  void mistakesInAFileAreNamedWithoutTheSecret() throws IOException {
    var places = new Places("mistakes in the file");
    Path file = folder.resolve("nats.conf");
    for (String mistake : Mistakes.IN_FILES) {
      Files.writeString(file, mistake.replace("%s", SECRET.text()) + "\n");
      var told = ServerProcess.run(ServerUnderTest.command(), "-t", "-c", file.toString());
      places.add("standard output of " + mistake, told.output());
      places.add("standard error of " + mistake, told.errors(), "nats-server");
    }

    ROWS.addAll(places.search(List.of(SECRET)));
  }
}
