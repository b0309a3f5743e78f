package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a client learns from `INFO`, and how it answers.
class ServerGreetingTest {
  private static ServerGreeting parse(String json) throws JsonException {
    byte[] bytes = json.getBytes(UTF_8);
    return ServerGreeting.parse(bytes, 0, bytes.length);
  }

  @Test
  void knownKeysAreReadAndOthersSkipped() throws Exception {
    ServerGreeting greeting =
        parse(
            "{\"server_id\":\"N\",\"server_name\":\"n\",\"version\":\"2.15.2\",\"proto\":1,"
                + "\"host\":\"h\",\"port\":4222,\"headers\":true,\"auth_required\":true,"
                + "\"tls_available\":true,\"max_payload\":1048576,\"client_id\":5,"
                + "\"client_ip\":\"::1\",\"nonce\":\"abc\",\"xkey\":{\"deep\":[1,{}]},"
                + "\"connect_urls\":[\"a:1\",\"b:2\"],\"ldm\":true,\"cluster\":null}");

    assertThat(greeting.identity())
        .isEqualTo(new ServerGreeting.Identity("N", "n", "2.15.2", "", "", 1));
    assertThat(greeting.limits())
        .isEqualTo(new ServerGreeting.Limits(true, true, false, true, 1_048_576));
    assertThat(greeting.connectUrls()).containsExactly("a:1", "b:2");
    assertThat(greeting.nonce()).isEqualTo("abc");
    assertThat(greeting.lameDuck()).isTrue();
  }

  @Test
  void connectLineIsReadBackAsItWasMeant() throws Exception {
    ConnectOptions options =
        new ConnectOptions(
            false,
            true,
            false,
            true,
            true,
            1,
            false,
            new ConnectOptions.Identity("name \"x\"", "java", "1.2.3"),
            new ConnectOptions.Credentials("t<o>k", "", ""));

    byte[] line = ConnectLine.of(options, false, "");

    String text = new String(line, UTF_8);
    assertThat(text).startsWith("CONNECT {").endsWith("}\r\n");
    assertThat(
            ConnectOptions.parse(
                line, "CONNECT ".length(), line.length - 2, ConnectOptions.DEFAULT))
        .isEqualTo(options);
  }

  @Test
  void seedsAreWrittenAsTheyWereRead() {
    String seed =
        "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y"; // of no use: its bytes are 0
    // to 31

    byte[] secret = NkeySeed.parse(seed);

    assertThat(secret).isNotNull().startsWith(0, 1, 2, 3).hasSize(32).endsWith(31);
    assertThat(NkeySeed.of(Objects.requireNonNull(secret))).isEqualTo(seed);
    assertThat(NkeySeed.parse(seed.replace('A', 'B'))).isNull();
  }
}
