package io.nuncio.config;

import io.nuncio.config.ParsedFlags.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The command line of nats-server, turned into what it asks for.
///
/// Flags that are not built yet are refused by name, unless their value means "off". An unknown
/// flag and an empty token are refused too, where nats-server 2.15.2 prints its usage with exit
/// status 0 and lets everybody in.
public final class CommandLine {
  private CommandLine() {}

  /// Never throws: what cannot be followed is [Invocation.Refused].
  ///
  /// @param arguments without the name of the program
  /// @param environment the value of a variable, or null if there is none: for the configuration
  ///   file
  public static Invocation parse(
      List<String> arguments, Function<String, @Nullable String> environment) {
    try {
      if (TokenCommand.isMeant(arguments)) {
        return TokenCommand.parse(arguments);
      }
      return understand(FlagParser.parse(arguments), environment);
    } catch (CommandLineException refused) {
      return new Invocation.Refused(String.valueOf(refused.getMessage()));
    }
  }

  private static Invocation understand(
      ParsedFlags flags, Function<String, @Nullable String> environment)
      throws CommandLineException {
    if (flags.isOn(Flag.VERSION)) {
      return new Invocation.ShowVersion();
    }
    if (flags.isOn(Flag.HELP)) {
      return new Invocation.ShowHelp(HelpText.text());
    }
    if (flags.isOn(Flag.HELP_TLS)) {
      return new Invocation.ShowHelp(TlsHelpText.text());
    }
    // Before the words: of `--auth= token` the second is a secret.
    AuthenticationFlags authentication = AuthenticationFlags.parse(flags);
    if (!flags.words().isEmpty()) {
      return command(flags);
    }
    String signal = flags.text(Flag.SIGNAL);
    if (signal != null) {
      return SignalFlag.parse(signal);
    }
    refuseTheUnbuilt(flags);
    Path file = FlagValues.path(flags, Flag.CONFIG);
    if (file == null && flags.isOn(Flag.TEST_CONFIG)) {
      throw new CommandLineException(
          "must specify [-c, --config] option to check configuration file syntax: "
              + Flag.TEST_CONFIG.example());
    }
    ConfigFile.Reading reading =
        file == null ? ConfigFile.Reading.nothing() : ConfigFile.reading(file, environment);
    Invocation.Start start = start(flags, authentication, file, reading);
    return flags.isOn(Flag.TEST_CONFIG) ? valid(start) : start;
  }

  private static Invocation.ConfigIsValid valid(Invocation.Start start) {
    List<String> warnings = new ArrayList<>(start.warnings());
    warnings.addAll(start.origin().flagWarnings());
    return new Invocation.ConfigIsValid(
        start.config(), String.valueOf(start.file()), warnings, start.digest());
  }

  /// What the flags say goes over what the file says.
  private static Invocation.Start start(
      ParsedFlags flags,
      AuthenticationFlags authentication,
      @Nullable Path file,
      ConfigFile.Reading reading)
      throws CommandLineException {
    if (!reading.mistakes().isEmpty()) {
      throw new CommandLineException(String.join("\n", reading.mistakes()));
    }
    LogSettings log = LogFlags.over(reading.log(), flags);
    List<String> warnings = new ArrayList<>(reading.warnings());
    ServerConfig config =
        config(flags, reading, log.log())
            .authentication(authentication.over(reading, warnings))
            .build();
    if (flags.givenByFlag().containsKey(Flag.STORE_DIR)) {
      warnings.add("-store_dir has no effect: JetStream is not built yet");
    }
    warnings.addAll(LogFlags.warnings(log));
    warnings.addAll(Exposure.ofKeys(config.tls()));
    return new Invocation.Start(
        config,
        warnings,
        new Invocation.Origin(
            file, reading.digest(), authentication.tokenFile(), authentication.warnings()));
  }

