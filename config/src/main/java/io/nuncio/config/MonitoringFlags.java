package io.nuncio.config;

import org.jspecify.annotations.Nullable;

/// The flags about monitoring: its port, by HTTP or by HTTPS.
final class MonitoringFlags {
  private MonitoringFlags() {}

  /// What the flags say, over what `file` says. A port of 0 changes nothing, as in nats-server.
  ///
  /// @throws CommandLineException if a port is none, or there is one for HTTP and one for HTTPS
  static MonitoringSettings over(MonitoringSettings file, ParsedFlags flags)
      throws CommandLineException {
    int port = port(flags, Flag.HTTP_PORT, "-m");
    int securePort = port(flags, Flag.HTTPS_PORT, "-ms");
    MonitoringSettings settings =
        file.withPorts(
            port == 0 ? file.port() : port, securePort == 0 ? file.securePort() : securePort);
    String mistake = settings.mistake();
    if (mistake != null) {
      throw new CommandLineException(mistake);
    }
    return settings;
  }

  private static int port(ParsedFlags flags, Flag flag, String name) throws CommandLineException {
    @Nullable String text = flags.text(flag);
    int port = text == null ? 0 : FlagValues.listeningPort(text);
    if (port == FlagValues.NO_PORT) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag %s: expected a port from 1 to 65535 or -1 for any free one,"
                  .formatted(text, name)
              + " for example "
              + flag.example());
    }
    return port;
  }
}
