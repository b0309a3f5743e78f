package io.nuncio.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// A link that can be encrypted: a filter between the carrier and whoever reads and writes, present
/// from the beginning because a connection may begin in the clear.
///
/// ```
/// PLAIN ──beginHandshake──▶ HANDSHAKING ──▶ SECURED ──▶ CLOSED
///   └──────────close────────────┴─────────────┴───────────▲
/// ```
///
/// While the handshake goes on, nothing is read and nothing taken of what is written. Its steps are
/// computed by workers, and meanwhile nothing is taken from the peer either.
///
/// It stands between the poller and the listener, too, because readiness is not the same above and
/// below: there may be something to read that has left the socket already, and something to write
/// that nobody above knows of.
///
/// Confined to its loop, but for [#write].
public final class TlsLink implements Link {
  private final Link carrier;
  private final EventLoop loop;
  private final TlsMeans means;
  private final Watch watch = new Watch();
  private @Nullable TlsAttempt attempt;
  private @Nullable TlsInput input;
  private volatile @Nullable TlsOutput output;
  private volatile State state = State.PLAIN;

  private enum State {
    PLAIN,
    HANDSHAKING,
    SECURED,
    CLOSED
  }

  /// Is told what becomes of a handshake, on the loop of its link.
  public interface Handshake {
    /// It is through: from now on the link is encrypted.
    void onSecured(TlsPeer peer);

    /// It is over. What can be told the peer has been; the link is for closing only.
    void onFailed(TlsFailure failure);
  }

  /// A filter over `carrier`, transparent until [#beginHandshake].
  ///
  /// @param loop that owns the link
  public TlsLink(Link carrier, EventLoop loop, TlsMeans means) {
    this.carrier = carrier;
    this.loop = loop;
    this.means = means;
  }

  /// Begins to encrypt. All that was written before must have gone.
  ///
  /// @param engines makes the engine, on another thread, once the peer begins
  public void beginHandshake(Supplier<SSLEngine> engines, Handshake told) {
    if (state != State.PLAIN) {
      throw new IllegalStateException("expected a link in the clear, got one that is " + state);
    }
    state = State.HANDSHAKING;
    TlsHandshake handshake = new TlsHandshake(engines, means.buffers());
    attempt =
        new TlsAttempt(carrier, loop, means, handshake, step -> conclude(step, handshake, told));
    watch.follow();
  }

  /// Gives to the handshake what was read before it began, of which `bytes[from, to)` is the first.
  public void receive(byte[] bytes, int from, int to) {
    TlsAttempt running = attempt;
    if (running != null && to > from) {
      running.take(ByteBuffer.wrap(bytes, from, to - from));
      watch.follow();
    }
  }

  /// Whether it is not for the peer to say something, because a worker is at the handshake or has
  /// yet to come to it.
  public boolean isComputing() {
    TlsAttempt running = attempt;
    return running != null && running.isWorking();
  }

