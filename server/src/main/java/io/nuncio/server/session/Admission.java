package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.AuthorizedUser;
import io.nuncio.auth.ConnectionType;
import io.nuncio.auth.Decision;
import io.nuncio.auth.Evidence;
import io.nuncio.config.FailureDelay;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.server.transport.Timer;
import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.Violation;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a client is let in: the time it has for a `CONNECT`, the check of what it presents, the
/// wait for those who come from where many were refused, and the check again when what clients must
/// present has changed.
///
/// ```
/// silent ──CONNECT──▶ [its turn] ──▶ [compared elsewhere] ──▶ admitted ──expired, or changed──▶ sent away
///    └── in time ──▶ sent away  ◀──[told later]── refused ◀──┘
/// ```
///
/// Confined to the session's loop, but for [#isWanted] and [#isSuspect].
final class Admission implements Authenticator.Check {
  private static final String NOT_ACCEPTED = "not accepted";
  private static final Duration LONGEST_EXPIRY_STEP = Duration.ofHours(1);
  private static final Duration SHORTEST_EXPIRY_STEP = Duration.ofMillis(1);

  /// What it does to its client.
  interface Client {
    /// Nothing but a `CONNECT` is taken from it, if `required`.
    void requireConnect(boolean required);

    /// It is who it claims to be.
    ///
    /// @throws ProtocolException if it asks for what cannot be
    void onAdmitted(AuthorizedUser user) throws ProtocolException;

    /// What decides has changed, and lets it in, too, perhaps under another name.
    void onStillAdmitted(AuthorizedUser user);

    /// It is sent away.
    void violate(Violation violation, String detail);

    /// Nothing more is handled until [#proceed].
    void await();

    /// Ends [#await].
    void proceed();
  }

  private final SessionContext context;
  private final EventLoop loop;
  private final PeerAddress peer;
  private final String nonce;
  private final List<X509Certificate> certificates;
  private final Client client;

  /// Under which the client was greeted, or last presented anything.
  private Settings asked;

  private @Nullable Timer timer;
  private @Nullable Timer expiry;
  private @Nullable Credentials presented;
  private AuthorizedUser user = AuthorizedUser.ANYBODY;
  private boolean admitted;
  private boolean deciding;
  private boolean guarded;
  private boolean delayed;
  private long refusalDelayNanos;
  private volatile boolean ended;

  Admission(SessionContext context, EventLoop loop, Arrival arrival, Client client) {
    this.context = context;
    this.loop = loop;
    this.peer = arrival.peer();
    this.nonce = arrival.nonce();
    this.certificates = arrival.certificates();
    this.client = client;
    this.asked = context.settings();
  }

  /// The client has been greeted.
  void begin() {
    if (context.authenticator().required()) {
      client.requireConnect(true);
      expectWithin(context.timers().authTimeout());
    }
  }

  private void expectWithin(Duration patience) {
    cancelTimer();
    timer =
        loop.schedule(
            patience.toNanos(),
            () -> client.violate(Violation.AUTHENTICATION_TIMEOUT, "no CONNECT that was accepted"));
  }

  /// Whether the client waits for a decision.
  boolean isDeciding() {
    return deciding;
  }

  /// How long a refused client had to wait to be told.
  Duration refusalDelay() {
    return Duration.ofNanos(refusalDelayNanos);
  }

  @Override
  public boolean isWanted() {
    return !ended;
  }

  @Override
  public boolean isSuspect() {
    return context.guesses().isSuspect(peer.ip());
  }

  /// The client begins without a `CONNECT`: is that enough?
  ///
  /// @return whether it is let in
  /// @throws ProtocolException if it is refused
  boolean presentNothing() throws ProtocolException {
    if (!context.authenticator().admitsSilent()) {
      return false;
    }
    present(Credentials.NONE);
    return admitted;
  }

  /// The client presents `credentials`.
  ///
  /// @throws ProtocolException if they are refused, or the client asks for what cannot be
  void present(Credentials credentials) throws ProtocolException {
    presented = credentials;
    admitted = false;
    asked = context.settings();
    FailureDelay rule = asked.config().failureDelay();
    boolean silent = credentials.isEmpty() && asked.authenticator().admitsSilent();
    boolean spared = peer.isInProcess() || (peer.isLoopback() && !rule.loopback());
    guarded = asked.authenticator().required() && !silent && !spared;
    long wait = guarded ? context.guesses().begin(peer.ip(), rule, loop.nowNanos()) : 0;
    if (wait > 0) {
      waitForTurn(wait, credentials);
      return;
    }
    Decision decision = asked.authenticator().check(evidence(credentials), this);
    if (decision instanceof Decision.Later) {
      keepWaiting();
    } else {
      conclude(decision);
    }
  }

  private Evidence evidence(Credentials credentials) {
    ConnectionType type = peer.isInProcess() ? ConnectionType.IN_PROCESS : ConnectionType.STANDARD;
    return new Evidence(credentials, type, nonce, certificates);
  }

  private void keepWaiting() {
    deciding = true;
    client.await();
  }

  private void waitForTurn(long nanos, Credentials credentials) {
    if (countDelay()) {
      // It is we who let it wait.
      expectWithin(context.timers().authTimeout().plus(asked.config().failureDelay().max()));
    }
    keepWaiting();
    loop.schedule(nanos, () -> later(() -> present(credentials)));
  }

