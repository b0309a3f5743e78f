package io.nuncio.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Who may do what.
public enum Mode {
  /// Everybody who knows a token, made anew for each run.
  TOKEN("--auth", ""),
  /// Everybody, as a user whose every subject is looked up in lists.
  PERMISSIONS(
      "",
      """
      no_auth_user: u
      authorization { users: [ { user: u, password: p, permissions: {
        publish: { allow: [">"], deny: ["secret.>", "*.hidden"] }
        subscribe: { allow: [">"], deny: ["secret.>", "hidden.*"] } } } ] }
      """),
  /// Everybody.
  OPEN("", "");

  private static final int TOKEN_BYTES = 16;

  private final String tokenFlag;
  private final String configuration;

  Mode(String tokenFlag, String configuration) {
    this.tokenFlag = tokenFlag;
    this.configuration = configuration;
  }

  /// What the configuration file says of this mode; empty where there is none.
  public String configuration() {
    return configuration;
  }

  /// Settings for servers of this mode.
  ///
  /// @param folder for a configuration file
  public Settings plain(Path folder) throws IOException {
    try {
      return settings(folder, "", SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JDK speaks no TLS", e);
    }
  }

  /// Settings for servers of this mode that speak TLS.
  ///
  /// @param folder for files
  public Settings tls(Path folder) throws IOException, InterruptedException {
    var certificate = Certificate.make(folder);
    return settings(folder, certificate.configuration(), certificate.trusting());
  }

  private Settings settings(Path folder, String more, SSLContext trusting) throws IOException {
    var flags = new ArrayList<String>();
    var shown = new ArrayList<>(List.of("-a 127.0.0.1 -p PORT"));
    String credentials = "";
    if (!tokenFlag.isEmpty()) {
      byte[] random = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(random);
      String token = HexFormat.of().formatHex(random);
      flags.addAll(List.of(tokenFlag, token));
      shown.add(tokenFlag + " TOKEN");
      credentials = "\"auth_token\":\"" + token + "\",";
    }
    if (!configuration.isEmpty() || !more.isEmpty()) {
      Path file = Files.createTempFile(folder, "nats", ".conf");
      Files.writeString(file, configuration + more);
      flags.addAll(List.of("-c", file.toString()));
      shown.add("-c nats.conf");
    }
    return new Settings(List.copyOf(flags), credentials, String.join(" ", shown), trusting);
  }
}
