package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ServiceNoticesTest {
  private static final List<PortsFile.Listener> LISTENERS =
      List.of(
          PortsFile.Listener.clients(false, "127.0.0.1", 4222),
          PortsFile.Listener.monitoring(false, "127.0.0.1", 8222));
  private static final String READY = "Ready: nats on 127.0.0.1:4222, monitoring on 127.0.0.1:8222";

  @TempDir private Path folder;

  private final List<String> log = new ArrayList<>();

  @Test
  void saysThatItIsReadyReloadsAndStops() throws IOException {
    Path path = folder.resolve("notify");
    try (var systemd = new UnixDatagramReceiver(path)) {
      ServiceNotices notices = wantedAt(path.toString());

      notices.ready(LISTENERS);
      notices.reload(() -> true);
      notices.stopping("Stopping");

      assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=" + READY);
      assertThat(systemd.next()).isEqualTo("RELOADING=1\nMONOTONIC_USEC=7000\nSTATUS=Reloading");
      assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=" + READY);
      assertThat(systemd.next()).isEqualTo("STOPPING=1\nSTATUS=Stopping");
      assertThat(log).isEmpty();
    }
  }

  @Test
  void saysThatAReloadWasRefused() throws IOException {
    Path path = folder.resolve("notify");
    try (var systemd = new UnixDatagramReceiver(path)) {
      ServiceNotices notices = wantedAt(path.toString());

      notices.reload(() -> false);

      assertThat(systemd.next()).startsWith("RELOADING=1\n");
      assertThat(systemd.next()).startsWith("READY=1\n").endsWith("was refused, see the log");
    }
  }

  @Test
  void findsASocketThatIsInNoFolder() throws IOException {
    String name = "@nuncio/" + folder.getFileName();
    try (var systemd = new UnixDatagramReceiver(name)) {
      wantedAt(name).stopping("Stopping");

      assertThat(systemd.next()).startsWith("STOPPING=1");
      assertThat(Files.readString(Path.of("/proc/net/unix"))).contains(name + "\n");
    }
  }

  @Test
  void goesOnWithAWarningWhenNobodyListens() {
    wantedAt(folder.resolve("nobody").toString()).ready(LISTENERS);

    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("WARN Could not tell systemd how this service is: ");
  }

  @Test
  void doesNotWaitForSystemdToRead() throws IOException {
    Path path = folder.resolve("notify");
    try (var systemd = new UnixDatagramReceiver(path)) {
      ServiceNotices notices = wantedAt(path.toString());

      for (int i = 0; i < 10_000 && log.isEmpty(); i++) {
        notices.stopping("Stopping");
      }

      assertThat(log).isNotEmpty();
      assertThat(systemd.next()).startsWith("STOPPING=1");
    }
  }

  @Test
  void tellsNobodyUnlessAsked() {
    var notices = ServiceNotices.wantedBy(_ -> null, () -> 7_000_000, new Lines());

    notices.ready(LISTENERS);
    notices.stopping("Stopping");

    assertThat(log).isEmpty();
  }

  @Test
  void programsThatAreStartedAreNotAsked() throws Throwable {
    setVariable("NOTIFY_SOCKET", "/nowhere");
    assertThat(variablesOfAChild()).contains("NOTIFY_SOCKET=");

    wantedAt("/nowhere");

    assertThat(variablesOfAChild()).doesNotContain("NOTIFY_SOCKET=");
  }

  private ServiceNotices wantedAt(String socket) {
    return ServiceNotices.wantedBy(
        name -> name.equals("NOTIFY_SOCKET") ? socket : null, () -> 7_000_000, new Lines());
  }

  @SuppressWarnings("restricted")
  private static void setVariable(String name, String value) throws Throwable {
    var descriptor =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    Linker linker = Linker.nativeLinker();
    var setenv = linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"), descriptor);
    try (var arena = Arena.ofConfined()) {
      var done = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      assertThat(done).isZero();
    }
  }

  private static String variablesOfAChild() throws IOException {
    Process child = new ProcessBuilder("env").start();
    try (var output = child.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final class Lines implements LogSink {
    @Override
    public boolean isEnabled(Level level) {
      return true;
    }

    @Override
    public void log(Level level, String line) {
      log.add(level + " " + line);
    }
  }
}
