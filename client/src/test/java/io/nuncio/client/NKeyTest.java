package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of users, and a server that asks for one.
@SuppressWarnings("try") // close can be interrupted
class NKeyTest {
  @Test
  void whatAKeySignedItsPublicPartVerifies() throws Exception {
    for (int i = 0; i < 8; i++) {
      NKey key = NKey.createUser(null);
      NKey known = NKey.fromPublicKey(key.getPublicKey());
      byte[] nonce = "nonce".getBytes(UTF_8);

      byte[] signature = key.sign(nonce);

      assertThat(known.verify(nonce, signature)).isTrue();
      assertThat(known.verify("other".getBytes(UTF_8), signature)).isFalse();
      assertThat(NKey.fromSeed(key.getSeed())).isEqualTo(key);
    }
  }

  @Test
  void damagedSeedIsNotRepeated() throws Exception {
    String seed = new String(NKey.createUser(null).getSeed());
    String damaged = seed.substring(0, 57) + (seed.endsWith("A") ? "B" : "A");

    assertThatThrownBy(() -> NKey.fromSeed(damaged.toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(damaged.substring(2));
  }

  @Test
  void userWithAKeyIsLetIn(@TempDir Path folder) throws Exception {
    NKey key = NKey.createUser(null);
    Path file = folder.resolve("users.conf");
    Files.writeString(
        file, "authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ] }\n");
    try (TestServer server = TestServer.start("-c", file.toString())) {
      Nats.connect(server.url(), Nats.staticCredentials(null, key.getSeed())).close();
      assertThatThrownBy(() ->
              Nats.connect(
                  server.url(), Nats.staticCredentials(null, NKey.createUser(null).getSeed())))
          .isInstanceOf(AuthenticationException.class);
    }
  }
}
