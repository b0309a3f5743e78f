package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A secret in plain text in a file that others than its owner may read is warned about.
class ExposureTest {
  private static final String HASH = "$2a$11$eVppp6fg11R0dUVqpHdHRerQPBip3YlwA9zSnL81WNGPAoJUKc.Xy";

  @TempDir Path folder;

  @BeforeEach
  void thereArePermissions() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  private Path write(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static List<String> warnings(Path file) {
    ConfigFile.Outcome outcome = ConfigFile.read(file, Map.of("TOKEN", "s3cr3t")::get);
    assertThat(outcome).isInstanceOf(ConfigFile.Accepted.class);
    return ((ConfigFile.Accepted) outcome).warnings();
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, every user of this machine",
    "rw----r--, every user of this machine",
    "rw-r-----, its group",
  })
  void readersAreNamedAndTheWayOut(String permissions, String readers) throws IOException {
    Path file = write("nats.conf", "authorization { token: s3cr3t }", permissions);

    assertThat(warnings(file))
        .containsExactly(
            file
                + " holds a secret in plain text and can be read by "
                + readers
                + ": chmod 600 "
                + file
                + ", or put its bcrypt hash there, which \"nats-server token hash\" makes");
  }

  @Test
  void fileOfItsOwnerAloneIsFine() throws IOException {
    assertThat(warnings(write("nats.conf", "authorization { token: s3cr3t }", "rw--w--w-")))
        .isEmpty();
  }

  @Test
  void hashMayBeReadByEverybody() throws IOException {
    String block = "authorization { token: " + HASH + " }";

    assertThat(warnings(write("nats.conf", block, "rw-r--r--"))).isEmpty();
  }

  @Test
  void passwordCountsAsWell() throws IOException {
    String block = "authorization { user: joe, password: s3cr3t }";

    assertThat(warnings(write("nats.conf", block, "rw-r--r--"))).hasSize(1);
  }

  @Test
  void secretFromTheEnvironmentIsInNoFile() throws IOException {
    String block = "authorization { token: $TOKEN }";

    assertThat(warnings(write("nats.conf", block, "rw-r--r--"))).isEmpty();
  }

  @Test
  void includedFileThatHoldsTheSecretIsMeant() throws IOException {
    write("secret.conf", "token: s3cr3t", "rw-------");
    Path file = write("nats.conf", "authorization { include secret.conf }", "rw-r--r--");
    assertThat(warnings(file)).isEmpty();

    Path secret = write("secret.conf", "token: s3cr3t", "rw-r--r--");

    assertThat(warnings(file)).singleElement().asString().startsWith(secret + " holds");
  }

  @Test
  void fileThatDefinesTheVariableIsMeant() throws IOException {
    write("secret.conf", "t: s3cr3t", "rw-------");
    Path file = write("nats.conf", "include secret.conf\nauthorization { token: $t }", "rw-r--r--");

    assertThat(warnings(file)).isEmpty();
  }

  @Test
  void tokenFileCountsAndEachFileOnce() throws IOException {
    Path token = write("token", "s3cr3t", "rw-r--r--");
    Path file =
        write(
            "nats.conf",
            """
            authorization {
              tokens: [
                { name: a, token: t1 }
                { name: b, token: t2 }
                { name: c, token_file: "%s" }
              ]
            }
            """
                .formatted(token),
            "rw-r--r--");

    assertThat(warnings(file))
        .satisfiesExactly(
            first -> assertThat(first).startsWith(file + " holds"),
            second -> assertThat(second).startsWith(token + " holds"));
  }

  @Test
  void tokenFileOfAFlagCountsAtEachReload() throws IOException {
    Path token = write("token", "s3cr3t", "rw-r--r--");

    assertThat(CommandLine.parse(List.of("--auth_file", token.toString()), name -> null))
        .isInstanceOfSatisfying(
            Invocation.Start.class,
            start ->
                assertThat(start.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(token + " holds"));
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--, every user of this machine", "rw-r-----, its group", "rw-------, "})
  void privateKeyIsASecretToo(String permissions, String readers) throws IOException {
    Path key = write("server.key", "x", permissions);
    List<String> flags = List.of("--tlscert", "c", "--tlskey", key.toString());

    var start = (Invocation.Start) CommandLine.parse(flags, name -> null);

    List<String> expected =
        readers == null
            ? List.of()
            : List.of(
                key + " holds a private key and can be read by " + readers + ": chmod 600 " + key);
    assertThat(start.warnings()).isEqualTo(expected);
  }
}
