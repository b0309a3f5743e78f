package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Several users with passwords, and what they may do.
class UsersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

  /// The hash of `right`, of the lowest cost.
  private static final String HASH_OF_RIGHT =
      "$2a$04$ibns3a/d2OOcFsEtaLOM5.0Oo0OPboSHAQuO9Px5Jk7H5.4vi0yH.";

  @TempDir Path folder;

  private Path config(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("nats.conf"), text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private ServerProcess start(String text, String... flags) throws IOException {
    String[] all = new String[flags.length + 2];
    System.arraycopy(flags, 0, all, 0, flags.length);
    all[flags.length] = "-c";
    all[flags.length + 1] = config(text).toString();
    return ServerUnderTest.start(all);
  }

  private static RawPeer client(ServerProcess server, String user, String password) {
    return server
        .connect()
        .handshake("'verbose':false,'user':'" + user + "','pass':'" + password + "'");
  }

  private static void assertRefused(ServerProcess server, String fields) {
    try (RawPeer peer = server.connect()) {
      peer.send("CONNECT {" + fields.replace('\'', '"') + "}\r\n")
          .expect(VIOLATION, PATIENCE)
          .expectClosed();
    }
  }

  @Test
  void eachIsLetInByItsOwnPassword() throws IOException {
    try (var server =
            start(
                "authorization { users: [ {user: ann, password: a}, {user: bob, pass: \""
                    + HASH_OF_RIGHT
                    + "\"} ] }");
        var ann = client(server, "ann", "a");
        var bob = client(server, "bob", "right")) {
      ann.send("SUB in 1\r\n").expectNothingElse();
      bob.send("PUB in 2\r\nhi\r\n");
      ann.expect("MSG in 1 2\r\nhi\r\n");

      assertRefused(server, "'user':'ann','pass':'right'");
      assertRefused(server, "'user':'bob','pass':'a'");
      assertRefused(server, "'user':'bob','pass':''");
      assertRefused(server, "'user':'eve','pass':'a'");
      assertRefused(server, "'pass':'a'");
      assertRefused(server, "'auth_token':'a'");
      assertRefused(server, "'name':'nothing'");
      assertRefused(server, "'user':'ann','pass':'a','account':'$SYS'");
    }
  }

  @Test
  void userMayOnlyDoWhatItsPermissionsSay() throws IOException {
    try (var server =
            start(
                """
                authorization {
                  default_permissions { publish: "common.>", subscribe { deny: "common.secret" } }
                  users: [
                    { user: ann, password: a }
                    { user: bob, password: b,
                      permissions { publish { allow: "own.*", deny: own.x }, subscribe: "own.> q" } }
                  ]
                }
                """);
        var ann = client(server, "ann", "a");
        var bob = client(server, "bob", "b")) {
      ann.send("PUB own.a 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"own.a\"'\r\n");
      ann.send("SUB common.secret 1\r\n")
          .expect("-ERR 'Permissions Violation for Subscription to \"common.secret\"'\r\n");
      ann.send("SUB common.* 2\r\nPUB common.a 1\r\nx\r\n").expect("MSG common.a 2 1\r\nx\r\n");
      bob.send("PUB own.x 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"own.x\"'\r\n");
      bob.send("SUB own.a 1\r\n")
          .expect("-ERR 'Permissions Violation for Subscription to \"own.a\"'\r\n");
      bob.send("SUB own.a other 1\r\n")
          .expect(
              "-ERR 'Permissions Violation for Subscription to \"own.a\" using queue"
                  + " \"other\"'\r\n");
      bob.send("SUB own.a q 2\r\nPUB own.a 1\r\nx\r\n").expect("MSG own.a 2 1\r\nx\r\n");
    }
  }

  @Test
  void serviceMayAnswerAndPublishNothingElse() throws IOException {
    try (var server =
            start(
                """
                authorization {
                  users: [
                    { user: s, password: s, permissions { subscribe: work, allow_responses: true } }
                    { user: c, password: c }
                  ]
                }
                """);
        var service = client(server, "s", "s");
        var requester = client(server, "c", "c")) {
      service.send("SUB work 1\r\n").expectNothingElse();
      requester.send("SUB in 1\r\nPUB work in 1\r\nq\r\n");
      service.expect("MSG work 1 in 1\r\nq\r\n").send("PUB in 1\r\na\r\n");
      requester.expect("MSG in 1 1\r\na\r\n");

      service
          .send("PUB in 1\r\nb\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"in\"'\r\n");
    }
  }

  @Test
  void userOfAnotherKindOfConnectionIsRefused() throws IOException {
    try (var server =
            start(
                """
                authorization {
                  users: [
                    { user: web, password: w, allowed_connection_types: [ websocket, MQTT ] }
                    { user: ann, password: a, allowed_connection_types: [ STANDARD ] }
                  ]
                }
                """);
        var ann = client(server, "ann", "a")) {
      ann.expectNothingElse();
      assertRefused(server, "'user':'web','pass':'w'");
    }
  }

  @Test
  void reloadSendsAwayWhosePasswordChangedAndNobodyElse() throws Exception {
    try (var server =
            start("authorization { users: [ {user: ann, password: a}, {user: bob, pass: b} ] }");
        var ann = client(server, "ann", "a");
        var bob = client(server, "bob", "b")) {
      config("authorization { users: [ {user: ann, password: a}, {user: bob, pass: c} ] }");
      new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();

      bob.expect(VIOLATION, PATIENCE).expectClosed();
      server.awaitLine("\\[INF] Reloaded: authorization users");
      ann.send("PING\r\n").expect("PONG\r\n");
      client(server, "bob", "c").close();
    }
  }

  @Test
  void monitoringNamesTheUser() throws Exception {
    int port = FreePort.find();
    try (var server =
            start("authorization { users: [ {user: ann, password: a} ] }", "-m", "" + port);
        var ann = client(server, "ann", "a")) {
      assertRefused(server, "'user':'ann','pass':'x'");
      ann.expectNothingElse();

      HttpAnswer connections = HttpAnswer.to(port, "GET", "/connz?auth=1");
      HttpAnswer whole = HttpAnswer.to(port, "GET", "/varz");

      assertThat(connections.body()).contains("\"authorized_user\": \"ann\"");
      assertThat(whole.body()).contains("\"auth_required\": true");
    }
  }

  @Test
  void plainPasswordsAreWarnedAboutOnceAndHashesAreNot() throws IOException {
    String line = "Plaintext passwords detected, use nkeys or bcrypt";
    try (var plain = start("authorization { users: [ {user: a, pass: b}, {user: c, pass: d} ] }")) {
      plain.awaitLine("Server is ready");
      assertThat(plain.errorLines()).filteredOn(each -> each.contains(line)).hasSize(1);
    }
    try (var hashed =
        start("authorization { users: [ {user: a, pass: \"" + HASH_OF_RIGHT + "\"} ] }")) {
      hashed.awaitLine("Server is ready");
      assertThat(hashed.errorLines()).noneMatch(each -> each.contains(line));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users: [ {user: a, pass: b} ], token: t | Can not have a token and a users array",
        "users: [ {user: a, pass: b} ], user: c, pass: d | Can not have a single user/pass and a users",
        "users: [ {user: a, pass: b}, {user: a, pass: c} ] | Duplicate user \"a\" detected",
        "users: ann | Expected users field to be an array",
        "users: [ ann ] | Expected user entry to be a map/struct",
        "users: [ {pass: b} ] | User entry requires a user",
        "users: [ {user: a, pass: b, permissions: x} ] | Expected permissions to be a map/struct",
        "users: [ {user: a, pass: b, permissions {pub: \"a..b\"}} ] | \"a..b\" is not a valid subject",
        "users: [ {user: a, pass: b, permissions {sub: \"a b c\"}} ] | \"a b c\" is not a valid subject",
        "users: [ {user: a, pass: b, permissions {pub: \"a q\"}} ] | \"a q\" is not a valid subject",
        "users: [ {user: a, pass: b, permissions {sub: \"a q..r\"}} ] | \"q..r\" is not a valid queue",
        "users: [ {user: a, pass: b, permissions {pub: [ 5 ]}} ] | cannot be cast to string",
        "users: [ {user: a, pass: b, permissions {pub {alow: a}}} ] | only 'allow' or 'deny' are",
        "users: [ {user: a, pass: b, permissions {allow_responses: 5}} ] | expected a boolean or a map",
        "users: [ {user: a, pass: b, permissions {publsh: a}} ] | Unknown field \"publsh\" parsing",
        "users: [ {user: a, pass: b, clients: [ TCP ]} ] | invalid connection types [\"TCP\"]",
        "users: [ {user: a, pass: b, colour: red} ] | unknown field \"colour\"",
      })
  void mistakeIsToldInTheSameWordsWithItsPlace(String block, String words) throws IOException {
    Path file = config("authorization { " + block + " }");

    ServerProcess.Finished finished = ServerUnderTest.run("-c", file.toString());

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors())).contains(words);
    if (!ServerUnderTest.isReference()) {
      assertThat(finished.errors()).anyMatch(line -> line.contains("nats.conf:1:"));
    }
  }

  /// What the reference server takes for "everybody" or leaves aside without a word.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users: [] | authorization.users is empty, so nobody could get in",
        "users: [ {user: a} ] | a user without a password would let in everybody",
        "users: [ {user: a, pass: \"\"} ] | authorization.users.password is empty",
        "users: [ {user: a, pass: b, permissions {pub: []}} ] | would allow everything",
        "token: t, default_permissions {pub: a} | hold for users and for tokens with names only",
      })
  void whatWouldBeUnsafeIsRefused(String block, String words) throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "the reference server starts");
    Path file = config("authorization { " + block + " }");

    ServerProcess.Finished finished = ServerUnderTest.run("-c", file.toString());

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors())).contains(words, "nats.conf:1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--auth tok", "--user u --pass p"})
  void flagBesidesUsersIsRefused(String flags) throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "the reference server lets both hold");
    Path file = config("authorization { users: [ {user: a, pass: b} ] }");

    ServerProcess.Finished finished = ServerUnderTest.run((flags + " -c " + file).split(" "));

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors()))
        .contains("and authorization.users of the configuration file exclude each other");
  }
}
