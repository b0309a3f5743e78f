package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher started as systemd starts a service, and as anybody else does.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ServiceNoticesIT {
  @TempDir private Path folder;

  @Test
  void serviceSaysThatItIsReadyAndThatItStops() throws IOException {
    Path path = folder.resolve("notify");
    try (var systemd = new UnixDatagramReceiver(path);
        var server = ServerProcess.start(launchedWith("NOTIFY_SOCKET=" + path))) {

      assertThat(systemd.next())
          .isEqualTo("READY=1\nSTATUS=Ready: nats on 127.0.0.1:" + server.port());
      assertThat(server.stop()).isZero();
      assertThat(systemd.next()).isEqualTo("STOPPING=1\nSTATUS=Stopping");
    }
  }

  @Test
  void startThatNobodyWatchesLoadsNothingForIt() throws IOException {
    Path loaded = folder.resolve("loaded");
    String logClasses = "NUNCIO_JAVA_OPTS=-Xlog:class+load:file=" + loaded;
    try (var server = ServerProcess.start(launchedWith(logClasses))) {
      assertThat(server.stop()).isZero();
    }

    assertThat(Files.readString(loaded))
        .contains(ServiceNotices.class.getName() + " ")
        .doesNotContain(UnixDatagramSocket.class.getName() + " ");
  }

  private static List<String> launchedWith(String variable) {
    Path launcher = Path.of(System.getProperty("nuncio.root"), "nats-server");
    return List.of("env", "NUNCIO_NO_BUILD=1", variable, launcher.toString());
  }
}
