package io.nuncio.server.session;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.Authenticator.Decision;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Timer;
import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.Violation;
import org.jspecify.annotations.Nullable;

/// Whether a client is let in: the time it has for a `CONNECT`, the check of what it presents, and
/// the check again when what clients must present has changed. Confined to the session's loop.
final class Admission {
  private static final String NOT_ACCEPTED = "not accepted";

  /// What it does to its client.
  interface Client {
    /// Nothing but a `CONNECT` is taken from it, if `required`.
    void requireConnect(boolean required);

    /// It is who it claims to be.
    ///
    /// @throws ProtocolException if it asks for what cannot be
    void onAdmitted() throws ProtocolException;

    /// It is sent away.
    void violate(Violation violation, String detail);

    /// Nothing more is handled until [#proceed].
    void await();

    /// Ends [#await].
    void proceed();
  }

  private final SessionContext context;
  private final EventLoop loop;
  private final Client client;

  /// Under which the client was greeted, or last presented anything.
  private Settings asked;

  private @Nullable Timer timer;
  private @Nullable Credentials presented;
  private boolean admitted;
  private boolean deciding;
  private boolean ended;

  Admission(SessionContext context, EventLoop loop, Client client) {
    this.context = context;
    this.loop = loop;
    this.client = client;
    this.asked = context.settings();
  }

  /// The client has been greeted.
  void begin() {
    if (context.authenticator().required()) {
      client.requireConnect(true);
      timer =
          loop.schedule(
              context.timers().authTimeout().toNanos(),
              () ->
                  client.violate(Violation.AUTHENTICATION_TIMEOUT, "no CONNECT that was accepted"));
    }
  }

  /// Whether a check goes on elsewhere, and the client waits for it.
  boolean isDeciding() {
    return deciding;
  }

  /// The client presents `credentials`.
  ///
  /// @throws ProtocolException if they are refused, or the client asks for what cannot be
  void present(Credentials credentials) throws ProtocolException {
    presented = credentials;
    admitted = false;
    asked = context.settings();
    switch (asked.authenticator().check(credentials, this::onDecision)) {
      case ACCEPTED -> admit();
      case REFUSED -> throw refused();
      case LATER -> {
        deciding = true;
        client.await();
      }
    }
  }

  private static ProtocolException refused() {
    return new ProtocolException(Violation.AUTHORIZATION, NOT_ACCEPTED);
  }

  private void admit() throws ProtocolException {
    client.onAdmitted();
    admitted = true;
    cancelTimer();
    client.requireConnect(false);
  }

  /// Called by whoever did the checking.
  private void onDecision(Decision decision) {
    loop.execute(() -> {
      deciding = false;
      Credentials credentials = presented;
      if (ended || credentials == null) {
        return;
      }
      try {
        if (!asked.admitsAs(context.settings())) {
          present(credentials); // what must be presented has changed meanwhile
        } else if (decision == Decision.ACCEPTED) {
          admit();
        } else {
          throw refused();
        }
        if (!deciding) {
          client.proceed();
        }
      } catch (ProtocolException e) {
        client.violate(e.violation(), String.valueOf(e.getMessage()));
      }
    });
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
      switch (now.check(credentials, decision -> loop.execute(() -> conclude(decision, done)))) {
        case LATER -> {
          // The client goes on as it is until then.
        }
        case ACCEPTED -> conclude(Decision.ACCEPTED, done);
        case REFUSED -> conclude(Decision.REFUSED, done);
      }
    }
  }

  /// Of a client that has not sent a `CONNECT`.
  private void recheckSilent(Authenticator now) {
    if (now.required() && !asked.authenticator().required()) {
      // It was told that it need not present anything.
      client.violate(Violation.AUTHORIZATION, NOT_ACCEPTED);
    } else if (!now.required()) {
      cancelTimer();
      client.requireConnect(false);
    }
  }

  private void conclude(Decision decision, Runnable done) {
    if (!ended && decision != Decision.ACCEPTED) {
      client.violate(Violation.AUTHORIZATION, NOT_ACCEPTED);
    }
    done.run();
  }

  /// The client has gone.
  void end() {
    ended = true;
    cancelTimer();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
