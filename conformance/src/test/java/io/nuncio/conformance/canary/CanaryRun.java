package io.nuncio.conformance.canary;

import static org.assertj.core.api.Assertions.contentOf;

import io.nuncio.conformance.FreePort;
import io.nuncio.conformance.Jcmd;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordingFile;

/// One server from its start to its end, with its log in one place after the other, and everything
/// else that it writes. Clients try their luck at each of them.
final class CanaryRun implements AutoCloseable {
  private static final String NAME = "client-of-the-canary";

  /// What the JVM says of itself: its arguments and its environment, and those of others.
  private static final Set<String> OF_THE_JVM =
      Set.of(
          "jdk.JVMInformation",
          "jdk.InitialEnvironmentVariable",
          "jdk.InitialSystemProperty",
          "jdk.SystemProcess");

  private final Setup setup;
  private final Path folder;
  private final SyslogReceiver syslog;
  private final Places places;
  private final Path config;
  private final String filledConfig;
  private final Path json;
  private final int httpPort;
  private final Canary watch;
  private final ServerProcess server;
  private final Probes probes;

  CanaryRun(Setup setup, Path folder, SyslogReceiver syslog, Canary watch, Places places)
      throws IOException {
    this.setup = setup;
    this.folder = folder;
    this.syslog = syslog;
    this.places = places;
    this.config = folder.resolve("nats.conf");
    this.json = folder.resolve("json.log");
    Path secretFile = Files.writeString(folder.resolve("secret"), setup.told() + "\n");
    this.filledConfig = setup.filledConfig(secretFile);
    this.httpPort = FreePort.find();
    this.watch = watch;
    write(filledConfig);
    var command = new ArrayList<String>();
    if (setup.config().contains(Setup.VARIABLE)) {
      command.addAll(List.of("env", Setup.VARIABLE + "=" + setup.told()));
    }
    command.addAll(ServerUnderTest.command());
    var flags = new ArrayList<>(List.of("-DV", "-c", config.toString()));
    flags.addAll(setup.filledFlags(secretFile));
    this.server = ServerProcess.startOnPort(command, FreePort.find(), flags.toArray(String[]::new));
    this.probes = new Probes(server);
  }

  private void write(String text) throws IOException {
    Files.writeString(
        config,
        """
        audit_log: "%1$s/audit.log"
        ports_file_dir: "%1$s"
        pid_file: "%1$s/pid"
        http: "127.0.0.1:%2$d"
        monitoring { token: "%3$s" }
        """
                .formatted(folder, httpPort, watch.text())
            + text);
  }

  private void reload(String text) throws IOException {
    write(text);
    ServerProcess.run(List.of("kill", "-HUP"), Long.toString(server.pid()));
  }

  private void probe(List<Canary> secrets) {
    probes.send(secrets, setup.credentials(), NAME);
  }

  /// The log is text on standard error.
  void inText(List<Canary> secrets) throws IOException {
    // With every exception, because its message is recorded.
    Jcmd.tell(
        server,
        "JFR.start",
        "name=canary",
        "jdk.JavaExceptionThrow#enabled=true",
        "jdk.JavaExceptionThrow#throttle=off");
    probe(secrets);
    reload(filledConfig + "log_format: json\nlogfile: \"" + json + "\"\n");
    awaitJson("Reloaded server configuration", 1);
  }

  /// The log is a file of JSON lines; the operator makes `mistakes`.
  void inJson(Canary secret, List<String> mistakes) throws IOException {
    probe(List.of(secret));
    int refused = 0;
    for (String mistake : mistakes) {
      reload(mistake.replace("%s", secret.text()));
      awaitJson("Failed to reload server configuration", ++refused);
    }
    reload(filledConfig + "remote_syslog: \"" + syslog.url() + "\"\n");
    syslog.receiveUntil("Reloaded server configuration");
  }

  private void awaitJson(String text, int times) {
    Await.until(
        text,
        RawPeer.LIMIT,
        () -> Files.exists(json) && contentOf(json.toFile()).split(text, -1).length > times);
  }

  /// The log goes to a syslog.
  void toSyslog(Canary secret) {
    probe(List.of(secret));
  }

  /// Collects what the server has written, and ends it.
  void end() throws IOException {
    watch();
    places.add("threads", Jcmd.tell(server, "Thread.print"), "\"audit\"", "\"log\"");
    places.add("ports file", portsFile(), "nats://127.0.0.1");
    Path recording = folder.resolve("canary.jfr");
    Jcmd.tell(server, "JFR.dump", "name=canary", "filename=" + recording);
    server.stop();
    syslog.receiveUntil("Server Exiting..");
    places.add(
        "flight recorder",
        withoutTheJvm(recording),
        NAME,
        "io.nuncio.ConnectionOpened",
        "ProtocolException");
    places.add("standard output", server.outputLines());
    places.add("log on standard error", server.errorLines(), NAME, "<<- [CONNECT {");
    places.add("log as JSON", json, NAME, "Failed to reload server configuration", "<<- [CONNECT ");
    places.add("syslog", syslog.messages(), NAME, "<<- [CONNECT {");
    places.add("audit log", folder.resolve("audit.log"), NAME, "client_refused", "reload_refused");
    places.add("pid file", folder.resolve("pid"), "" + server.pid());
    places.add("answers to clients", probes.answers(), "-ERR 'Authorization Violation'");
  }

  private void watch() {
    var watcher = new Watcher(httpPort, watch.text());
    for (String path : Watcher.PATHS) {
      String expected = path.startsWith("/connz") ? NAME : "200";
      places.add("http " + path, watcher.get(path), expected);
    }
    places.add(
        "http for a stranger", watcher.get("/varz", setup.secret().replace("\"", "")), "401");
    places.add("http for somebody lost", watcher.get("/nowhere"), "404");
  }

  private Path portsFile() throws IOException {
    Path kept = folder.resolve("ports");
    return Files.copy(folder.resolve("nats-server_" + server.pid() + ".ports"), kept);
  }

  /// What the JVM knows of its own start is its own to record.
  private Path withoutTheJvm(Path recording) throws IOException {
    if (!setup.seenByJvm()) {
      return recording;
    }
    Path scrubbed = folder.resolve("scrubbed.jfr");
    try (var events = new RecordingFile(recording)) {
      events.write(scrubbed, event -> !OF_THE_JVM.contains(event.getEventType().getName()));
    }
    return scrubbed;
  }

  @Override
  public void close() {
    server.close();
  }
}
