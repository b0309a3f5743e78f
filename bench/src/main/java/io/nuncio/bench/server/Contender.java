package io.nuncio.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server to measure: its name in the tables, and how it is started.
///
/// @param name one word
/// @param command words of a POSIX shell, variables such as `NAME=value` in front; `{port}` stands
///   for the port, which is given by `-p` where it does not occur
public record Contender(String name, String command) {
  private static final String PORT = "{port}";

  /// A program without arguments.
  public static Contender of(String name, Path program) {
    return new Contender(name, "'" + program.toString().replace("'", "'\\''") + "'");
  }

  /// The whole command line; the process that it starts becomes the server.
  ///
  /// @param flags to add behind the command's own
  List<String> commandLine(int port, List<String> flags) {
    String number = Integer.toString(port);
    var line = new ArrayList<String>();
    line.add("sh");
    line.add("-c");
    line.add("exec env " + command.replace(PORT, number) + " \"$@\"");
    line.add("sh");
    line.addAll(List.of("-a", "127.0.0.1"));
    if (!command.contains(PORT)) {
      line.addAll(List.of("-p", number));
    }
    line.addAll(flags);
    return line;
  }

  /// The command line that only tells the version.
  List<String> versionCommandLine() {
    return List.of("sh", "-c", "exec env " + command.replace(PORT, "0") + " -v");
  }
}
