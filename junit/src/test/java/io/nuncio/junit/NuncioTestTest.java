package io.nuncio.junit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.client.AuthenticationException;
import io.nuncio.client.Connection;
import io.nuncio.client.Nats;
import io.nuncio.client.Options;
import io.nuncio.embedded.EmbeddedNats;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// What tests get, each kind as one would write it.
@Timeout(60)
@SuppressWarnings("try") // closing a client may be interrupted
class NuncioTestTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Nested
  @NuncioTest(token = "s3cr3t")
  class WithAToken {
    private final Connection fromConstructor;
    private Connection fromBeforeEach;

    WithAToken(Connection client) {
      fromConstructor = client;
      fromBeforeEach = client;
    }

    @BeforeEach
    void keep(Connection client) {
      fromBeforeEach = client;
    }

    @Test
    void connectionsPresentItAndEachIsAnother(Connection one, Connection other) throws Exception {
      var subscription = other.subscribe("greetings");
      other.flush(PATIENCE);

      one.publish("greetings", new byte[] {1});
      fromConstructor.publish("greetings", new byte[] {2});
      fromConstructor.flush(PATIENCE);

      assertThat(requireNonNull(subscription.nextMessage(PATIENCE)).getData()).hasSize(1);
      assertThat(requireNonNull(subscription.nextMessage(PATIENCE)).getData()).hasSize(1);
      assertThat(one).isNotSameAs(other);
      assertThat(fromBeforeEach).isNotIn(one, other, fromConstructor);
    }

    @Test
    void othersHaveTo(URI uri) throws Exception {
      var options = new Options.Builder().server(uri.toString());

      assertThatExceptionOfType(AuthenticationException.class)
          .isThrownBy(() -> Nats.connect(options.build()));
      try (var client = Nats.connect(options.token("s3cr3t").build())) {
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }

    @Test
    void serverListensOnLoopback(EmbeddedNats server, URI uri, Connection client) {
      assertThat(uri).hasHost("127.0.0.1").hasPort(server.port());
      assertThat(client.getServerInfo().getHost()).isEqualTo("127.0.0.1");
    }

    @Nested
    class Inside {
      @Test
      void sharesTheServer(URI uri) throws Exception {
        try (var client = Nats.connect("nats://s3cr3t@127.0.0.1:" + uri.getPort())) {
          var subscription = client.subscribe("shared");
          client.flush(PATIENCE);
          fromBeforeEach.publish("shared", new byte[0]);
          assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
        }
      }
    }

    @Nested
    @NuncioTest(token = "other")
    class InsideWithAnother {
      @Test
      void doesNot(EmbeddedNats server) throws Exception {
        fromConstructor.flush(PATIENCE);
        try (var client = Nats.connect("nats://other@127.0.0.1:" + server.port())) {
          assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
      }
    }
  }

  @Nested
  @NuncioTest(config = "max_payload: 77\nlisten: \"0.0.0.0:4222\"")
  class WithAConfiguration {
    @Test
    void itHoldsButForTheAddress(Connection client, URI uri) {
      assertThat(client.getMaxPayload()).isEqualTo(77);
      assertThat(client.getServerInfo().getHost()).isEqualTo("127.0.0.1");
      assertThat(uri.getHost()).isEqualTo("127.0.0.1");
      assertThat(uri.getPort()).isNotEqualTo(4222);
    }
  }

  @Nested
  @NuncioTest(configFile = "classpath:users.conf")
  class WithUsersOfAResource {
    @Test
    void onesOwnProofIsPresentedByHand(EmbeddedNats nats) throws Exception {
      try (var client = nats.connect(new Options.Builder().userInfo("joe", "s3cr3t"))) {
        client.flush(PATIENCE);
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }

  @Nested
  @NuncioTest(configFile = "src/test/resources/users.conf")
  class WithUsersOfAFile {
    @Test
    void onesOwnProofIsPresentedByHand(EmbeddedNats nats) throws Exception {
      try (var client = nats.connect(new Options.Builder().userInfo("joe", "s3cr3t"))) {
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }

  @Nested
  @NuncioTest(port = NuncioTest.NO_PORT, token = "s3cr3t")
  class WithoutAPort {
    @Test
    void clientsConnectInMemory(Connection client, EmbeddedNats server) throws Exception {
      client.flush(PATIENCE);

      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(server::port);
    }
  }

  /// For classes whose tests all need the same.
  @Retention(RetentionPolicy.RUNTIME)
  @NuncioTest(token = "composed")
  @interface Composed {}

  @Nested
  @Composed
  class WithAnAnnotationOfOnesOwn {
    @Test
    void itIsFound(EmbeddedNats server) throws Exception {
      try (var client = Nats.connect("nats://composed@127.0.0.1:" + server.port())) {
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }

  @NuncioTest(token = "inherited")
  static class Base {}

  @Nested
  class ThatInherits extends Base {
    @Test
    void hasWhatTheOtherSays(EmbeddedNats server) throws Exception {
      try (var client = Nats.connect("nats://inherited@127.0.0.1:" + server.port())) {
        assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      }
    }
  }

  @Nested
  @NuncioTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithOneInstance {
    private final Connection client;
    private final URI uri;

    WithOneInstance(Connection client, URI uri) {
      this.client = client;
      this.uri = uri;
    }

    @Test
    void connectionOfTheConstructorLives() throws Exception {
      client.flush(PATIENCE);
    }

    @Test
    void fromTestToTest(URI sameServer) throws Exception {
      client.flush(PATIENCE);
      assertThat(sameServer).isEqualTo(uri);
    }
  }

  @Nested
  @NuncioTest
  class WithBeforeAll {
    private static URI first = URI.create("");

    @BeforeAll
    static void keep(Connection client, URI uri) throws Exception {
      client.flush(PATIENCE);
      first = uri;
    }

    @Test
    void itIsTheSameServer(URI uri) {
      assertThat(uri).isEqualTo(first);
    }
  }

  /// Marks what another extension passes.
  @Retention(RetentionPolicy.RUNTIME)
  @interface Elsewhere {}

  static class ElsewhereExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.isAnnotated(Elsewhere.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return URI.create("nats://elsewhere:1");
    }
  }

  @Nested
  @NuncioTest
  @ExtendWith(ElsewhereExtension.class)
  class BesideAnotherExtension {
    @Test
    void annotatedParametersAreNotOurs(@Elsewhere URI elsewhere, URI uri) {
      assertThat(elsewhere).hasHost("elsewhere");
      assertThat(uri).hasHost("127.0.0.1");
    }
  }
}
