package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.nuncio.boringssl.BoringSsl;
import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.server.tls.PeerCheck;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.testkit.Seed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// However a connection ends, what its engine holds outside of the heap is freed then, and not when
/// the garbage collector comes.
class NativeMemoryTest {
  private static final int CUT_HANDSHAKES = 2_000;
  private static final int SOME = 8;
  private static final int MOST_MILLIS = 1_000;

  private final RandomGenerator random = Seed.random("native memory");
  private final List<ReferenceCountedOpenSslEngine> made = new ArrayList<>();
  private final Simulation simulation =
      simulation(
          ServerConfig.builder().limits(Limits.defaults().withBytes(1 << 20, 4096, 1 << 20)));

  @BeforeAll
  static void libraryIsForThisMachine() {
    assumeTrue(new BoringSsl().obstacle(Set.of("EC")) == null, "BoringSSL is not for this machine");
  }

  private Simulation simulation(ServerConfig.Builder config) {
    return new Simulation(random, 2, config.build(), settings(TestTls::server));
  }

  private TlsSettings settings(Supplier<SSLEngine> engines) {
    return new TlsSettings(
        () -> {
          var engine = (ReferenceCountedOpenSslEngine) engines.get();
          made.add(engine);
          return engine;
        },
        Duration.ofSeconds(2),
        false,
        false,
        HandshakeFirst.NEVER,
        0,
        PeerCheck.none());
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(made).isNotEmpty();
    assertThat(made.stream().filter(engine -> engine.sslPointer() != 0).count()).isZero();
  }

  /// The first message of a client.
  private static String greeting() {
    ByteBuffer record = ByteBuffer.allocate(40_000);
    try {
      TestTls.client().wrap(ByteBuffer.allocate(0), record);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
    return new String(record.array(), 0, record.position(), ISO_8859_1);
  }

  /// Clients that have said `words` and nothing else, and whose engines were made.
  private List<SimulatedClient> insideHandshake(int count, String words) {
    List<SimulatedClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(simulation.open(true, true));
    }
    passUntil(() -> clients.stream().noneMatch(client -> client.infos.isEmpty()));
    int before = made.size();
    for (SimulatedClient client : clients) {
      client.stall(true);
      client.send(words);
    }
    passUntil(() -> made.size() == before + count);
    return clients;
  }

  private void passUntil(BooleanSupplier reached) {
    for (int i = 0; i < MOST_MILLIS && !reached.getAsBoolean(); i++) {
      simulation.pass(Duration.ofMillis(1));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  private List<SimulatedClient> connected() {
    List<SimulatedClient> clients = new ArrayList<>();
    for (int i = 0; i < SOME; i++) {
      clients.add(TlsScene.after(simulation, TestTls::client));
    }
    assertThat(clients).allMatch(client -> client.pongs() == 1);
    return clients;
  }

  private void end(List<SimulatedClient> clients) {
    clients.forEach(SimulatedClient::leave);
    passUntil(() -> simulation.core().clients() == 0);
    simulation.pass(Duration.ofMillis(50));
    simulation.clients.clear();
  }

  @Test
  void handshakesThatAreCut() {
    String greeting = greeting();

    for (int i = 0; i < CUT_HANDSHAKES; i += SOME) {
      end(insideHandshake(SOME, greeting));
    }

    assertThat(made).hasSize(CUT_HANDSHAKES);
  }

  @Test
  void handshakesThatFail() {
    end(insideHandshake(SOME, greeting() + "\u0016\u0003\u0003\0\1x"));
  }

  @Test
  void handshakesThatTakeTooLong() {
    insideHandshake(SOME, greeting());
    simulation.pass(Duration.ofMillis(2_200));

    end(List.of());
  }

  @Test
  void handshakesThatAWorkerIsAt() {
    List<SimulatedClient> clients = insideHandshake(SOME, greeting());
    simulation.holdHandshakes(true);
    clients.forEach(client -> client.send("\u0016\u0003\u0003\0\1x"));
    simulation.pass(Duration.ofMillis(4_100));
    assertThat(simulation.core().clients()).isZero();
    simulation.holdHandshakes(false);
    simulation.pass(Duration.ofMillis(50));

    end(clients);
  }

  @Test
  void clientsWithoutTheCertificateThatIsDemanded() {
    simulation.reload(settings(TestTls::verifying));
    for (int i = 0; i < SOME; i++) {
      TlsScene.after(simulation, i % 2 == 0 ? TestTls::nobody : TestTls::stranger);
    }

    end(List.of());
  }

  @Test
  void connectionsThatAreCut() {
    end(connected());
  }

  @Test
  void clientsThatSayFarewell() {
    connected().forEach(client -> client.tls().close());
    simulation.pass(Duration.ofMillis(200));

    end(List.of());
  }

  @Test
  void clientThatNeverReads() {
    List<SimulatedClient> clients = new ArrayList<>();
    Supplier<SimulatedClient> connect =
        () -> {
          SimulatedClient client = simulation.openTls(TestTls::client);
          client.sendConnect("");
          clients.add(client);
          return client;
        };
    Scenarios.stalledSubscriberIsCutAndTheOthersAreServed(simulation, connect);

    end(clients);
  }

  @Test
  void clientsThatTheServerEnds() {
    connected();
    simulation.reload(config -> config.limits(Limits.defaults().withCounts(0, 0, 0)));
    simulation.pass(Duration.ofMillis(1_500));

    end(List.of());
  }

  @Test
  void clientsThatBreakTheRecords() {
    for (SimulatedClient client : connected()) {
      client
          .tls()
          .mutate(record -> {
            if (record.hasRemaining()) {
              record.put(record.remaining() - 1, (byte) ~record.get(record.remaining() - 1));
            }
            return record;
          });
      client.send("PING\r\n");
    }
    simulation.pass(Duration.ofMillis(300));

    end(List.of());
  }
}