  private static Invocation command(ParsedFlags flags) throws CommandLineException {
    String word = flags.words().get(0);
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "version" -> new Invocation.ShowVersion();
      case "help" -> new Invocation.ShowHelp(HelpText.text());
      default ->
          throw new CommandLineException(
              flags.wordsFollowSecret()
                  ? "unrecognized command after --auth: a token with spaces needs quotes around it,"
                      + " and one that was left out takes the next flag for itself"
                  : "unrecognized command: \"" + FlagValues.shown(word) + "\"");
    };
  }

  private static void refuseTheUnbuilt(ParsedFlags flags) throws CommandLineException {
    var names = new StringBuilder();
    int count = 0;
    for (Map.Entry<Flag, Given> entry : flags.givenByFlag().entrySet()) {
      Given given = entry.getValue();
      if (entry.getKey().asksForTheUnbuilt(given.value())) {
        names.append(count++ == 0 ? "-" : ", -").append(given.name());
      }
    }
    if (count > 0) {
      throw new CommandLineException(
          names
              + (count == 1 ? " is not built yet: leave it" : " are not built yet: leave them")
              + " out to start without");
    }
  }

  private static ServerConfig.Builder config(
      ParsedFlags flags, ConfigFile.Reading reading, LogConfig log) throws CommandLineException {
    ServerConfig file = reading.config();
    ListenAddress listen = listen(flags, file.listen());
    TlsSettings tls = TlsFlags.over(reading.tls(), flags);
    MonitoringConfig monitoring =
        MonitoringFlags.over(reading.monitoring(), flags).config(listen.host());
    requireTls(monitoring, tls);
    return file.change()
        .listen(listen)
        .tls(tls.config())
        .timers(
            reading.saysAuthTimeout()
                ? file.timers()
                : file.timers().withAuthTimeout(tls.authTimeout()))
        .monitoring(monitoring)
        .identity(identity(flags, file.identity()))
        .log(log)
        .files(files(flags, file.files()));
  }

  private static Identity identity(ParsedFlags flags, Identity file) throws CommandLineException {
    return new Identity(
        either(serverName(flags), file.serverName()),
        either(FlagValues.hostAndPort(flags, Flag.CLIENT_ADVERTISE), file.clientAdvertise()),
        file.tags(),
        file.metadata(),
        file.featureFlags());
  }

  private static ProcessFiles files(ParsedFlags flags, ProcessFiles file)
      throws CommandLineException {
    return new ProcessFiles(
        either(FlagValues.path(flags, Flag.PID_FILE), file.pidFile()),
        either(FlagValues.path(flags, Flag.PORTS_FILE_DIR), file.portsFolder()));
  }

  private static <T> @Nullable T either(@Nullable T flag, @Nullable T file) {
    return flag == null ? file : flag;
  }

  private static ListenAddress listen(ParsedFlags flags, ListenAddress file)
      throws CommandLineException {
    String host = flags.text(Flag.ADDRESS);
    if (host != null && (host.isBlank() || ListenAddress.isUrl(host))) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag -a: expected a host name or an address, for example %s"
              .formatted(FlagValues.shown(host), Flag.ADDRESS.example()));
    }
    String port = flags.value(Flag.PORT);
    return new ListenAddress(
        host == null ? file.host() : host, port == null ? file.port() : port(port));
  }

  private static int port(String text) throws CommandLineException {
    return switch (FlagValues.listeningPort(text)) {
      case FlagValues.ANY_FREE_PORT -> ListenAddress.ANY_FREE_PORT;
      case 0 -> ListenAddress.DEFAULT_PORT;
      case FlagValues.NO_PORT ->
          throw new CommandLineException(
              "invalid value \"%s\" for flag -p: expected a port from 1 to 65535, 0 for 4222 or -1"
                      .formatted(text)
                  + " for any free one, for example "
                  + Flag.PORT.example());
      default -> Integer.parseInt(text);
    };
  }

  private static void requireTls(MonitoringConfig monitoring, TlsSettings tls)
      throws CommandLineException {
    if (monitoring instanceof MonitoringConfig.Http http
        && http.secure()
        && tls.keyPairs().isEmpty()) {
      throw new CommandLineException(
          "TLS cert and key required for HTTPS: add tls { cert_file, key_file } to the configuration"
              + " file, or --tlscert and --tlskey");
    }
  }

  private static @Nullable String serverName(ParsedFlags flags) throws CommandLineException {
    String name = flags.text(Flag.SERVER_NAME);
    if (name != null && !Identity.isName(name)) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag -n: expected one word without spaces, for example %s"
              .formatted(name, Flag.SERVER_NAME.example()));
    }
    return name;
  }
}
