package io.nuncio.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.Connection;
import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of a test is left after it, whatever came of it.
@Timeout(60)
class ClosingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What the tests that are run in this one were given.
  private static final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

  private static final Queue<EmbeddedNats> servers = new ConcurrentLinkedQueue<>();

  @BeforeEach
  @AfterEach
  void forget() {
    connections.clear();
    servers.clear();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Failing.class,
        FailingBeforeAll.class,
        FailingForEach.class,
        FailingConstructor.class,
        FailingOnlyConstructor.class
      })
  void failedTestsLeaveNothing(Class<?> test) {
    Kit.run(Warm.class);
    Set<Thread> before = threads();
    forget();

    assertThat(Kit.failures(test)).isNotEmpty();

    assertThat(connections).isNotEmpty().allMatch(ClosingTest::isClosed);
    assertThat(servers).isNotEmpty().allMatch(ClosingTest::isClosed);
    Await.until("no thread is left", PATIENCE, () -> before.containsAll(threads()));
  }

  /// JUnit tells no extension that the only instance of a class could not be made.
  @Test
  void classWithoutAnInstanceLeavesNothing() {
    Kit.run(Warm.class);
    Set<Thread> before = threads();

    assertThat(Kit.failures(UnfulfilledConstructor.class)).hasSize(1);

    Await.until("no thread is left", PATIENCE, () -> before.containsAll(threads()));
  }

  private static boolean isClosed(Connection connection) {
    return connection.getStatus() == Connection.Status.CLOSED;
  }

  private static boolean isClosed(EmbeddedNats server) {
    try {
      server.port();
      return false;
    } catch (IllegalStateException closed) {
      return true;
    }
  }

  private static void keep(Connection connection, EmbeddedNats server) {
    connections.add(connection);
    servers.add(server);
  }

  private static void fail() {
    throw new IllegalStateException("as it should");
  }

  /// Threads of pools that run tests come and go.
  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> thread.getName().startsWith("ForkJoinPool"));
    return threads;
  }

  @NuncioTest
  static class Warm {
    @Test
    void runs(Connection client) throws Exception {
      client.flush(PATIENCE);
    }
  }

  @NuncioTest
  static class Failing {
    Failing(Connection client, EmbeddedNats server) {
      keep(client, server);
    }

    @BeforeEach
    void setUp(Connection client, EmbeddedNats server) {
      keep(client, server);
    }

    @Test
    void one(Connection client, EmbeddedNats server) {
      keep(client, server);
      fail();
    }

    @Test
    void other(Connection client, EmbeddedNats server) {
      keep(client, server);
      Thread.currentThread().interrupt();
    }

    @Nested
    class Inside {
      Inside(Connection client, EmbeddedNats server) {
        keep(client, server);
      }

      @Test
      void fails(Connection client, EmbeddedNats server) {
        keep(client, server);
        fail();
      }
    }
  }

  @NuncioTest
  static class FailingBeforeAll {
    @BeforeAll
    static void fails(Connection client, EmbeddedNats server) {
      keep(client, server);
      fail();
    }

    @Test
    void isNotReached() {}
  }

  @NuncioTest(per = NuncioTest.Per.METHOD)
  static class FailingForEach {
    @RepeatedTest(3)
    void fails(Connection client, EmbeddedNats server) {
      keep(client, server);
      fail();
    }
  }

  @NuncioTest
  static class FailingConstructor {
    FailingConstructor(Connection client, EmbeddedNats server) {
      keep(client, server);
      fail();
    }

    @Test
    void isNotReached() {}
  }

  @NuncioTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class FailingOnlyConstructor {
    FailingOnlyConstructor(Connection client, EmbeddedNats server) {
      keep(client, server);
      fail();
    }

    @Test
    void isNotReached() {}
  }

  /// JUnit passes no `Runnable`.
  @NuncioTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class UnfulfilledConstructor {
    UnfulfilledConstructor(Connection client, EmbeddedNats server, Runnable unknown) {}

    @Test
    void isNotReached() {}
  }

  @Test
  void connectionsLiveAsLongAsWhatTheyWereMadeFor() {
    assertThat(Kit.failures(Lives.class)).isEmpty();

    assertThat(connections).hasSize(2).allMatch(ClosingTest::isClosed);
  }

  @NuncioTest
  @Timeout(60)
  @org.junit.jupiter.api.parallel.Execution(
      org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD)
  static class Lives {
    private static final Queue<Connection> ofMethods = new ConcurrentLinkedQueue<>();

    Lives(Connection ofConstructor) {
      ofMethods.add(ofConstructor);
    }

    @BeforeAll
    static void before(Connection client) {
      ofMethods.clear();
      connections.add(client);
    }

    @BeforeEach
    void each(Connection client) {
      ofMethods.add(client);
    }

    @RepeatedTest(2)
    void ofMethod(Connection client, TestInfo test) {
      ofMethods.add(client);

      assertThat(connections).noneMatch(ClosingTest::isClosed);
      assertThat(ofMethods).filteredOn(each -> !isClosed(each)).hasSize(3);
    }

    @AfterAll
    static void after(Connection client) {
      connections.add(client);
      assertThat(connections).noneMatch(ClosingTest::isClosed);
      assertThat(ofMethods).hasSize(6).allMatch(ClosingTest::isClosed);
    }
  }
}
