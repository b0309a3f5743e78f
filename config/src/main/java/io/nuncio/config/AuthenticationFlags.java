package io.nuncio.config;

import io.nuncio.auth.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `--auth`, `--auth_file`, `--user` and `--pass` say: one of the three ways, whole, or none.
final class AuthenticationFlags {
  private static final String IS_VISIBLE =
      " on the command line, where every user of this machine can read it";

  private final AuthenticationConfig given;
  private final @Nullable Path tokenFile;

  private AuthenticationFlags(AuthenticationConfig given, @Nullable Path tokenFile) {
    this.given = given;
    this.tokenFile = tokenFile;
  }

  /// Opens no file.
  ///
  /// @throws CommandLineException if one is empty or alone, or several ways are given
  static AuthenticationFlags parse(ParsedFlags flags) throws CommandLineException {
    String token = flags.value(Flag.AUTH);
    String user = flags.value(Flag.USER);
    String password = flags.value(Flag.PASS);
    String file = flags.value(Flag.AUTH_FILE);
    if (token != null) {
      requireText(token, "the token of --auth", "--auth \"$TOKEN\" with TOKEN set");
    }
    if (file != null) {
      requireText(file, "the path of --auth_file", Flag.AUTH_FILE.example());
    }
    boolean byUser = user != null || password != null;
    AuthenticationConfig given =
        byUser
            ? user(user, password)
            : token != null
                ? new AuthenticationConfig.Token(Secret.of(token))
                : new AuthenticationConfig.Open();
    if (token != null && byUser) {
      throw exclusive("--auth", "--user", "leave out --auth, or leave out --user and --pass");
    }
    if (file != null && token != null) {
      throw exclusive("--auth_file", "--auth", "leave out one of them");
    }
    if (file != null && byUser) {
      throw exclusive(
          "--auth_file", "--user", "leave out --auth_file, or leave out --user and --pass");
    }
    return new AuthenticationFlags(given, FlagValues.path(flags, Flag.AUTH_FILE));
  }

  private static CommandLineException exclusive(String one, String other, String wayOut) {
    return new CommandLineException(
        one
            + " and "
            + other
            + " exclude each other: a client proves itself by a token or by a user and a password,"
            + " so "
            + wayOut);
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
    String flag = what.substring(what.lastIndexOf(' ') + 1);
    if (value.isEmpty()) {
      throw new CommandLineException(
          what
              + " is empty, which would let everybody in: give it one, for example "
              + example
              + ", or leave "
              + flag
              + " out to start without authentication");
    }
    if (!SecretValues.isUnicode(value)) {
      throw new CommandLineException(
          what + " is not a text in UTF-8, so no client could present it");
    }
  }

  /// What the flags say if they say something, and else what the file says.
  ///
  /// @param warnings receives what the operator should know about the token file
  /// @throws CommandLineException if the token file cannot be used, or what the configuration file
  ///   says excludes what the flags say
  AuthenticationConfig over(ConfigFile.Reading file, List<String> warnings)
      throws CommandLineException {
    if (tokenFile != null) {
      refuseBesides("--auth_file", file, "token_file");
      return new AuthenticationConfig.Token(read(tokenFile, warnings));
    }
    if (given instanceof AuthenticationConfig.Open) {
      return file.config().authentication();
    }
    refuseBesides(
        given instanceof AuthenticationConfig.Token ? "--auth" : "--user", file, "token", "user");
    return given;
  }

  /// Flags go over the file, but only where they say the same in another way: nobody should believe
  /// that several tokens hold, or a file is read, while a flag puts them out of force.
  private static void refuseBesides(String flag, ConfigFile.Reading file, String... replaced)
      throws CommandLineException {
    String proof = file.proof();
    if (!proof.isEmpty() && !List.of(replaced).contains(proof)) {
      throw new CommandLineException(
          flag
              + " and authorization."
              + proof
              + " of the configuration file exclude each other: leave out one of them");
    }
  }

  private static Secret read(Path file, List<String> warnings) throws CommandLineException {
    // Not a switch: one over types is compiled when it first runs, and each start would pay.
    TokenFile.Outcome outcome = TokenFile.read(file);
    if (outcome instanceof TokenFile.Found found) {
      Secret token = Secret.of(found.text());
      var exposure = new Exposure();
      exposure.holds(file.toString(), token);
      warnings.addAll(exposure.warnings());
      return token;
    }
    String reason = outcome instanceof TokenFile.Refused refused ? refused.reason() : "";
    throw new CommandLineException("--auth_file: " + file + " " + reason);
  }

  /// The file that holds the token; null for none.
  @Nullable Path tokenFile() {
    return tokenFile;
  }

  /// What the operator should know about how the secret was given.
  List<String> warnings() {
    if (given instanceof AuthenticationConfig.Token) {
      return List.of("--auth puts the token" + IS_VISIBLE);
    }
    if (given instanceof AuthenticationConfig.User) {
      return List.of("--pass puts the password" + IS_VISIBLE);
    }
    return List.of();
  }
}
