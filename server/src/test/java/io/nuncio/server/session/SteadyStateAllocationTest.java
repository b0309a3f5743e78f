package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nuncio.auth.KnownUser;
import io.nuncio.auth.KnownUser.Password;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.simulation.MemoryClient;
import io.nuncio.server.simulation.MemoryServer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A message that is published and delivered makes no object: what a thread allocates is counted by
/// the JVM, with everything but the sockets in place.
class SteadyStateAllocationTest {
  private static final int MESSAGES_PER_READ = 200;
  private static final int READS = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String USER = "'verbose':false,'headers':true,'user':'u','pass':'p'";

  /// A single object for each message would be 16 bytes; the JVM's own noise is far below one.
  private static final double NOTHING = 1;

  @ParameterizedTest(name = "{0} to {1} subscribers of {2}, queue group \"{3}\"")
  @CsvSource({
    "PUB a.b 5, 0, a.b, ''",
    "PUB a.b 5, 1, a.b, ''",
    "PUB a.b 5, 10, a.*, ''",
    "PUB a.b 5, 3, a.>, workers",
    "PUB a.b reply.to 5, 1, a.b, ''",
    "PUB   a.b  5, 1, a.b, ''",
    "HPUB a.b 2 5, 1, a.b, ''",
  })
  void messageAllocatesNothing(String line, int subscribers, String filter, String group) {
    MemoryServer server = new MemoryServer();
    for (int i = 0; i < subscribers; i++) {
      server.connect("SUB " + filter + " " + group + " " + i + "\r\n");
    }
    MemoryClient publisher = server.connect("");

    assertThat(bytesPerMessage(server, publisher, line + "\r\nhello\r\n")).isLessThan(NOTHING);
  }

