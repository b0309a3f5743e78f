package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class SignalLoopTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Runnable> lameDuck = new CopyOnWriteArrayList<>();
  private final ProcessSignals signals = new ProcessSignals();
  private final SignalLoop loop =
      new SignalLoop(
          signals,
          new Lines(),
          () -> events.add("reopened"),
          () -> events.add("reloaded"),
          lameDuck::add);

  @ParameterizedTest
  @EnumSource(names = {"INTERRUPT", "TERMINATE"})
  void endsWhenAskedTo(ProcessSignal signal) {
    signals.arrived(signal);

    loop.runUntilStopped();

    assertThat(events).containsExactly("Trapped \"" + signal.description() + "\" signal");
  }

  @Test
  void reopensTheLogAndGoesOn() throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(loop::runUntilStopped);
    signals.arrived(ProcessSignal.USER_1);
    await("reopened");

    signals.arrived(ProcessSignal.TERMINATE);
    thread.join();

    assertThat(events).startsWith("Trapped \"user defined signal 1\" signal", "reopened");
  }

  @Test
  void readsTheConfigurationAgainAndGoesOn() throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(loop::runUntilStopped);
    signals.arrived(ProcessSignal.HANGUP);
    await("reloaded");

    signals.arrived(ProcessSignal.TERMINATE);
    thread.join();

    assertThat(events).startsWith("Trapped \"hangup\" signal", "reloaded");
  }

  @Test
  void lameDuckModeIsEndedByItselfAndNotByTerm() throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(loop::runUntilStopped);
    signals.arrived(ProcessSignal.USER_2);
    await("Trapped \"user defined signal 2\" signal");
    signals.arrived(ProcessSignal.TERMINATE);
    await("Trapped \"terminated\" signal");
    signals.arrived(ProcessSignal.USER_2);
    Await.until("the second", Duration.ofSeconds(10), () -> events.size() == 3 && thread.isAlive());

    assertThat(lameDuck).hasSize(1);
    lameDuck.get(0).run();
    thread.join();
  }

  @Test
  void interruptEndsEvenLameDuckMode() throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(loop::runUntilStopped);
    signals.arrived(ProcessSignal.USER_2);
    await("Trapped \"user defined signal 2\" signal");

    signals.arrived(ProcessSignal.INTERRUPT);

    thread.join();
  }

  private void await(String event) {
    Await.until(event, Duration.ofSeconds(10), () -> events.contains(event));
  }

  private final class Lines implements LogSink {
    @Override
    public boolean isEnabled(Level level) {
      return true;
    }

    @Override
    public void log(Level level, String line) {
      events.add(line);
    }
  }
}
