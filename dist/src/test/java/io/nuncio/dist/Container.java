package io.nuncio.dist;

import io.nuncio.testkit.ServerProcess;
import io.nuncio.testkit.ServerProcess.Finished;
import io.nuncio.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// An image run by `crun`: in name spaces of its own but for the network, its files read-only, as
/// the user and with the variables of its configuration.
final class Container {
  private final UnpackedImage image;
  private final Path bundle;
  private final String id;

  /// @param bundle the folder with the image's file system
  Container(UnpackedImage image, Path bundle) {
    this.image = image;
    this.bundle = bundle;
    id = "nuncio-" + bundle.getFileName();
  }

  /// Whether `crun` is here, and may do what it needs to.
  static boolean isPossible() {
    return ServerProcess.run(List.of("sh", "-c", "command -v crun && unshare --mount true"))
            .status()
        == 0;
  }

  /// Starts the server with these arguments, and waits for its greeting.
  ServerProcess start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(image.entrypoint());
    command.addAll(List.of("-a", ServerProcess.HOST, "-p", "-1"));
    command.addAll(List.of(arguments));
    Files.writeString(bundle.resolve("config.json"), specification(command));
    // What `start` adds goes to the shell, which does not look at it: the server has it already.
    return ServerProcess.start(crun("run", "--bundle", bundle.toString(), id));
  }

  /// Runs a command inside.
  Finished execute(String variable, List<String> command) {
    List<String> words = new ArrayList<>(List.of("exec", "--env", variable, id));
    words.addAll(command);
    return ServerProcess.run(crun(words.toArray(String[]::new)));
  }

  void signal(String name) {
    ServerProcess.run(crun("kill", id, name));
  }

  /// `crun` with these words. It gives up on machines where version 1 and 2 of control groups are
  /// mixed, so it sees none of them.
  private static List<String> crun(String... words) {
    String line =
        Arrays.stream(words)
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "exec crun --cgroup-manager=disabled ", ""));
    return List.of(
        "unshare", "--mount", "sh", "-c", "mount -t tmpfs none /sys/fs/cgroup && " + line, "sh");
  }

  private String specification(List<String> command) {
    return """
    {"ociVersion":"1.0.2",
     "process":{"user":{"uid":65532,"gid":65532},"cwd":"/","noNewPrivileges":true,
      "args":%s,
      "env":%s},
     "root":{"path":"rootfs","readonly":true},
     "mounts":[
      {"destination":"/proc","type":"proc","source":"proc"},
      {"destination":"/dev","type":"tmpfs","source":"tmpfs","options":["nosuid","mode=755"]},
      {"destination":"/tmp","type":"tmpfs","source":"tmpfs"}],
     "linux":{"namespaces":[{"type":"pid"},{"type":"ipc"},{"type":"uts"},{"type":"mount"}]}}
    """
        .formatted(array(command), array(image.environment()));
  }

  private static String array(List<String> words) {
    return words.stream()
        .map(word -> {
          var text = new StringBuilder();
          JsonText.quote(word, text);
          return text.toString();
        })
        .collect(Collectors.joining(",", "[", "]"));
  }
}
