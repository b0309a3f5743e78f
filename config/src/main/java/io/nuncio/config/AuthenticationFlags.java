package io.nuncio.config;

import io.nuncio.auth.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `--auth`, `--user` and `--pass`: one of the two ways, whole, or none.
final class AuthenticationFlags {
  private static final String IS_VISIBLE =
      " on the command line, where every user of this machine can read it";

  private AuthenticationFlags() {}

  /// @throws CommandLineException if one is empty or alone, or both ways are given
  static AuthenticationConfig parse(ParsedFlags flags) throws CommandLineException {
    String token = flags.value(Flag.AUTH);
    String user = flags.value(Flag.USER);
    String password = flags.value(Flag.PASS);
    if (token != null) {
      requireText(token, "the token of --auth", "--auth \"$TOKEN\" with TOKEN set");
    }
    if (user == null && password == null) {
      return token == null
          ? new AuthenticationConfig.Open()
          : new AuthenticationConfig.Token(Secret.of(token));
    }
    AuthenticationConfig.User userAndPassword = user(user, password);
    if (token != null) {
      throw new CommandLineException(
          "--auth and --user exclude each other: a client proves itself by a token or by a user and"
              + " a password, so leave out --auth, or leave out --user and --pass");
    }
    return userAndPassword;
  }

  private static AuthenticationConfig.User user(@Nullable String user, @Nullable String password)
      throws CommandLineException {
    if (user == null) {
      throw new CommandLineException(
          "--pass needs --user beside it, for example --user joe --pass \"$PASSWORD\"");
    }
    if (password == null) {
      throw new CommandLineException(
          "--user needs --pass beside it, for example --user joe --pass \"$PASSWORD\"");
    }
    requireText(user, "the name of --user", "--user joe");
    requireText(password, "the password of --pass", "--pass \"$PASSWORD\" with PASSWORD set");
    return new AuthenticationConfig.User(user, Secret.of(password));
  }

  private static void requireText(String value, String what, String example)
      throws CommandLineException {
    if (value.isEmpty()) {
      String flag = what.substring(what.lastIndexOf(' ') + 1);
      throw new CommandLineException(
          what
              + " is empty, which would let everybody in: give it one, for example "
              + example
              + ", or leave "
              + flag
              + " out to start without authentication");
    }
  }

  /// What the operator should know about how the secret was given.
  static List<String> warnings(AuthenticationConfig authentication) {
    // Not a switch: one over types is compiled when it first runs, and each start would pay.
    if (authentication instanceof AuthenticationConfig.Token) {
      return List.of("--auth puts the token" + IS_VISIBLE);
    }
    if (authentication instanceof AuthenticationConfig.User) {
      return List.of("--pass puts the password" + IS_VISIBLE);
    }
    return List.of();
  }
}
