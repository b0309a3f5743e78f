package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.nuncio.config.Invocation.SendSignal;
import io.nuncio.config.SignalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalSenderTest {
  @TempDir Path folder;

  private final List<String> sent = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "STOP, KILL",
    "QUIT, INT",
    "TERM, TERM",
    "REOPEN, USR1",
    "RELOAD, HUP",
    "LDM, USR2",
  })
  void theOnlyServerGetsTheSignal(SignalCommand command, String signal) throws IOException {
    sender(12L).send(new SendSignal(command, ""));

    assertThat(sent).containsExactly(signal + " 12");
  }

  @Test
  void severalServersAreListedAndNoneGetsTheSignal() {
    refuses("multiple nats-server processes running:\n12\n34", "", 12L, 34L);
  }

  @Test
  void noServerIsAnError() {
    refuses("no nats-server processes running", "");
    refuses("no nats-server processes running", "*");
    refuses("no nats-server processes running with a pid that starts with 9", "9*", 12L);
  }

  @Test
  void aPidNeedsNoName() throws IOException {
    sender(12L, 34L).send(new SendSignal(SignalCommand.TERM, "77"));

    assertThat(sent).containsExactly("TERM 77");
  }

  @Test
  void aPidFileMayEndWithALineBreak() throws IOException {
    Path file = Files.writeString(folder.resolve("x.pid"), "77\n");

    sender().send(new SendSignal(SignalCommand.TERM, file.toString()));

    assertThat(sent).containsExactly("TERM 77");
  }

  @Test
  void aPrefixMeansEachServerThatStartsWithIt() throws IOException {
    sender(12L, 123L, 34L).send(new SendSignal(SignalCommand.LDM, "12*"));
    sender(12L, 34L).send(new SendSignal(SignalCommand.TERM, "*"));

    assertThat(sent).containsExactly("USR2 12", "USR2 123", "TERM 12", "TERM 34");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x*", "-1", "0", "1 2", "/no/such/file"})
  void whatIsNoPidIsRefused(String target) {
    refuses("invalid pid: " + target.replace("*", ""), target, 12L);
  }

  @Test
  void aSignalThatIsNotSentSaysWhyAndTheOthersAreSent() {
    assertThatIOException()
        .isThrownBy(() -> sender(666L, 667L).send(new SendSignal(SignalCommand.LDM, "66*")))
        .withMessage("\nsignal \"ldm\" 666: no such process");
    assertThat(sent).containsExactly("USR2 667");
  }

  @Test
  void theSystemKnowsItsProcessesAndSendsThemSignals() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").start();

    new SystemProcesses().signal(sleeper.pid(), "USR1");

    assertThat(sleeper.waitFor()).isEqualTo(128 + 10);
    assertThatIOException()
        .isThrownBy(() -> new SystemProcesses().signal(sleeper.pid(), "TERM"))
        .withMessage("no such process");
    assertThat(new SystemProcesses().servers()).doesNotContain(ProcessHandle.current().pid());
  }

  private void refuses(String message, String target, Long... running) {
    assertThatIOException()
        .isThrownBy(() -> sender(running).send(new SendSignal(SignalCommand.STOP, target)))
        .withMessage(message);
    assertThat(sent).isEmpty();
  }

  private SignalSender sender(Long... running) {
    return new SignalSender(
        new ProcessTable() {
          @Override
          public List<Long> servers() {
            return List.of(running);
          }

          @Override
          public void signal(long pid, String posixName) throws IOException {
            if (pid == 666) {
              throw new IOException("no such process");
            }
            sent.add(posixName + " " + pid);
          }
        });
  }
}
