package io.nuncio.server.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.testkit.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages for so many receivers that they are delivered in several turns of the loop.
class LargeFanOutTest {
  private static final int SUBSCRIPTIONS = 10_000;

  private static SimulatedClient receiver(Simulation simulation) {
    SimulatedClient receiver = simulation.connect(true, true);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      lines.append("SUB a ").append(i).append("\r\n");
    }
    receiver.send(lines.toString());
    simulation.settle();
    return receiver;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everySubscriptionGetsEachPublishersMessagesInOrder(int loops) {
    Simulation simulation =
        new Simulation(Seed.random("large fan-out, " + loops), loops, Limits.defaults());
    SimulatedClient receiver = receiver(simulation);
    List<SimulatedClient> publishers =
        List.of(simulation.connect(true, true), simulation.connect(true, true));

    publishers.get(0).send("PUB a 2\r\np1\r\nPUB a 2\r\np2\r\nPUB b 0\r\n\r\nPUB a 2\r\np3\r\n");
    publishers.get(1).send("PUB a r 2\r\nq1\r\nPUB a r 2\r\nq2\r\n");
    simulation.settle();

    Map<String, List<String>> bySid =
        receiver.received.stream()
            .collect(
                groupingBy(
                    SimulatedClient.Received::sid,
                    mapping(SimulatedClient.Received::payload, toList())));
    assertThat(bySid).hasSize(SUBSCRIPTIONS);
    assertThat(bySid.values())
        .allSatisfy(payloads -> {
          assertThat(payloads).filteredOn(p -> p.startsWith("p")).containsExactly("p1", "p2", "p3");
          assertThat(payloads).filteredOn(p -> p.startsWith("q")).containsExactly("q1", "q2");
        });
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void publisherThatLeavesInTheMiddleHarmsNobody() {
    Simulation simulation = new Simulation(Seed.random("leaves"), 1, Limits.defaults());
    SimulatedClient receiver = receiver(simulation);
    SimulatedClient publisher = simulation.connect(true, true);

    publisher.send("PUB a 1\r\nx\r\n");
    while (receiver.received.isEmpty()) {
      simulation.step();
    }
    publisher.leave();
    simulation.settle();
    simulation.connect(true, true).send("PUB a 1\r\ny\r\n");
    simulation.settle();

    assertThat(receiver.received)
        .filteredOn(each -> each.payload().equals("y"))
        .hasSize(SUBSCRIPTIONS);
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void answerToAPublishersPingComesBehindItsMessages() {
    Simulation simulation = new Simulation(Seed.random("ping"), 1, Limits.defaults());
    SimulatedClient self = receiver(simulation);

    self.send("PUB a 1\r\nx\r\nPING\r\n");
    int pongs = self.pongs();
    while (self.pongs() == pongs) {
      simulation.step();
    }

    assertThat(self.received).hasSize(SUBSCRIPTIONS);
  }
}
