package io.nuncio.app;

import io.nuncio.config.Invocation.SendSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Does what `--signal` asks for.
final class SignalSender {
  private final ProcessTable processes;

  SignalSender(ProcessTable processes) {
    this.processes = processes;
  }

  /// Sends the signal to each process that is meant.
  ///
  /// @throws IOException if none or too many are meant, or one of them did not get it; the message
  ///   is for the operator
  void send(SendSignal request) throws IOException {
    var problems = new StringBuilder();
    for (long pid : meant(contentIfFile(request.target()))) {
      try {
        processes.signal(pid, request.command().posixName());
      } catch (IOException notSent) {
        problems.append(
            "\nsignal \"%s\" %d: %s"
                .formatted(request.command().word(), pid, notSent.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new IOException(problems.toString());
    }
  }

  private static String contentIfFile(String target) {
    try {
      return target.isEmpty() ? target : Files.readString(Path.of(target)).strip();
    } catch (IOException | InvalidPathException noFile) {
      return target;
    }
  }

  private List<Long> meant(String target) throws IOException {
    boolean prefix = target.endsWith("*");
    String digits = prefix ? target.substring(0, target.length() - 1) : target;
    if (!digits.isEmpty()) {
      long pid = pid(digits);
      if (!prefix) {
        return List.of(pid);
      }
    }
    List<Long> running = processes.servers();
    if (running.size() > 1 && !prefix) {
      var message = new StringBuilder("multiple nats-server processes running:");
      running.forEach(pid -> message.append('\n').append(pid));
      throw new IOException(message.toString());
    }
    List<Long> meant =
        running.stream().filter(pid -> Long.toString(pid).startsWith(digits)).toList();
    if (meant.isEmpty()) {
      throw new IOException(
          "no nats-server processes running"
              + (running.isEmpty() ? "" : " with a pid that starts with " + digits));
    }
    return meant;
  }

  /// Zero and less would mean whole groups of processes.
  private static long pid(String digits) throws IOException {
    try {
      long pid = Long.parseLong(digits);
      if (pid > 0) {
        return pid;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new IOException("invalid pid: " + digits);
  }
}
