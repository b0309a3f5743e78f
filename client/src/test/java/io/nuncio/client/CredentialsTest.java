package io.nuncio.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client with a JWT and a key sends to a server that gives it something to sign.
class CredentialsTest {
  private static final String NONCE = "PXoWU7zWAMt75FY";
  private static final String JWT = "eyJ0eXAi.eyJqdGki.c2lnbmF0dXJl";

  @TempDir Path folder = Path.of("");
  private String seed = "";

  @BeforeEach
  void drawKey() throws Exception {
    seed = new String(NKey.createUser(null).getSeed());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// The `CONNECT` of a client with this handler.
  private static String connectLine(AuthHandler handler) throws Exception {
    try (ScriptedServer server = new ScriptedServer(",\"nonce\":\"" + NONCE + "\"")) {
      Nats.connect("nats://" + server.place(), handler).close();
      return server.received().get(0);
    }
  }

  private static String field(String line, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(line);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  private void checkSigned(String line) throws Exception {
    byte[] signature = Base64.getUrlDecoder().decode(field(line, "sig"));
    NKey key = NKey.fromSeed(seed.toCharArray());
    assertThat(key.verify(NONCE.getBytes(US_ASCII), signature)).isTrue();
    assertThat(line).doesNotContain(seed);
  }

  @Test
  void credentialsFileGivesTheJwtAndSignsWithTheSeed() throws Exception {
    Path file =
        write(
            "user.creds",
            """
            -----BEGIN NATS USER JWT-----
            %s
            ------END NATS USER JWT------

            ************************* IMPORTANT *************************
            NKEY Seed printed below can be used to sign and prove identity.

            -----BEGIN USER NKEY SEED-----
            %s
            ------END USER NKEY SEED------
            """
                .formatted(JWT, seed));

    String line = connectLine(Nats.credentials(file.toString()));

    assertThat(field(line, "jwt")).isEqualTo(JWT);
    checkSigned(line);
  }

  @Test
  void jwtAndSeedMayHaveAFileEach() throws Exception {
    Path jwt = write("user.jwt", JWT + "\n");
    Path key = write("user.nk", seed + "\n");

    String line = connectLine(Nats.credentials(jwt.toString(), key.toString()));

    assertThat(field(line, "jwt")).isEqualTo(JWT);
    checkSigned(line);
  }

  @Test
  void staticCredentialsDoTheSame() throws Exception {
    String line = connectLine(Nats.staticCredentials(JWT.toCharArray(), seed.toCharArray()));

    assertThat(field(line, "jwt")).isEqualTo(JWT);
    checkSigned(line);
  }

  @Test
  void keyWithoutAJwtIsNamed() throws Exception {
    String line = connectLine(Nats.staticCredentials(null, seed.toCharArray()));

    assertThat(field(line, "nkey"))
        .isEqualTo(new String(NKey.fromSeed(seed.toCharArray()).getPublicKey()));
    checkSigned(line);
  }

  @Test
  void fileWithoutASeedIsNamed() throws Exception {
    Path file =
        write("half.creds", "-----BEGIN NATS USER JWT-----\n" + JWT + "\n------END------\n");

    assertThatThrownBy(() -> connectLine(Nats.credentials(file.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no USER NKEY SEED in " + file);
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path file = folder.resolve("missing.creds");

    assertThatThrownBy(() -> connectLine(Nats.credentials(file.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read " + file);
  }
}
