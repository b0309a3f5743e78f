package io.nuncio.conformance.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.conformance.FreePort;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Where the commands of one page are run, one after another, as a reader would at the top of a
/// checkout.
///
/// Changed is what a machine cannot have twice: ports that pages use become free ones, and folders
/// such as `/etc` are below the stage. A server runs until the stage is closed, or another one is
/// started on its port. `$PID` is the server that was started last. Confined to one thread.
final class Stage implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern PORT = Pattern.compile("\\b(4[23]\\d\\d|82\\d\\d)\\b");
  private static final Pattern FOLDER = Pattern.compile("(?<![\\w.$~}/-])/(etc|var|run|opt)/");
  private static final String ENDS =
      "(?s).*nats-server( .*)? (-t|-v|-h|--version|--help|--help_tls|token|-sl|--signal)\\b.*";

  private final Path folder;
  private final Map<Integer, Integer> ports = new HashMap<>();
  private final Map<Integer, ServerProcess> running = new HashMap<>();
  private String pid = "";

  /// What a command had to say until it ended.
  ///
  /// @param text its output and its errors, as they came
  record Output(int status, String text) {}

  /// @param folder an empty one
  Stage(Path folder) throws IOException {
    this.folder = folder;
    for (String name : List.of("etc/nats", "var/log", "run", "opt")) {
      Files.createDirectories(folder.resolve(name));
    }
    Path jdk = folder.resolve("opt/jdk-25");
    if (!Files.exists(jdk)) {
      Files.createSymbolicLink(jdk, Path.of(System.getProperty("java.home")));
    }
    program("nats-server", String.join(" ", ServerUnderTest.command()));
    program("nuncio", Claims.ROOT.resolve("nuncio").toString());
    write("nats.conf", "authorization { token: mytoken }\n");
    write("etc/nats/nats.conf", "authorization { token: mytoken }\n");
    write("etc/nats/token", "mytoken\n");
    write("etc/nats/web.token", "another\n");
    write("token.txt", "mytoken\n");
  }

  private void program(String name, String command) throws IOException {
    Path file = write(name, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    file.toFile().setExecutable(true);
  }

  /// Writes a file that only its owner may read.
  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
    return file;
  }

  /// A text of a page with the ports and the folders of this stage.
  String localized(String text) {
    String here = PORT.matcher(text).replaceAll(port -> Integer.toString(port(port)));
    return FOLDER.matcher(here).replaceAll(name -> folder + "/" + name.group(1) + "/");
  }

  private int port(MatchResult named) {
    return port(Integer.parseInt(named.group()));
  }

  private int port(int named) {
    return ports.computeIfAbsent(
        named,
        unknown -> {
          try {
            return FreePort.find();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// Runs a command of a page. One that goes on until it is ended, as servers do, is left running
  /// as soon as clients can connect.
  Output run(String command) throws IOException, InterruptedException {
    String here = localized(command);
    if (here.matches("(?s)(.* )?(\\./)?nats-server\\b.*") && !(here + " ").matches(ENDS)) {
      serve(here);
      return new Output(0, "");
    }
    if (here.matches("(?s).*\\bnuncio (sub|reply) .*") && !here.contains("--count")) {
      awaitServer();
      launch(-running.size() - 1, here);
      return new Output(0, "");
    }
    if (here.contains("nuncio ") || here.contains("$PID")) {
      awaitServer();
    }
    Output output = runToEnd(here);
    if (here.matches(".*--signal[ =]ldm.*")) {
      retire(port(4222));
    }
    return output;
  }

  /// Runs a command that ends by itself.
  Output runToEnd(String command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("sh", "-c", script(localized(command)))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("does not end: " + command);
    }
    return new Output(process.exitValue(), Files.readString(output, UTF_8));
  }

  private void serve(String command) {
    var named = Pattern.compile(" (?:-p|--port)[ =](\\d+)").matcher(command);
    boolean says = named.find();
    int port = says ? Integer.parseInt(named.group(1)) : port(4222);
    String here = command.replaceFirst(" +#.*", "") + (says ? "" : " -p " + port);
    if (!here.contains(" -a ")) {
      here += " -a 127.0.0.1";
    }
    ServerProcess server = launch(port, here);
    pid = Long.toString(server.pid());
    Await.until(
        "a server by " + command + "\n" + server.errorLines(),
        LIMIT,
        () -> {
          if (!server.isRunning()) {
            throw new AssertionError(command + " ended: " + server.errorLines());
          }
          return answers(port);
        });
  }

  private void awaitServer() {
    if (!running.containsKey(port(4222))) {
      serve("./nats-server");
    }
  }

  private ServerProcess launch(int place, String command) {
    ServerProcess former = running.remove(place);
    if (former != null) {
      former.stop();
    }
    String direct = command.replaceFirst("^((?:\\w+=\\S+ )+)", "export $1; ");
    int program = direct.lastIndexOf("; ") < 0 ? 0 : direct.lastIndexOf("; ") + 2;
    String script = direct.substring(0, program) + "exec " + direct.substring(program);
    ServerProcess started = ServerProcess.launch(List.of("sh", "-c", script(script)), place);
    running.put(place, started);
    return started;
  }

  /// Waits until a server in lame duck mode takes no new clients, and lets it go on beside the
  /// next.
  private void retire(int port) {
    Await.until("nobody listens", LIMIT, () -> !answers(port));
    ServerProcess retired = running.remove(port);
    if (retired != null) {
      running.put(-running.size() - 1, retired);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'I';
    } catch (IOException notYet) {
      return false;
    }
  }

  private String script(String command) {
    var lines = new ArrayList<>(List.of("set -e", "cd '" + folder + "'"));
    lines.add("unset NATS_TOKEN NATS_USER NATS_PASSWORD NATS_CONTEXT");
    String jdk = System.getProperty("java.home") + "/bin";
    lines.add("export PATH='" + folder + "':'" + jdk + "':\"$PATH\"");
    lines.add("export XDG_CONFIG_HOME='" + folder + "' NATS_URL=nats://127.0.0.1:" + port(4222));
    lines.add("export TOKEN=mytoken PASSWORD=s3cr3t PID='" + pid + "'");
    lines.add(command);
    return String.join("\n", lines);
  }

  /// Ends what still runs.
  @Override
  public void close() throws IOException {
    running.values().forEach(ServerProcess::close);
    Files.deleteIfExists(folder.resolve("opt/jdk-25"));
  }
}
