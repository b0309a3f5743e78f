package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFlagsTest {
  private static Invocation parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), name -> null);
  }

  private static ServerConfig start(String... arguments) {
    return ((Invocation.Start) parse(arguments)).config();
  }

  @ParameterizedTest
  @CsvSource({
    "-D, true, false",
    "--debug, true, false",
    "-V, false, true",
    "--trace, false, true",
    "-DV, true, true",
    "--DV=T, true, true",
    "-D -V, true, true",
    "-D -D=false, false, false",
    "-DV=false -D, false, false",
    "-V=0 -DV=1, true, true",
    "-VV, false, true",
    "-DVV, true, true",
    "-DV -DVV=false, false, false",
  })
  void readsTheLogSwitches(String arguments, boolean debug, boolean trace) {
    var log = start(arguments.split(" ", -1)).log();

    assertThat(log.debug()).isEqualTo(debug);
    assertThat(log.trace().on()).isEqualTo(trace);
  }

  @Test
  void tracesTheServersOwnAccountOnlyIfAskedTo() {
    assertThat(start("-V").log().trace()).isEqualTo(LogConfig.Trace.ON);
    assertThat(start("-VV").log().trace()).isEqualTo(new LogConfig.Trace(true, true, false));
    assertThat(start("-DVV").log().trace().verbose()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "-r udp://127.0.0.1:514, 127.0.0.1, 514",
    "--remote_syslog=udp://[::1]:5514, ::1, 5514",
    "-remote_syslog udp://logs.example.com:1, logs.example.com, 1",
    "-s -r udp://logs:514, logs, 514",
  })
  void readsWhereARemoteSyslogListens(String arguments, String host, int port) {
    assertThat(start(arguments.split(" ", -1)).log().destination())
        .isEqualTo(new LogDestination.RemoteSyslog(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs:514",
        "tcp://logs:514",
        "udp://logs",
        "udp://:514",
        "udp://logs:0",
        "udp://::1:5",
        "udp://host/path:5"
      })
  void refusesWhatIsNoSyslog(String address) {
    assertThat(parse("-r", address))
        .isInstanceOfSatisfying(
            Invocation.Refused.class,
            refused -> assertThat(refused.message()).contains(address, "udp://127.0.0.1:514"));
  }

  @Test
  void writesTextUnlessToldOtherwise() {
    assertThat(start().log().format()).isEqualTo(LogConfig.Format.TEXT);
    assertThat(start("--log_format", "json").log().format()).isEqualTo(LogConfig.Format.JSON);
    assertThat(start("--log_format=Text").log().format()).isEqualTo(LogConfig.Format.TEXT);
  }

  @Test
  void refusesAFormatThatThereIsNot() {
    assertThat(parse("--log_format", "xml"))
        .isEqualTo(
            new Invocation.Refused(
                "invalid value \"xml\" for flag --log_format: expected text or json"));
  }

  @Test
  void keepsAnAuditLogOnlyIfAskedTo() {
    assertThat(start().log().auditLog()).isNull();
    assertThat(start("--audit_log", "a.log").log().auditLog()).isEqualTo(Path.of("a.log"));
  }

  @Test
  void logsToAFileBeforeAnySyslog() {
    assertThat(start("-s").log().destination()).isEqualTo(new LogDestination.LocalSyslog());
    assertThat(start("-s=false").log().destination()).isEqualTo(new LogDestination.StandardError());
    assertThat(start("-s", "-l", "x").log().destination()).isInstanceOf(LogDestination.File.class);
  }
}
