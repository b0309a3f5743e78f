package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Two connections to one server, which sends through one of them.
@EnabledOnOs(OS.LINUX)
class LinuxSocketsTest {
  private static final int MOST = 4;

  private final LinuxSockets sockets = new LinuxSockets();
  private final MemorySegment most = Arena.ofAuto().allocate(MOST);
  private QuietServer server;
  private Connection quiet;
  private Connection busy;

  @BeforeEach
  void send() throws IOException, InterruptedException {
    server = new QuietServer("INFO {}\r\n", Duration.ofMinutes(1));
    quiet = Connection.greeted(server.endpoint());
    var _ = server.client();
    busy = Connection.greeted(server.endpoint());
    server.client().getOutputStream().write("hello!".getBytes(US_ASCII));
  }

  @AfterEach
  void close() throws IOException {
    quiet.close();
    busy.close();
    server.close();
  }

  @Test
  void throwsAwayNoMoreThanItMay() throws IOException {
    int descriptor = number(busy);

    assertThat(discardSome(descriptor)).isEqualTo(4);
    assertThat(discardSome(descriptor)).isEqualTo(2);
  }

  @Test
  void copiesNothing() throws IOException {
    discardSome(number(busy));

    assertThat(most.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
  }

  @Test
  void doesNotWaitForWhatHasNotCome() throws IOException {
    assertThat(sockets.discard(number(quiet), most)).isZero();
  }

  @Test
  void eachConnectionHasItsOwnNumber() throws IOException {
    assertThat(number(quiet)).isNotEqualTo(number(busy));
  }

  private int number(Connection connection) throws IOException {
    return sockets.descriptor(connection.channel()).orElseThrow();
  }

  private long discardSome(int descriptor) throws IOException {
    long count = 0;
    while (count == 0) {
      count = sockets.discard(descriptor, most);
    }
    return count;
  }
}
