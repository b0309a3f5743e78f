package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ServerConfig;
import io.nuncio.server.tls.PeerCheck;
import io.nuncio.testkit.Seed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Peers that break TLS, by accident or on purpose: the connection ends, and nothing else.
@SuppressWarnings("ByteBufferBackingArray") // all of them are made over whole arrays
class TlsFuzzTest {
  private static final int PEERS = 60;

  private final RandomGenerator random = Seed.random("TLS mutation");
  private final Simulation simulation =
      new Simulation(random, 2, ServerConfig.defaults(), TestTls.verifying(PeerCheck.none()));
  private final SimulatedClient bystander = simulation.openTls(TestTls::client);
  private final List<SimulatedClient> attackers = new ArrayList<>();

  @BeforeEach
  void begin() {
    bystander.sendConnect("");
    bystander.send("SUB a 1\r\n");
    for (int i = 0; i < PEERS; i++) {
      attackers.add(simulation.open(true, true));
    }
    simulation.settle();
  }

  @AfterEach
  void bystanderIsServedAndNothingIsLeft() {
    bystander.send("PUB a 1\r\nx\r\n");
    simulation.settle();

    assertThat(bystander.received).hasSize(1);
    assertThat(simulation.core().clients()).isEqualTo(1);
    assertThat(simulation.faults()).allMatch(fault -> fault.contains("TLS handshake error: "));
    assertThat(simulation.budget().usedBytes()).isZero();
  }

  /// Opens a client whose records pass through `mutation` on their way.
  private void attack(SimulatedTls.Mutation mutation) {
    SimulatedClient client = attackers.removeLast();
    SimulatedTls tls = new SimulatedTls(TestTls.client(), random);
    tls.mutate(mutation);
    client.secure(tls);
    client.sendConnect("");
    client.send("SUB b 1\r\nPUB b 5\r\nhello\r\n");
  }

  private void end() {
    simulation.pass(Duration.ofMillis(2_200));
    for (SimulatedClient client : List.copyOf(simulation.clients)) {
      if (client != bystander) {
        client.leave();
      }
    }
    simulation.pass(Duration.ofMillis(100));
    simulation.clients.removeIf(client -> client != bystander);
  }

  @Test
  void bytesMayBeChanged() {
    for (int i = 0; i < PEERS; i++) {
      attack(record -> {
        if (record.hasRemaining() && random.nextInt(3) == 0) {
          byte[] bytes = record.array();
          for (int j = random.nextInt(1, 5); j > 0; j--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
          }
        }
        return record;
      });
    }
    end();
  }

  @Test
  void recordsMayBeCutAndDoubledAndLost() {
    for (int i = 0; i < PEERS; i++) {
      attack(record ->
          switch (random.nextInt(6)) {
            case 0 -> ByteBuffer.wrap(record.array(), 0, random.nextInt(record.remaining() + 1));
            case 1 -> ByteBuffer.allocate(0);
            case 2 ->
                ByteBuffer.allocate(2 * record.remaining())
                    .put(record.duplicate())
                    .put(record)
                    .flip();
            default -> record;
          });
    }
    end();
  }

  @Test
  void recordsMayComeInAnotherOrder() {
    for (int i = 0; i < PEERS; i++) {
      List<byte[]> held = new ArrayList<>();
      attack(record -> {
        held.add(record.array());
        if (random.nextInt(3) > 0) {
          return ByteBuffer.allocate(0);
        }
        Collections.shuffle(held, Random.from(random));
        int bytes = held.stream().mapToInt(each -> each.length).sum();
        ByteBuffer all = ByteBuffer.allocate(bytes);
        held.forEach(all::put);
        held.clear();
        return all.flip();
      });
    }
    end();
  }

  @Test
  void bytesMayMeanNothing() {
    for (int i = 0; i < PEERS; i++) {
      byte[] noise = new byte[random.nextInt(1, 2_000)];
      random.nextBytes(noise);
      noise[0] = (byte) (random.nextBoolean() ? 0x16 : 0x15);
      if (noise.length > 5) {
        noise[1] = 3;
        noise[2] = (byte) random.nextInt(5);
        noise[3] = (byte) random.nextInt(0, 6);
      }
      attackers.removeLast().send(new String(noise, ISO_8859_1));
    }
    end();
  }

  @Test
  void peerMayEndAnywhere() {
    for (int i = 0; i < PEERS; i++) {
      SimulatedClient leaver = attackers.getLast();
      int[] left = {random.nextInt(1_500)};
      attack(record -> {
        int some = Math.min(left[0], record.remaining());
        left[0] -= some;
        return ByteBuffer.wrap(record.array(), 0, some);
      });
      simulation.pass(Duration.ofMillis(random.nextInt(40)));
      leaver.leave();
    }
    end();
  }
}
