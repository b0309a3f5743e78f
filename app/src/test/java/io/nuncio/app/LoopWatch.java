package io.nuncio.app;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;

/// Watches whether event loops of this JVM wait for anything but their selectors, by the flight
/// recorder: it sees each wait, however short.
final class LoopWatch implements AutoCloseable {
  private static final String LOOP = "loop-";

  private static final String LINK = "io.nuncio.server.transport.NioLink";

  /// The selector has a lock of its own, which whoever wakes it takes, too.
  private static final String SELECTOR = "io.nuncio.server.transport.NioPoller.poll:";

  private static final Set<String> SOCKETS = Set.of("jdk.SocketRead", "jdk.SocketWrite");

  private static final String CONTENTION = "jdk.JavaMonitorEnter";

  private static final Set<String> EVENTS =
      Set.of(
          CONTENTION,
          "jdk.JavaMonitorWait",
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce",
          "jdk.SocketRead",
          "jdk.SocketWrite");

  /// Leaf classes that lock, as ARCHITECTURE.md lists them: they hold their lock for so short a
  /// time that a loop may wait for it. How long it does is the scheduler's doing, and not judged.
  private static final Set<String> LEAVES =
      Set.of(
          "io.nuncio.server.connection.Outbox",
          "io.nuncio.server.routing.SubjectIndex",
          "io.nuncio.server.session.ClientSubscription",
          "io.nuncio.server.session.ClosedClients",
          "io.nuncio.server.session.Guesses",
          "io.nuncio.server.session.OpenRequests",
          "io.nuncio.server.transport.TlsBuffers",
          "io.nuncio.server.transport.TlsOutput",
          "io.nuncio.app.LineWriter");

  private final Queue<String> waits = new ConcurrentLinkedQueue<>();
  private final RecordingStream recording = new RecordingStream();

  private LoopWatch() {
    for (String name : EVENTS) {
      recording.enable(name).withThreshold(Duration.ZERO).withStackTrace();
      recording.onEvent(name, this::look);
    }
    recording.startAsync();
  }

  /// Watches from now on.
  static LoopWatch begin() {
    return new LoopWatch();
  }

  /// Ends watching.
  ///
  /// @return what loops have waited for, and where, each a line
  List<String> end() {
    recording.stop();
    return List.copyOf(waits);
  }

  private void look(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    if (name != null && name.startsWith(LOOP) && !isAllowed(event)) {
      waits.add(name + " " + event.getEventType().getName() + " in " + ourFrame(event));
    }
  }

  /// Reads and writes of a link are recorded, too, and do not block. A class is read from its file
  /// once; the program takes those that it needs from its cache.
  private static boolean isAllowed(RecordedEvent event) {
    if (isLoadingOfClass(event)) {
      return true;
    }
    String type = event.getEventType().getName();
    String place = ourFrame(event);
    if (SOCKETS.contains(type)) {
      return place.startsWith(LINK + ".");
    }
    return type.equals(CONTENTION)
        && (place.startsWith(SELECTOR) || LEAVES.stream().anyMatch(leaf -> isIn(place, leaf)));
  }

  private static boolean isLoadingOfClass(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .anyMatch(
                frame -> frame.getMethod().getType().getName().equals("java.lang.ClassLoader"));
  }

  /// Nested classes count.
  private static boolean isIn(String place, String type) {
    return place.startsWith(type + ".") || place.startsWith(type + "$");
  }

  /// The innermost of our frames: class, method and line.
  private static String ourFrame(RecordedEvent event) {
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String type = frame.getMethod().getType().getName();
        if (type.startsWith("io.nuncio.") && !type.startsWith("io.nuncio.testkit.")) {
          return type + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
        }
      }
    }
    return "code of others: " + event;
  }

  @Override
  public void close() {
    recording.close();
  }
}
