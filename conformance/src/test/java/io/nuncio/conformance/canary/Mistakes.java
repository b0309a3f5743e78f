package io.nuncio.conformance.canary;

import java.util.List;

/// What operators get wrong with a secret in their hands; `%s` stands for it.
final class Mistakes {
  /// In a configuration file.
  static final List<String> IN_FILES =
      List.of(
          "authorization { token: \"%s\", tokn: \"%s\" }",
          "authorization { token: \"%s\"",
          "authorization { token: \"%s }",
          "authorization { token: '%s }",
          "authorization { token: $%s }",
          "t = %s\nauthorization { token: $tokn }",
          "authorization { token: abc } %s",
          "%s",
          "authorization { token: \"\\q%s\" }",
          "authorization { token: \"%s\" \"%s\" }",
          "authorization { token: [ \"%s\" ] }",
          "authorization { token: { a: \"%s\" } }",
          "authorization { token: \"%s\", timeout: \"%s\" }",
          "authorization { %s }",
          "authorization { password: \"%s\" }",
          "authorization { user: \"%s\" }",
          "authorization { user: a, password: \"%s\", token: \"%s\" }",
          "authorization { users: [ { user: a, password: \"%s\" }, { user: a, password: b } ] }",
          "authorization { users: [ { user: a, pasword: \"%s\" } ] }",
          "authorization { users: [ { user: a, password: [ \"%s\" ] } ] }",
          "authorization { users: [ { password: \"%s\" } ] }",
          "authorization { users: [ { nkey: \"%s\" } ] }",
          "authorization { users: [ { nkey: SU%s } ] }",
          "authorization { users: [ { nkey: { a: \"%s\" } } ] }",
          "authorization { users: [ { user: a, nkey: b, password: \"%s\" } ] }",
          "authorization { users: [ \"%s\" ] }",
          "authorization { users: \"%s\" }",
          "authorization { users: [ { user: a, password: \"%s\" } ], token: \"%s\" }",
          "authorization { token: \"%s\", default_permissions: \"%s\" }",
          "authorization { tokens: [ \"%s\" ] }",
          "authorization { tokens: [ { token: \"%s\" } ] }",
          "authorization { tokens: [ { token: \"%s\", name: \"%s\" } ] }",
          "authorization: \"%s\"",
          "authorization: [ \"%s\" ]",
          "authorizaton { token: \"%s\" }",
          "token: \"%s\"",
          "accounts { A: { users: [ { user: a, password: \"%s\" } ] } }",
          "cluster { authorization { user: a, password: \"%s\" } }",
          "cluster { routes: [ \"nats://%s@127.0.0.1:1\" ] }",
          "leafnodes { remotes: [ { url: \"nats://%s@127.0.0.1:1\" } ] }",
          "listen: \"nats://%s@127.0.0.1:4222\"",
          "host: \"nats://%s@127.0.0.1\"",
          "client_advertise: \"nats://%s@127.0.0.1:4222\"",
          "remote_syslog: \"udp://%s@127.0.0.1:514\"",
          "monitoring { token: [ \"%s\" ] }",
          "monitoring { tokn: \"%s\" }",
          "resolver_preload { A: \"%s\" }");

  /// On the command line.
  static final List<List<String>> ON_COMMAND_LINES =
      List.of(
          List.of("--auht", "%s"),
          List.of("--auht=%s"),
          List.of("--auth", "%s", "more"),
          List.of("--auth=", "%s"),
          List.of("--auth", "two", "%s"),
          List.of("--auth%s"),
          List.of("-auth:%s"),
          List.of("--token", "%s"),
          List.of("--token=%s"),
          List.of("--password", "%s"),
          List.of("--pass", "%s"),
          List.of("--pass=%s"),
          List.of("--pass%s"),
          List.of("--user", "joe", "--pass=", "%s"),
          List.of("--user", "%s"),
          List.of("--auth", "%s", "--user", "joe", "--pass", "%s"),
          List.of("--auth", "%s", "-p", "many"),
          List.of("--auth", "%s", "--jetstream"),
          List.of("--auth", "%s", "--cofnig", "x"),
          List.of("--auth", "%s", "-t"),
          List.of("--auth", "%s", "--signal", "reload=0"),
          List.of("-a", "nats://%s@127.0.0.1"),
          List.of("--client_advertise", "nats://%s@127.0.0.1:4222"),
          List.of("-r", "udp://%s@127.0.0.1:514"),
          List.of("nats://%s@127.0.0.1:4222"),
          List.of("---auth=%s"),
          List.of("-=%s"));

  private Mistakes() {}
}
