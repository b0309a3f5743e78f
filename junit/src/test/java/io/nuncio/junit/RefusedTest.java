package io.nuncio.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.client.Connection;
import io.nuncio.embedded.EmbeddedNats;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What cannot be done is said in a sentence: what was found, where, and the way out.
class RefusedTest {
  private static String refusal(Class<?> test) {
    assertThat(Kit.failures(test)).hasSize(1);
    return Kit.failures(test).get(0);
  }

  @NuncioTest(token = "s3cr3t", config = "authorization { token: other }")
  static class TwoProofs {
    @Test
    void isNotReached() {}
  }

  @Test
  void tokenBesideAuthorization() {
    assertThat(refusal(TwoProofs.class))
        .isEqualTo(
            "@NuncioTest of io.nuncio.junit.RefusedTest$TwoProofs: token and authorization of the"
                + " configuration exclude each other: leave out one of them");
  }

  @NuncioTest(config = "max_payload: many\nnonsense: 1", port = 1)
  static class Mistakes {
    @Test
    void isNotReached() {}
  }

  @Test
  void allMistakesOfAConfigurationWithTheirPlaces() {
    assertThat(refusal(Mistakes.class))
        .startsWith("@NuncioTest of io.nuncio.junit.RefusedTest$Mistakes: config:1:14: ")
        .contains("\nconfig:2:1: ");
  }

  @NuncioTest(config = "debug: true", configFile = "none.conf", port = -1)
  static class Contradiction {
    @Test
    void isNotReached() {}
  }

  @Test
  void allMistakesOfTheAnnotation() {
    assertThat(refusal(Contradiction.class))
        .endsWith(
            "port is -1; say 1 to 65535, 0 for a free one, or NuncioTest.NO_PORT\n"
                + "config and configFile exclude each other; leave out one of them");
  }

  @NuncioTest(configFile = "none.conf")
  static class NoFile {
    @Test
    void isNotReached() {}
  }

  @Test
  void fileThatIsNotThere() {
    assertThat(refusal(NoFile.class))
        .contains("configFile is none.conf, and /")
        .endsWith("/junit/none.conf is no file; a resource is named by classpath:none.conf");
  }

  @NuncioTest(configFile = "classpath:none.conf")
  static class NoResource {
    @Test
    void isNotReached() {}
  }

  @Test
  void resourceThatIsNotThere() {
    assertThat(refusal(NoResource.class))
        .endsWith(
            "configFile is classpath:none.conf, which NoResource does not find among its"
                + " resources; a file is named without classpath:");
  }

  @NuncioTest(configFile = "classpath:users.conf")
  static class Users {
    @Test
    void wantsOne(Connection client) {}
  }

  @Test
  void connectionWhereTheConfigurationNamesUsers() {
    assertThat(refusal(Users.class))
        .isEqualTo(
            "Connection, parameter 1 of io.nuncio.junit.RefusedTest$Users.wantsOne: the server of"
                + " @NuncioTest of io.nuncio.junit.RefusedTest$Users lets in only whom its"
                + " configuration names, or a token of which it has the hash: take EmbeddedNats"
                + " instead, and connect(new Options.Builder()…) with what that client presents");
  }

  @NuncioTest(port = NuncioTest.NO_PORT)
  static class NoPort {
    @Test
    void wantsAnAddress(URI uri) {}
  }

  @Test
  void addressWhereNothingIsListenedOn() {
    assertThat(refusal(NoPort.class))
        .contains("URI, parameter 1 of ")
        .endsWith("listens on no port: take a Connection, or let it have a port");
  }

  @NuncioTest(per = NuncioTest.Per.METHOD)
  static class TooEarly {
    @BeforeAll
    static void wantsOne(EmbeddedNats server) {}

    @Test
    void isNotReached() {}
  }

  @Test
  void serverOfAMethodBeforeAll() {
    assertThat(refusal(TooEarly.class))
        .contains("EmbeddedNats, parameter 1 of ")
        .contains("starts a server for each method, after this is called: take it in @BeforeEach");
  }

  @NuncioTest(per = NuncioTest.Per.METHOD)
  static class TooEarlyToo {
    TooEarlyToo(Connection client) {}

    @Test
    void isNotReached() {}
  }

  @Test
  void serverOfAMethodInAConstructor() {
    assertThat(refusal(TooEarlyToo.class))
        .contains("Connection, parameter 1 of new io.nuncio.junit.RefusedTest$TooEarlyToo: ");
  }

  @Test
  void registeredServerBeforeItStarts() {
    var extension = NuncioExtension.of(server -> {});

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(extension::uri)
        .withMessageStartingWith("no server was started yet: one in a static field starts before");
  }
}
