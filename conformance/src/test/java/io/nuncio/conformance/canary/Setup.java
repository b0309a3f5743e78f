package io.nuncio.conformance.canary;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A way to tell a server its secret.
///
/// @param name for the report
/// @param config the part of the configuration file that is about it; `%s` stands for the secret
///   and `%f` for a file that holds it
/// @param flags of the command line; the same
/// @param secret what clients present
/// @param told what the server is told: the secret itself, or its hash
/// @param user empty for a token
/// @param seenByJvm whether the JVM itself sees it, as an argument or in the environment
record Setup(
    String name,
    String config,
    List<String> flags,
    String secret,
    String told,
    String user,
    boolean seenByJvm) {
  /// Of the environment, for those that refer to it.
  static final String VARIABLE = "CANARY_SECRET";

  private static final String KEY = "UASJLSRW5VMVWNHY3FPGNMQX2PJPSZGJJBKSBHTSKYV4SZC77KXBMQUZ";
  private static final String HASHED = "Qm7xR2vT9kLp4WzB8nYc3HsD6fGj1AeU";
  private static final String HASH = "$2a$04$e8boRnHGmkl/L/4oh0vsTe.wUk43aylSEyWmUUdYsK3gvSMRwSqYe";

  /// All of them.
  static List<Setup> all(String random) {
    return Stream.of(plain(random), hashed(), files(random)).flatMap(List::stream).toList();
  }

  private static List<Setup> plain(String random) {
    String odd = random.substring(0, 16) + ",\"\\" + random.substring(16);
    String block = "authorization { user: joe, password: \"%s\" }";
    String users =
        "authorization { users: [ { user: ann, password: x }, { user: joe, password: \"%s\","
            + " permissions { publish: \">\" } }, { nkey: "
            + KEY
            + " } ] }";
    List<String> auth = List.of("--auth", "%s");
    List<String> pass = List.of("--user", "joe", "--pass", "%s");
    String variable = "authorization { token: $" + VARIABLE + " }";
    return List.of(
        inFile("token in the file", "authorization { token: \"%s\" }", random),
        inFile("token without quotes", "authorization { token: %s }", random),
        inFile("token with odd characters", "authorization { token: '%s' }", odd),
        new Setup(
            "password of one of several users", users, List.of(), random, random, "joe", false),
        inFile("named token", "authorization { tokens: [ { token: \"%s\", name: ci } ] }", random),
        new Setup("password in the file", block, List.of(), random, random, "joe", false),
        new Setup("token in a variable", variable, List.of(), random, random, "", true),
        new Setup("--auth", "", auth, random, random, "", true),
        new Setup("--user and --pass", "", pass, random, random, "joe", true));
  }

  private static List<Setup> hashed() {
    String block = "authorization { token: \"%s\" }";
    List<String> auth = List.of("--auth=%s");
    return List.of(
        new Setup("bcrypt token in the file", block, List.of(), HASHED, HASH, "", false),
        new Setup("--auth with a bcrypt hash", "", auth, HASHED, HASH, "", true));
  }

  private static List<Setup> files(String random) {
    String named = "authorization { tokens: [ { token_file: \"%f\", name: ci } ] }";
    return List.of(
        inFile("token_file", "authorization { token_file: \"%f\" }", random),
        inFile("token_file of a named token", named, random),
        new Setup("--auth_file", "", List.of("--auth_file", "%f"), random, random, "", false));
  }

  private static Setup inFile(String name, String config, String secret) {
    return new Setup(name, config, List.of(), secret, secret, "", false);
  }

  /// The part of the configuration file, with the secret.
  String filledConfig(Path file) {
    return filled(config, file) + "\n";
  }

  /// The flags, with the secret.
  List<String> filledFlags(Path file) {
    return flags.stream().map(flag -> filled(flag, file)).toList();
  }

  private String filled(String text, Path file) {
    return text.replace("%s", told).replace("%f", file.toString());
  }

  /// The fields of a `CONNECT` that is let in.
  String credentials() {
    String quoted = "\"" + secret.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return user.isEmpty()
        ? "\"auth_token\":" + quoted
        : "\"user\":\"" + user + "\",\"pass\":" + quoted;
  }

  @Override
  public String toString() {
    return name;
  }
}
