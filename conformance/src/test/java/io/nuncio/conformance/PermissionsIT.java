package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users may publish and subscribe to.
class PermissionsIT {
  private static final String ADMIN = "{ user: admin, password: admin }";

  @TempDir Path folder;

  /// A server with `admin`, who may do everything, and `ann`.
  private ServerProcess server(String permissionsOfAnn) throws IOException {
    return ServerUnderTest.start("-c", config(permissionsOfAnn).toString());
  }

  private Path config(String permissionsOfAnn) throws IOException {
    return Files.writeString(
        folder.resolve("nats.conf"),
        """
        ping_interval: "30s"
        authorization { users: [
          %s
          { user: ann, password: ann, permissions: { %s } }
        ] }
        """
            .formatted(ADMIN, permissionsOfAnn));
  }

  private static RawPeer connect(ServerProcess server, String user) {
    return server
        .connect()
        .handshake(
            "'verbose':false,'pedantic':false,'user':'%s','pass':'%s'".formatted(user, user));
  }

  private static String publish(String subject) {
    return "PUB " + subject + " 1\r\nx\r\n";
  }

  private static String violation(String what) {
    return "-ERR 'Permissions Violation for " + what + "'\r\n";
  }

  @Test
  void publishesWhatIsAllowedAndNotDenied() throws IOException {
    try (var server = server("publish: { allow: \"a.*\", deny: [\"a.secret\"] }");
        var admin = connect(server, "admin");
        var ann = connect(server, "ann")) {
      admin.send("SUB > 1\r\nPING\r\n").expect("PONG\r\n");

      ann.send(publish("a.b") + publish("a.secret") + publish("b") + publish("a.c"));

      ann.expect(violation("Publish to \"a.secret\"") + violation("Publish to \"b\""));
      admin.expect("MSG a.b 1 1\r\nx\r\nMSG a.c 1 1\r\nx\r\n").expectNothingElse();
      server.awaitLine(
          "\\[ERR] \\S+ - cid:\\d+ - .*\"\\$G/user:ann\" - Publish Violation - Subject"
              + " \"a\\.secret\"");
    }
  }

  @Test
  void subscribesToWhatIsAllowedAndNotDenied() throws IOException {
    try (var server = server("subscribe: { allow: [\"a.>\", \"q v1\"], deny: \"a.secret\" }");
        var ann = connect(server, "ann")) {
      ann.send("SUB a.b 1\r\nSUB a.secret 2\r\nSUB b 3\r\nSUB q v1 4\r\nSUB q v2 5\r\nSUB q 6\r\n")
          .expect(
              violation("Subscription to \"a.secret\"")
                  + violation("Subscription to \"b\"")
                  + violation("Subscription to \"q\" using queue \"v2\"")
                  + violation("Subscription to \"q\""))
          .expectNothingElse();
      server.awaitLine("Subscription Violation - Subject \"a\\.secret\", SID 2");
      server.awaitLine("Subscription Violation - Subject \"q\", Queue: \"v2\", SID 5");
    }
  }

  @Test
  void wildcardSubscriptionDoesNotReceiveWhatIsDenied() throws IOException {
    try (var server = server("subscribe: { deny: [\"a.secret\", \"b.>\"] }");
        var admin = connect(server, "admin");
        var ann = connect(server, "ann")) {
      ann.send("SUB > 1\r\nSUB a.* group 2\r\nPING\r\n").expect("PONG\r\n");

      for (int i = 0; i < 3; i++) {
        admin.send(publish("a.secret") + publish("b.c") + publish("c"));
      }

      ann.expect("MSG c 1 1\r\nx\r\n".repeat(3)).expectNothingElse();
    }
  }

  @Test
  void requestWhoseOnlyReceiverMayNotHaveItHasNoResponders() throws IOException {
    try (var server = server("subscribe: { deny: \"service\" }");
        var requester =
            server
                .connect()
                .handshake(
                    "'verbose':false,'user':'admin','pass':'admin','headers':true,"
                        + "'no_responders':true");
        var ann = connect(server, "ann")) {
      ann.send("SUB * 1\r\nPING\r\n").expect("PONG\r\n");

      requester.send("SUB inbox 1\r\nPUB service inbox 1\r\nx\r\n");

      assertThat(requester.readLine()).startsWith("HMSG inbox 1 ");
    }
  }

  @Test
  void serviceAnswersRequestsOnlyAndOnce() throws IOException {
    try (var server = server("subscribe: service, allow_responses: true");
        var admin = connect(server, "admin");
        var ann = connect(server, "ann")) {
      ann.send("SUB service 1\r\nPING\r\n").expect("PONG\r\n");
      admin.send("SUB inbox.* 1\r\nPUB service inbox.7 1\r\nx\r\n");
      ann.expect("MSG service 1 inbox.7 1\r\nx\r\n");

      ann.send(publish("inbox.7") + publish("inbox.7") + publish("inbox.8"));

      ann.expect(violation("Publish to \"inbox.7\"") + violation("Publish to \"inbox.8\""));
      admin.expect("MSG inbox.7 1 1\r\nx\r\n").expectNothingElse();
    }
  }

  @Test
  void subscriptionThatLosesItsRightByAReloadIsRemoved() throws IOException {
    try (var server = server("subscribe: [ a, b, c ]");
        var admin = connect(server, "admin");
        var ann = connect(server, "ann")) {
      ann.send("SUB a 1\r\nSUB b workers 2\r\nSUB c 3\r\nPING\r\n").expect("PONG\r\n");

      config("subscribe: [ b, c ]");
      ReloadSignal.reload(server);
      ann.expect(violation("Subscription to \"a\" (sid \"1\")"));
      config("subscribe: c");
      ReloadSignal.reload(server);

      ann.expect(violation("Subscription to \"b\" using queue \"workers\" (sid \"2\")"));
      admin.send(publish("a") + publish("b") + publish("c"));
      ann.expect("MSG c 3 1\r\nx\r\n").expectNothingElse();
      server.awaitLine(
          "\\[INF] Removed sub \"b\" using queue \"workers\" \\(sid \"2\"\\) for User \"ann\" -"
              + " not authorized");
    }
  }

  @Test
  void whoIsGivenMoreByAReloadMayUseItAtOnce() throws IOException {
    try (var server = server("publish: a");
        var ann = connect(server, "ann")) {
      ann.send("SUB b 1\r\n" + publish("b")).expect(violation("Publish to \"b\""));

      config("publish: [ a, b ]");
      ReloadSignal.reload(server);

      ann.send(publish("b")).expect("MSG b 1 1\r\nx\r\n");
    }
  }
}