  @ParameterizedTest(name = "publisher {0}, subscriber {1} says {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'verbose':false,'headers':true | 'verbose':false,'headers':false | SUB a.b 1",
        "'verbose':false,'headers':true,'echo':false | 'verbose':false,'headers':true | SUB a.b 1",
        "'verbose':true,'headers':true | 'verbose':false,'headers':true | SUB a.b 1",
        "'pedantic':true,'verbose':false,'headers':true | 'headers':true | SUB a.b 1",
        "'verbose':false,'headers':true | 'headers':true | SUB a.b 1;UNSUB 1 900000000",
      })
  void messageAllocatesNothingWhateverTheClientsHaveChosen(
      String publisherFields, String subscriberFields, String subscription) {
    MemoryServer server = new MemoryServer();
    MemoryClient subscriber =
        server.connect(subscriberFields, subscription.replace(";", "\r\n") + "\r\n");
    MemoryClient publisher = server.connect(publisherFields, "SUB a.b 7\r\n");

    double bytes =
        bytesPerMessage(server, publisher, "HPUB a.b 12 17\r\nNATS/1.0\r\n\r\nhello\r\n");

    assertThat(bytes).isLessThan(NOTHING);
    assertThat(subscriber.bytes()).isGreaterThan(READS * MESSAGES_PER_READ * 20L);
  }

  @Test
  void permissionsAreCheckedWithoutAnObject() {
    MemoryServer server = withPermissions();
    MemoryClient subscriber = server.connect(USER, "SUB a.> 1\r\n");
    MemoryClient publisher = server.connect(USER, "");

    assertThat(bytesPerMessage(server, publisher, "PUB a.b 5\r\nhello\r\n")).isLessThan(NOTHING);
    assertThat(subscriber.bytes()).isGreaterThan(READS * MESSAGES_PER_READ * 20L);
  }

  @Test
  void permissionsOfSubjectsThatComeOnceAreCheckedWithoutAnObject() {
    MemoryServer server = withPermissions();
    MemoryClient publisher = server.connect(USER, "");

    assertThat(bytesPerMessage(server, publisher, new DistinctSubjects("a."))).isLessThan(NOTHING);
  }

  private static MemoryServer withPermissions() {
    SubjectRules rules =
        SubjectRules.of(
            List.of(SubjectRule.of("a.>"), SubjectRule.of("b.*")),
            List.of(SubjectRule.of("a.secret.>"), SubjectRule.of("a.*.hidden")));
    KnownUser user =
        new KnownUser(
            new Password("u", Secret.of("p")), new Permissions(rules, rules, null), Set.of());
    return new MemoryServer(
        ServerConfig.builder()
            .authentication(new AuthenticationConfig.Users(List.of(user), ""))
            .build(),
        1);
  }

  /// Of what is remembered of a subject nothing is made before it comes again.
  @ParameterizedTest(name = "who subscribes says \"{0}\"")
  @ValueSource(strings = {"", "SUB other 1\r\n"})
  void subjectThatComesOnceAndThatNobodyWantsAllocatesNothing(String subscription) {
    assertThat(bytesPerDistinctSubject(subscription)).isLessThan(NOTHING);
  }

  /// The bytes in front of the message, `MSG s.0000001 1 `, and for a group the list of its
  /// members.
  @ParameterizedTest(name = "who subscribes says \"{0}\", bytes {1}")
  @CsvSource({"SUB s.> 1, 32", "SUB s.> workers 1, 56"})
  void subjectThatComesOnceAllocatesWhatIsRememberedOfOthers(String subscription, int bytes) {
    assertThat(bytesPerDistinctSubject(subscription + "\r\n")).isLessThan(bytes + NOTHING);
  }

  private static double bytesPerDistinctSubject(String subscription) {
    MemoryServer server = new MemoryServer();
    server.connect(subscription);
    return bytesPerMessage(server, server.connect(""), new DistinctSubjects("s."));
  }

  /// The answer is the one thing that is made: about 400 bytes, buffers and all.
  @Test
  void requestWithoutRespondersAllocatesNoMoreThanItsAnswer() {
    MemoryServer server = new MemoryServer();
    MemoryClient requester =
        server.connect("'verbose':false,'headers':true,'no_responders':true", "SUB in.* 1\r\n");

    assertThat(bytesPerMessage(server, requester, "PUB nobody in.1 5\r\nhello\r\n"))
        .isBetween(NOTHING, 1_000.0);
    assertThat(requester.bytes()).isGreaterThan(READS * MESSAGES_PER_READ * 60L);
  }

  @ParameterizedTest(name = "{0} bytes in reads of {1}")
  @CsvSource({
    "8192, 262144",
    "8192, 3001",
    "65536, 262144",
    "65536, 16384",
    "1000000, 262144",
    "1000000, 65536",
  })
  void messageThatIsAssembledAllocatesNothing(int payloadBytes, int readBytes) {
    MemoryServer server = new MemoryServer();
    MemoryClient subscriber = server.connect("SUB a.b 1\r\n");
    MemoryClient publisher = server.connect("");
    byte[] message = message(payloadBytes);
    publisher.repeat(message, readBytes);
    int messages = Math.min(20_000, 60_000_000 / payloadBytes);

    double bytes = perMessage(server, publisher, message.length, messages);

    assertThat(bytes).isLessThan(NOTHING);
    assertThat(subscriber.bytes()).isGreaterThan((long) messages * payloadBytes);
  }

  /// The largest that is allowed by default is a few bytes larger than the largest chunk that is
  /// kept: it is put together in one and leaves in another.
  @Test
  void largestMessageAllocatesItselfTwice() {
    MemoryServer server = new MemoryServer();
    server.connect("SUB a.b 1\r\n");
    MemoryClient publisher = server.connect("");
    byte[] message = message(1 << 20);
    publisher.repeat(message, 64 << 10);

    assertThat(perMessage(server, publisher, message.length, 100))
        .isLessThan(2.01 * message.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void messageAllocatesNothingOnItsWayToOtherLoops(int loops) {
    MemoryServer server = new MemoryServer(ServerConfig.defaults(), loops);
    List<MemoryClient> subscribers =
        Stream.generate(() -> server.connect("SUB a.> 1\r\n")).limit(5).toList();
    MemoryClient second = server.connect("");
    MemoryClient first = server.connect("");
    second.repeat("PUB a.c 5\r\nworld\r\n".repeat(MESSAGES_PER_READ));

    double bytes = bytesPerMessage(server, first, "PUB a.b 5\r\nhello\r\n");

    assertThat(bytes).isLessThan(NOTHING);
    assertThat(subscribers)
        .allSatisfy(
            each -> assertThat(each.bytes()).isGreaterThan(READS * MESSAGES_PER_READ * 40L));
  }

  private static byte[] message(int payloadBytes) {
    return ("PUB a.b " + payloadBytes + "\r\n" + "x".repeat(payloadBytes) + "\r\n")
        .getBytes(US_ASCII);
  }

  private static double bytesPerMessage(
      MemoryServer server, MemoryClient publisher, String message) {
    publisher.repeat(message.repeat(MESSAGES_PER_READ));
    return perMessage(server, publisher, message.length(), READS * MESSAGES_PER_READ);
  }

  private static double bytesPerMessage(
      MemoryServer server, MemoryClient publisher, DistinctSubjects messages) {
    publisher.say(messages);
    return perMessage(server, publisher, messages.messageBytes(), DistinctSubjects.MOST / 2);
  }

  /// Bytes allocated for each of `messages` of `publisher`, behind as many that fill pools and
  /// caches.
  private static double perMessage(
      MemoryServer server, MemoryClient publisher, int messageBytes, int messages) {
    run(server, publisher, (long) messageBytes * messages);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(server, publisher, (long) messageBytes * messages);
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / messages;
  }

  private static void run(MemoryServer server, MemoryClient publisher, long bytes) {
    long end = publisher.saidBytes() + bytes;
    while (publisher.saidBytes() < end) {
      long before = publisher.saidBytes();
      server.runOnce();
      if (publisher.saidBytes() == before) {
        throw new AssertionError("the publisher is not read any more");
      }
    }
  }
}