  @Override
  public void decided(Decision decision) {
    loop.execute(() ->
        later(() -> {
          Credentials credentials = presented;
          if (credentials != null && !asked.admitsAs(context.settings())) {
            withdraw();
            present(credentials); // what must be presented has changed meanwhile
          } else {
            conclude(decision);
          }
        }));
  }

  private interface Step {
    void run() throws ProtocolException;
  }

  /// Goes on with a client that waits.
  private void later(Step step) {
    if (ended) {
      return;
    }
    deciding = false;
    try {
      step.run();
      if (!deciding) {
        client.proceed();
      }
    } catch (ProtocolException e) {
      client.violate(e.violation(), String.valueOf(e.getMessage()));
    }
  }

  private void conclude(Decision decision) throws ProtocolException {
    if (decision instanceof Decision.Accepted(AuthorizedUser who)) {
      withdraw();
      admit(who);
      return;
    }
    refusalDelayNanos = countFailure();
    if (refusalDelayNanos == 0) {
      throw refused();
    }
    countDelay();
    cancelTimer();
    keepWaiting();
    loop.schedule(
        refusalDelayNanos,
        () ->
            later(() -> {
              throw refused();
            }));
  }

  /// @return whether this client has not had to wait before
  private boolean countDelay() {
    if (delayed) {
      return false;
    }
    delayed = true;
    context.counters().onAuthDelay();
    return true;
  }

  /// @return how many nanoseconds the client has to wait until it is told
  private long countFailure() {
    if (!guarded) {
      return 0;
    }
    guarded = false;
    return context.guesses().failed(peer.ip(), asked.config().failureDelay(), loop.nowNanos());
  }

  /// Gives the place among those of the same address to the next.
  private void withdraw() {
    if (guarded) {
      guarded = false;
      context.guesses().withdrawn(peer.ip());
    }
  }

  private static ProtocolException refused() {
    return new ProtocolException(Violation.AUTHORIZATION, NOT_ACCEPTED);
  }

  private void admit(AuthorizedUser who) throws ProtocolException {
    if (!context.holders().exchange(user, who)) {
      user = AuthorizedUser.ANYBODY;
      throw new ProtocolException(
          Violation.MAXIMUM_TOKEN_CONNECTIONS, "max_connections is " + who.maxConnections());
    }
    user = who;
    client.onAdmitted(who);
    admitted = true;
    cancelTimer();
    client.requireConnect(false);
    expireLater();
  }

  private void expireLater() {
    cancel(expiry);
    Instant expires = user.expires();
    if (expires == null) {
      return;
    }
    // In steps: the time of day may be set meanwhile.
    Duration left = Duration.between(context.clock().instant(), expires);
    Duration step = left.compareTo(LONGEST_EXPIRY_STEP) > 0 ? LONGEST_EXPIRY_STEP : left;
    if (step.compareTo(SHORTEST_EXPIRY_STEP) < 0) {
      step = SHORTEST_EXPIRY_STEP;
    }
    expiry = loop.schedule(step.toNanos(), this::expire);
  }

  private void expire() {
    if (user.isExpired(context.clock().instant())) {
      client.violate(Violation.AUTHENTICATION_EXPIRED, "expired at " + user.expires());
    } else {
      expireLater();
    }
  }

  /// What clients must present has changed: is this one still let in?
  ///
  /// @param done run on this loop when that is known, at once or later
  void recheck(Runnable done) {
    Authenticator now = context.authenticator();
    Credentials credentials = presented;
    if (credentials == null) {
      recheckSilent(now);
      done.run();
    } else if (!admitted || deciding) {
      done.run(); // the check that goes on will see the change
    } else {
      Decision decision =
          now.check(evidence(credentials), later -> loop.execute(() -> concludeAgain(later, done)));
      if (!(decision instanceof Decision.Later)) {
        concludeAgain(decision, done);
      }
    }
  }

  /// Of a client that has not sent a `CONNECT`.
  private void recheckSilent(Authenticator now) {
    Authenticator before = asked.authenticator();
    boolean mayBeSilent = !before.required() || before.admitsSilent();
    if (!now.required()) {
      cancelTimer();
      client.requireConnect(false);
    } else if (mayBeSilent && !now.admitsSilent()) {
      // It was told that it need not present anything.
      client.violate(Violation.AUTHORIZATION, NOT_ACCEPTED);
    } else if (!before.required()) {
      presented = Credentials.NONE;
      admitted = true;
      concludeAgain(now.check(evidence(Credentials.NONE), this), () -> {});
    }
  }

  private void concludeAgain(Decision decision, Runnable done) {
    if (ended) {
      done.run();
      return;
    }
    if (decision instanceof Decision.Accepted(AuthorizedUser who)) {
      follow(who);
    } else {
      client.violate(Violation.AUTHORIZATION, NOT_ACCEPTED);
    }
    done.run();
  }

  private void follow(AuthorizedUser who) {
    if (!context.holders().exchange(user, who)) {
      user = AuthorizedUser.ANYBODY;
      client.violate(
          Violation.MAXIMUM_TOKEN_CONNECTIONS, "max_connections is " + who.maxConnections());
      return;
    }
    user = who;
    client.onStillAdmitted(who);
    expireLater();
  }

  /// The client has gone.
  void end() {
    ended = true;
    context.holders().leave(user);
    user = AuthorizedUser.ANYBODY;
    withdraw();
    cancelTimer();
    cancel(expiry);
  }

  private void cancelTimer() {
    cancel(timer);
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
