package io.nuncio.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.events.EventSink;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An event loop that waits makes all of its clients wait. Whatever the program does, none does.
@Timeout(120)
class LoopsNeverBlockTest {
  private static final int LOOPS = 2;
  private static final int PUBLISHERS = 4;
  private static final int MESSAGES = 3_000;

  /// The bcrypt hash of `right`, at the lowest cost.
  private static final String HASH_OF_RIGHT =
      "$2a$04$ibns3a/d2OOcFsEtaLOM5.0Oo0OPboSHAQuO9Px5Jk7H5.4vi0yH.";

  @TempDir Path folder;

  private final CertificateAuthority authority = CertificateAuthority.named("authority");

  @Test
  void loopsWaitForNothingButSocketsWhateverTheProgramDoes() throws Exception {
    try (var program = start(EventSink.none());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Once before: the JVM reads classes from files when they are first needed.
      work(program, threads);
      try (LoopWatch watch = LoopWatch.begin()) {
        work(program, threads);

        assertThat(watch.end()).isEmpty();
      }
    }
    assertThat(Files.readString(folder.resolve("nats.log"))).contains("Client connection created");
    assertThat(folder.resolve("audit.log")).isNotEmptyFile();
  }

  @Test
  void loopThatSleepsIsSeen() throws Exception {
    assertThat(waitsWith(event -> Await.pass(Duration.ofMillis(1))))
        .anyMatch(wait -> wait.startsWith("loop-") && wait.contains("jdk.ThreadSleep"));
  }

  @Test
  void loopThatWritesFileIsSeen() throws Exception {
    Path file = folder.resolve("written");
    assertThat(
            waitsWith(event -> {
              try {
                Files.writeString(file, "by a loop");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }))
        .anyMatch(wait -> wait.startsWith("loop-") && wait.contains("jdk.FileWrite"));
  }

  /// What is seen when each client that comes and goes makes its loop do something.
  private List<String> waitsWith(EventSink action) throws Exception {
    try (var program = start(action);
        LoopWatch watch = LoopWatch.begin()) {
      connect(program, false).close();
      return watch.end();
    }
  }

  private ProgramInProcess start(EventSink events) throws Exception {
    IssuedCertificate certificate = authority.issue(CertificateRequest.localhost());
    Path file =
        Files.writeString(
            folder.resolve("nats.conf"),
            """
            listen: "127.0.0.1:-1"
            http: "127.0.0.1:-1"
            debug: true
            log_file: "%1$s/nats.log"
            audit_log: "%1$s/audit.log"
            authorization { token: "%2$s" }
            allow_non_tls: true
            tls { cert_file: "%3$s", key_file: "%4$s", timeout: 20 }
            """
                .formatted(
                    folder,
                    HASH_OF_RIGHT,
                    certificate.writeCertificate(folder.resolve("server.pem")),
                    certificate.writeKey(folder.resolve("server.key"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ProgramInProcess.start(file, LOOPS, events);
  }

  /// Messages in the clear and encrypted, from any loop to any; clients that come, and that are
  /// refused; somebody who watches; reloads, and files that are opened again.
  private void work(ProgramInProcess program, ExecutorService threads) throws Exception {
    List<Future<?>> under = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TokenClient subscriber = connect(program, i % 2 == 0);
      subscriber.say("SUB work.* 1\r\n");
      under.add(threads.submit(subscriber.taking(PUBLISHERS * MESSAGES)));
    }
    for (int i = 0; i < PUBLISHERS; i++) {
      under.add(threads.submit(publishing(program, i)));
    }
    under.add(threads.submit(() -> watching(program)));
    for (int i = 1; i <= 3; i++) {
      var limits = program.config().limits();
      program.reload(
          program
              .config()
              .change()
              .limits(limits.withBytes(1_000_000 + i, 4096, limits.maxPendingBytes()))
              .build());
      program.reopen();
      connect(program, i % 2 == 0).close();
      TokenClient.expectRefusal(program.port());
    }
    for (Future<?> each : under) {
      each.get();
    }
  }

  private TokenClient connect(ProgramInProcess program, boolean encrypted) throws Exception {
    return new TokenClient(program.port(), encrypted ? authority.certificate() : null, "right");
  }

  private Callable<Boolean> publishing(ProgramInProcess program, int number) {
    return () -> {
      try (TokenClient publisher = connect(program, number % 2 == 0)) {
        String small = "PUB work.%d 100\r\n%s\r\n".formatted(number, "x".repeat(100));
        String large = "PUB work.%d 100000\r\n%s\r\n".formatted(number, "y".repeat(100_000));
        for (int i = 0; i < MESSAGES; i += 100) {
          publisher.send((small.repeat(99) + large).getBytes(US_ASCII));
        }
        publisher.say("");
      }
      return true;
    };
  }

  private static boolean watching(ProgramInProcess program) throws IOException {
    for (int i = 0; i < 5; i++) {
      for (String page : List.of("varz", "connz?subs=1", "subsz?subs=1", "metrics", "healthz")) {
        URLConnection request =
            URI.create("http://127.0.0.1:" + program.monitoringPort() + "/" + page)
                .toURL()
                .openConnection();
        try (var body = request.getInputStream()) {
          assertThat(body.readAllBytes()).isNotEmpty();
        }
      }
    }
    return true;
  }
}
