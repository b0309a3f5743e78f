package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String SECRET = "s3cr3t";

  @Test
  void nothingStartsAnOpenServerOnTheDefaultPort() {
    assertThat(start()).isEqualTo(ServerConfig.defaults());
    assertThat(parse())
        .isEqualTo(
            new Invocation.Start(
                ServerConfig.defaults(),
                List.of(),
                new Invocation.Origin(null, "", null, List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "-p 4333, 4333",
    "--p 4333, 4333",
    "-p=4333, 4333",
    "--port=4333, 4333",
    "--port 4333, 4333",
    "-p -1, 0",
    "-p 0, 4222",
    "-p 65535, 65535",
    "-p 1 -p 2, 2",
    "-p 1 --port 2, 2",
    "-p 4333 --, 4333",
  })
  void readsThePort(String arguments, int port) {
    assertThat(start(words(arguments)).listen().port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", "--a", "-addr", "--addr", "-net", "--net"})
  void readsTheAddress(String flag) {
    assertThat(start(flag, "::1").listen().host()).isEqualTo("::1");
    assertThat(start(flag + "=localhost").listen().host()).isEqualTo("localhost");
    assertThat(start(flag, "").listen().host()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-n", "-name", "--name", "--server_name", "-server_name"})
  void readsTheServerName(String flag) {
    assertThat(start(flag, "berlin-1").identity().serverName()).isEqualTo("berlin-1");
    assertThat(start(flag, "").identity().serverName()).isNull();
  }

  @Test
  void readsTheFiles() {
    var config = start("-P", "/run/x.pid", "--log=x.log");

    assertThat(config.files().pidFile()).isEqualTo(Path.of("/run/x.pid"));
    assertThat(config.log().destination())
        .isEqualTo(new LogDestination.File(Path.of("x.log"), 0, 0));
    assertThat(start("--pid=x", "-l", "").files().pidFile()).isEqualTo(Path.of("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--auth s3cr3t", "-auth s3cr3t", "--auth=s3cr3t", "-auth=s3cr3t"})
  void readsTheTokenAndWarnsThatItIsVisible(String arguments) {
    var start = (Invocation.Start) parse(words(arguments));

    assertThat(start.config().authentication()).isInstanceOf(AuthenticationConfig.Token.class);
    assertThat(start.origin().flagWarnings()).singleElement().asString().contains("--auth");
    assertThat(start.warnings()).isEmpty();
    assertThat(start.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "--p 4222", "a=b", "  ", "$2a$04$abcdefghijklmnopqrstuv"})
  void takesAnyTextForAToken(String token) {
    assertThat(start("--auth", token).authentication())
        .isInstanceOf(AuthenticationConfig.Token.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--auth=", "-auth=", "--auth= s3cr3t", "--auth a --auth="})
  void refusesAnEmptyToken(String arguments) {
    assertThat(refusal(words(arguments)))
        .contains("--auth is empty", "--auth \"$TOKEN\"")
        .doesNotContain(SECRET);
    assertThat(refusal("--auth", "")).contains("--auth is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--auth half s3cr3t",
        "-DV --auth half s3cr3t",
        "--auth -p s3cr3t",
        "--user=s3cr3t",
        "--pass s3cr3t --js",
        "--auth s3cr3t --bogus",
        "--auth s3cr3t -p x",
        "-auths3cr3t",
        "--passs3cr3t",
        "--=s3cr3t",
        "--token=s3cr3t",
        "--tls=false --auth s3cr3t -c x",
      })
  void neverRepeatsWhatMayBeASecret(String arguments) {
    assertThat(refusal(words(arguments))).doesNotContain(SECRET);
  }

  @Test
  void readsTheUserAndWarnsThatThePasswordIsVisible() {
    var start = (Invocation.Start) parse("--user", "joe", "-pass=" + SECRET);

    assertThat(start.config().authentication())
        .isInstanceOfSatisfying(
            AuthenticationConfig.User.class, user -> assertThat(user.user()).isEqualTo("joe"));
    assertThat(start.origin().flagWarnings()).singleElement().asString().contains("--pass");
    assertThat(start.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "--user joe, --user needs --pass",
    "--pass s3cr3t, --pass needs --user",
    "--pass s3cr3t --auth s3cr3t, --pass needs --user",
    "--user= --pass=s3cr3t, the name of --user is empty",
    "--user joe --pass=, the password of --pass is empty",
    "--user joe --pass= version, the password of --pass is empty",
    "--user joe --pass s3cr3t --auth s3cr3t, --auth and --user exclude each other",
  })
  void refusesHalfAWayToProveOneselfAndTwoWays(String arguments, String start) {
    assertThat(refusal(words(arguments))).startsWith(start).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "-T, LOCAL",
    "-T=false, NONE",
    "--logtime=false, NONE",
    "--logtime_utc, UTC",
    "--logtime_utc=false, LOCAL",
    "-T=false --logtime_utc, NONE",
  })
  void readsHowTimesAreLogged(String arguments, LogConfig.Time time) {
    assertThat(start(words(arguments)).log().time()).isEqualTo(time);
  }

  @Test
  void readsTheLimitsOfTheLog() {
    var log = start("-l", "x", "--log_size_limit", "3000000000", "-max_traced_msg_len=5").log();

    assertThat(log.destination())
        .isEqualTo(new LogDestination.File(Path.of("x"), 3_000_000_000L, 0));
    assertThat(log.maxTracedBytes()).isEqualTo(5);
    assertThat(((Invocation.Start) parse("--log_size_limit", "5")).warnings())
        .singleElement()
        .asString()
        .contains("-l x.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "", "010", "1k", "99999999999999999999"})
  void refusesWhatIsNoNumberOfBytes(String number) {
    assertThat(refusal("--log_size_limit", number)).endsWith("--log_size_limit 10485760");
    assertThat(refusal("--max_traced_msg_len", number)).endsWith("--max_traced_msg_len 64");
    assertThat(refusal("--max_traced_msg_len", "2147483648")).contains("\"2147483648\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:1", "nats.example.com:4222", "[::1]:33", "[::1]", "a:0"})
  void readsTheAddressToAdvertise(String address) {
    assertThat(start("--client_advertise", address).identity().clientAdvertise())
        .isEqualTo(address);
    assertThat(start("--client_advertise=").identity().clientAdvertise()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {":1", "nats://a:1", "a b:1", "a:x", "a:70000", "::1", "[::1:3", "a:-1"})
  void refusesWhatCannotBeAdvertised(String address) {
    assertThat(refusal("--client_advertise", address)).contains("\"" + address + "\"");
  }

  @Test
  void readsTheFolderOfThePortsFile() {
    assertThat(start("--ports_file_dir", "/run").files().portsFolder()).isEqualTo(Path.of("/run"));
  }

  @ParameterizedTest
  @CsvSource({
    "-sl stop, STOP, ''",
    "--signal ldm=12*, LDM, 12*",
    "--signal=term=/run/x.pid, TERM, /run/x.pid",
    "-sl reopen=, REOPEN, ''",
    "-sl quit -js, QUIT, ''",
    "-sl reload=1, RELOAD, 1",
  })
  void readsASignalToSend(String arguments, SignalCommand command, String target) {
    assertThat(parse(words(arguments))).isEqualTo(new Invocation.SendSignal(command, target));
  }

  @Test
  void refusesWhatIsNoSignal() {
    assertThat(refusal("-sl", "bogus=1")).startsWith("unknown signal \"bogus\": expected stop,");
    assertThat(refusal("-sl", "STOP")).startsWith("unknown signal \"STOP\"");
    assertThat(refusal("-sl", "stop=1=2=3")).startsWith("invalid signal parameters: [2 3]");
    assertThat(refusal("-sl", "stop", "x")).isEqualTo("unrecognized command: \"x\"");
    assertThat(start("--signal=")).isEqualTo(ServerConfig.defaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "--version", "-js -v", "version", "VERSION", "-D version", "-v -h"})
  void showsTheVersion(String arguments) {
    assertThat(parse(words(arguments))).isEqualTo(new Invocation.ShowVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "help", "Help", "-- help"})
  void showsTheHelp(String arguments) {
    assertThat(parse(words(arguments))).isEqualTo(new Invocation.ShowHelp(HelpText.text()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo | unrecognized command: \"foo\"",
        "-D false | unrecognized command: \"false\"",
        "- | unrecognized command: \"-\"",
        "---p | bad flag syntax: ---p",
        "-- -p | unrecognized command: \"-p\"",
        "-p | flag needs an argument: -p, for example -p 4222",
        "--cluster | flag needs an argument: -cluster",
        "-D=x | invalid boolean value \"x\" for -D: expected true or false, for example -D=false",
      })
  void refusesWhatCannotBeRead(String arguments, String message) {
    assertThat(refusal(words(arguments))).isEqualTo(message);
  }

  @Test
  void flagsGoOverTheConfigurationFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("nats.conf");
    Files.writeString(
        file,
        """
        port: 4333
        server_name: from-file
        debug: true
        max_payload: 2MB
        authorization { token: $TOKEN }
        """);

    Invocation invocation =
        CommandLine.parse(
            List.of("-c", file.toString(), "-p", "4444", "-D=false"),
            name -> name.equals("TOKEN") ? "t0ken" : null);

    assertThat(invocation)
        .isInstanceOfSatisfying(
            Invocation.Start.class,
            start -> {
              assertThat(start.config().listen().port()).isEqualTo(4444);
              assertThat(start.config().identity().serverName()).isEqualTo("from-file");
              assertThat(start.config().log().debug()).isFalse();
              assertThat(start.config().limits().maxPayloadBytes()).isEqualTo(2 << 20);
              assertThat(start.config().authentication())
                  .isInstanceOf(AuthenticationConfig.Token.class);
              assertThat(start.warnings()).isEmpty();
            });
  }

  @Test
  void testsAConfigurationFile(@TempDir Path folder) throws IOException {
    Path good = Files.writeString(folder.resolve("good.conf"), "port: 4333");
    Path bad = Files.writeString(folder.resolve("bad.conf"), "prot: 4333\nmax_payload: x");

    assertThat(parse("-t", "-c", good.toString())).isInstanceOf(Invocation.ConfigIsValid.class);
    assertThat(refusal("-t", "-c", bad.toString()).lines()).hasSize(2);
    assertThat(refusal("-t")).contains("-t -c /etc/nats/nats.conf");
    assertThat(refusal("-c", folder.resolve("none.conf").toString())).contains("no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "4222x", "65536", "-2", "", "0x10", "0422", "99999999999"})
  void refusesWhatIsNoPort(String port) {
    assertThat(refusal("-p", port))
        .startsWith("invalid value \"" + port + "\" for flag -p: expected a port")
        .endsWith("for example -p 4222");
  }

  @Test
  void refusesNamesAndHostsWithSpaces() {
    assertThat(refusal("-n", "a b")).contains("\"a b\"", "for example -n berlin-1");
    assertThat(refusal("-a", " ")).contains("for example -a 127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({"-bogus, log", "--prot, port", "-jetstrem, jetstream", "--verson, version"})
  void offersTheNearestFlagForAnUnknownOne(String flag, String nearest) {
    assertThat(refusal(flag).lines())
        .containsExactly(
            "flag provided but not defined: -" + flag.replace("-", ""),
            "did you mean -" + nearest + "? nats-server -h lists all flags");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-js",
        "--jetstream",
        "--cluster=nats://h:6222",
        "--routes=a",
        "--no_advertise",
      })
  void refusesByNameWhatIsNotBuilt(String arguments) {
    String name = words(arguments)[0].replace("-", "").replaceAll("=.*", "");

    assertThat(refusal(words(arguments))).contains("-" + name).contains("is not built yet");
  }

  @Test
  void saysThatAFlagHasNoEffectWithoutAnotherThatIsNotBuilt() {
    var start = (Invocation.Start) parse("-sd", "/data");

    assertThat(start.warnings())
        .containsExactly("-store_dir has no effect: JetStream is not built yet");
  }

  @Test
  void namesEverythingThatIsNotBuiltAtOnce() {
    assertThat(refusal("-js", "--profile", "1", "-p", "1"))
        .isEqualTo("-js, -profile are not built yet: leave them out to start without");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tls=false",
        "-js=false",
        "-m 0",
        "-T",
        "--logtime=true",
        "--cluster=",
        "-s=F",
      })
  void acceptsWhatMeansOff(String arguments) {
    assertThat(start(words(arguments))).isEqualTo(ServerConfig.defaults());
  }

  @Test
  void helpShowsAnExampleBesideEachFlagThatWorksAndNamesTheRest() {
    String help = HelpText.text();

    for (Flag flag : Flag.values()) {
      assertThat(flag.names()).allSatisfy(name -> assertThat(help).contains("-" + name));
    }
    assertThat(help).contains("--auth \"$TOKEN\"").endsWith("\n");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }

  private static ServerConfig start(String... arguments) {
    Invocation invocation = parse(arguments);
    assertThat(invocation).isInstanceOf(Invocation.Start.class);
    return ((Invocation.Start) invocation).config();
  }

  private static String refusal(String... arguments) {
    Invocation invocation = parse(arguments);
    assertThat(invocation).isInstanceOf(Invocation.Refused.class);
    return ((Invocation.Refused) invocation).message();
  }

  private static Invocation parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), name -> null);
  }

  private static String[] words(String arguments) {
    return arguments.split(" ", -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", "-r", "--client_advertise", "-DV"})
  void aUrlOfClientsIsRefusedWithoutItsToken(String flag) {
    Invocation refused =
        CommandLine.parse(List.of(flag, "nats://s3cr3t@127.0.0.1:4222"), name -> null);

    assertThat(refused)
        .isInstanceOfSatisfying(
            Invocation.Refused.class,
            said -> assertThat(said.message()).contains("[REDACTED]@127").doesNotContain("s3cr3t"));
  }
}
