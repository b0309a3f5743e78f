package io.nuncio.bench;

import io.nuncio.bench.server.Contender;
import io.nuncio.bench.server.Mode;
import io.nuncio.bench.server.ReferenceServer;
import io.nuncio.bench.workload.Catalog;
import io.nuncio.bench.workload.Scale;
import io.nuncio.bench.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the user asked for.
final class Options {
  /// The user asked for something that there is not.
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message + "; --help shows all options");
    }
  }

  /// What this server is called in tables.
  static final String OURS = "nuncio";

  private static final int USUAL_ROUNDS = 5;
  private static final int SHORT_ROUNDS = 3;

  private final Map<Flag, List<String>> values = new EnumMap<>(Flag.class);

  private Options() {}

  /// Reads the command line; a value stands behind its option, or after an equals sign.
  ///
  /// @throws UsageException if it cannot be followed
  static Options parse(List<String> arguments) throws UsageException {
    var options = new Options();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      var flag =
          Arrays.stream(Flag.values())
              .filter(known -> known.text().equals(name))
              .findFirst()
              .orElseThrow(() -> new UsageException("there is no option " + name));
      String value = "";
      if (flag.takesValue() && equals < 0) {
        i++;
        if (i == arguments.size()) {
          throw new UsageException(name + " needs a value");
        }
        value = arguments.get(i);
      } else if (equals >= 0) {
        value = argument.substring(equals + 1);
      }
      if (flag.takesValue() == value.isEmpty()) {
        throw new UsageException(name + (value.isEmpty() ? " needs a value" : " takes no value"));
      }
      options.values.computeIfAbsent(flag, key -> new ArrayList<>()).add(value);
    }
    options.rounds();
    options.mode();
    options.workloads();
    options.also();
    return options;
  }

  /// All options, each with an example.
  static String help() {
    var help = new StringBuilder();
    help.append(
        "Measures this server and nats-server side by side, and writes a page and a chart.\n\n");
    help.append("  ./bench/side-by-side [options]\n\n");
    for (Flag flag : Flag.values()) {
      help.append(flag.help());
    }
    return help.toString();
  }

  /// Whether the option was given.
  boolean has(Flag flag) {
    return values.containsKey(flag);
  }

  /// The last value that was given, empty if there is none.
  String value(Flag flag) {
    return values.getOrDefault(flag, List.of("")).getLast();
  }

  /// Who may do what.
  Mode mode() throws UsageException {
    String name = has(Flag.MODE) ? value(Flag.MODE) : "token";
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageException("there is no mode " + name));
  }

  /// How often each is measured.
  int rounds() throws UsageException {
    if (!has(Flag.ROUNDS)) {
      return has(Flag.SHORT) ? SHORT_ROUNDS : USUAL_ROUNDS;
    }
    String value = value(Flag.ROUNDS);
    try {
      int rounds = Integer.parseInt(value);
      if (rounds > 0) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--rounds needs a number, not " + value);
    }
    throw new UsageException("--rounds needs at least 1");
  }

  /// How much is sent.
  Scale scale() {
    return has(Flag.SHORT) ? Scale.SHORT : Scale.FULL;
  }

  /// Whether only a part of what there is will be measured.
  boolean partial() {
    return has(Flag.ONLY) || has(Flag.SHORT);
  }

  /// What to measure, in the order of the catalogue.
  List<Workload> workloads() throws UsageException {
    if (!has(Flag.ONLY)) {
      return has(Flag.CORE) ? Catalog.core() : Catalog.all();
    }
    Set<Workload> chosen = new LinkedHashSet<>();
    for (String name : value(Flag.ONLY).split(",", -1)) {
      switch (name) {
        case "core" -> chosen.addAll(Catalog.core());
        case "more" -> chosen.addAll(Catalog.more());
        default ->
            chosen.add(
                Catalog.all().stream()
                    .filter(workload -> workload.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () -> new UsageException("there is no workload " + name + " in --list")));
      }
    }
    var names = chosen.stream().map(Workload::name).toList();
    return Catalog.all().stream().filter(workload -> names.contains(workload.name())).toList();
  }

  /// Servers beside the two.
  List<Contender> also() throws UsageException {
    var also = new ArrayList<Contender>();
    var names = new HashSet<>(Set.of(OURS, ReferenceServer.NAME));
    for (String value : values.getOrDefault(Flag.ALSO, List.of())) {
      int equals = value.indexOf('=');
      if (!value.matches("(?s)[\\w.-]+=.+")) {
        throw new UsageException(
            "--also needs a name of one word and a command, as in name=command");
      }
      String name = value.substring(0, equals);
      if (!names.add(name)) {
        throw new UsageException("there is a server called " + name + " already");
      }
      also.add(new Contender(name, value.substring(equals + 1)));
    }
    return also;
  }
}