  private void conclude(TlsHandshake.Step step, TlsHandshake handshake, Handshake told) {
    SSLEngine engine = handshake.engine();
    TlsFailure failure = step.failure();
    if (engine != null) {
      if (output == null) {
        output = new TlsOutput(carrier, engine, means.buffers());
      }
      try {
        watch.flush(output.send(step.output()));
      } catch (IOException e) {
        failure = failure == null ? TlsFailure.of(e) : failure;
      }
    }
    if (failure != null) {
      attempt = null;
      watch.follow();
      told.onFailed(failure);
    } else if (step.peer() != null && engine != null) {
      attempt = null;
      input = new TlsInput(carrier, engine, means.buffers(), step.rest());
      state = State.SECURED;
      told.onSecured(step.peer());
      watch.follow();
    } else {
      watch.follow();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    State now = state;
    if (now == State.PLAIN) {
      return carrier.read(target);
    }
    TlsInput secured = input;
    if (now == State.CLOSED) {
      throw new IOException("closed");
    }
    if (secured == null) {
      return 0;
    }
    try {
      int read = secured.read(target);
      answer(secured);
      watch.rereadLater();
      return read;
    } catch (IOException e) {
      complain(secured, e);
      throw e;
    }
  }

  private void answer(TlsInput secured) throws IOException {
    TlsOutput out = output;
    if (out != null && secured.wantsAnswer()) {
      watch.flush(out.answer());
    }
  }

  /// Says what is wrong with what the peer sent, if the engine has words for it.
  private void complain(TlsInput secured, IOException mistake) {
    try {
      answer(secured);
    } catch (IOException e) {
      mistake.addSuppressed(e);
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    State now = state;
    if (now == State.PLAIN) {
      return carrier.write(source);
    }
    if (now == State.CLOSED) {
      throw new IOException("closed");
    }
    TlsOutput out = output;
    return now == State.HANDSHAKING || out == null ? 0 : out.write(source);
  }

  @Override
  public void close() {
    endEngine();
    carrier.close();
  }

  @Override
  public void abort() {
    endEngine();
    carrier.abort();
  }

  private void endEngine() {
    State before = state;
    state = State.CLOSED;
    TlsAttempt running = attempt;
    TlsOutput out = output;
    if (running != null) {
      running.abandon();
    } else if (out != null && before != State.CLOSED) {
      out.close();
    }
  }

  @Override
  public Poller.Registration register(Poller poller, LinkListener listener) throws IOException {
    watch.listener = listener;
    watch.registration = poller.register(carrier, watch);
    return watch;
  }

  @Override
  public String remoteIp() {
    return carrier.remoteIp();
  }

  @Override
  public int remotePort() {
    return carrier.remotePort();
  }

  @Override
  public String remoteAddress() {
    return carrier.remoteAddress();
  }

  /// What the listener is told of, and what of the carrier.
  private final class Watch implements LinkListener, Poller.Registration {
    private @Nullable LinkListener listener;
    private Poller.@Nullable Registration registration;
    private boolean reads = true;
    private boolean writes;
    private boolean flushes;
    private boolean rereads;

    @Override
    public void readInterest(boolean wanted) {
      reads = wanted;
      follow();
    }

    @Override
    public void writeInterest(boolean wanted) {
      writes = wanted;
      follow();
    }

    /// Something of ours is to go as soon as the carrier takes it, unless `done`.
    void flush(boolean done) {
      flushes = !done;
      follow();
    }

    /// Wants of the carrier what is wanted now.
    void follow() {
      if (registration == null || state == State.CLOSED) {
        return;
      }
      TlsAttempt running = attempt;
      boolean handshaking = state == State.HANDSHAKING;
      registration.readInterest(handshaking ? running != null && !running.isWorking() : reads);
      registration.writeInterest(flushes || (writes && !handshaking));
      rereadLater();
    }

    /// The carrier tells nothing of what it has given already.
    void rereadLater() {
      if (reads && !rereads && input != null && input.hasUnread()) {
        rereads = true;
        loop.schedule(0, this::reread);
      }
    }

    private void reread() {
      rereads = false;
      if (reads && listener != null && input != null && state == State.SECURED) {
        listener.onReadable();
      }
    }

    @Override
    public void onReadable() {
      TlsAttempt running = attempt;
      if (running != null) {
        running.receive();
        follow();
      } else if (listener != null && state != State.HANDSHAKING) {
        listener.onReadable();
      }
    }

    @Override
    public void onWritable() {
      TlsOutput out = output;
      try {
        if (out != null && !out.flush()) {
          return;
        }
      } catch (IOException e) {
        // Reading finds the same.
      }
      flush(true);
      if (writes && listener != null && state != State.HANDSHAKING) {
        listener.onWritable();
      }
    }

    @Override
    public void cancel() {
      if (registration != null) {
        registration.cancel();
      }
    }
  }
}
