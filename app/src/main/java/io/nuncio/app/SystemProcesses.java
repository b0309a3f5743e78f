package io.nuncio.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The processes that the operating system tells of.
final class SystemProcesses implements ProcessTable {
  private static final String SERVER = "nats-server";

  @Override
  public List<Long> servers() {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self && name(process).equals(SERVER))
        .map(ProcessHandle::pid)
        .sorted()
        .toList();
  }

  /// What the process calls itself, or else the name of its program.
  private static String name(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip();
    } catch (IOException notOnThisSystem) {
      String program = process.info().command().orElse("");
      return program.substring(program.lastIndexOf('/') + 1);
    }
  }

  /// By the shell, which has `kill` built in: Java can send two signals only.
  @Override
  public void signal(long pid, String posixName) throws IOException {
    Process kill =
        new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", posixName, "" + pid)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException(
            ProcessHandle.of(pid).isPresent() ? "operation not permitted" : "no such process");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
