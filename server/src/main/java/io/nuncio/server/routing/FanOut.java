package io.nuncio.server.routing;

import org.jspecify.annotations.Nullable;

/// How far one publisher's messages have come in the present turn of its loop. What is wanted by so
/// many that the other clients of the loop would wait for long is delivered in several turns.
///
/// One per publisher, confined to its loop.
public final class FanOut {
  /// Deliveries in one turn, of all messages together: one to two milliseconds.
  static final int DELIVERIES_PER_TURN = 16 << 10;

  /// Those of one message: so many receivers are rare, and their memory is in no cache.
  static final int DELIVERIES_OF_ONE = 2 << 10;

  /// What a delivery costs about which something is written down, in plain ones.
  private static final int COST_AT_ONCE = 8;

  private int left = DELIVERIES_PER_TURN;
  private @Nullable Matches underWay;
  private int position;
  private boolean taken;

  /// A publisher who has published nothing yet.
  public FanOut() {}

  /// It is the publisher's turn.
  public void beginTurn() {
    left = DELIVERIES_PER_TURN;
  }

  /// Whether a message has not reached all its receivers yet, and its publisher must wait for
  /// another turn.
  public boolean isUnderWay() {
    return underWay != null;
  }

  /// Forgets the message that is under way.
  public void end() {
    underWay = null;
    position = 0;
    taken = false;
  }

  /// Takes `deliveries` from what is left of the turn.
  ///
  /// @return false if there is not as much left
  boolean has(int deliveries) {
    if (deliveries > DELIVERIES_OF_ONE) {
      left = Math.min(left, DELIVERIES_OF_ONE);
    }
    left -= deliveries;
    return left >= 0;
  }

  /// Takes what a message costs that is delivered in one go.
  ///
  /// @return false if it has too many receivers for that
  public boolean takeAtOnce(int receivers) {
    if (receivers > DELIVERIES_OF_ONE) {
      return false;
    }
    left -= COST_AT_ONCE * (receivers + 1);
    return true;
  }

  /// Whether a message that was delivered in one go has used up the turn.
  public boolean isSpent() {
    return left < 0;
  }

  /// Takes what is left of the turn, of which [#has] said that it is not enough for `deliveries`.
  int takeRest(int deliveries) {
    int rest = Math.max(0, left + deliveries);
    left = 0;
    return rest;
  }

  /// Who the message under way is for.
  @Nullable Matches underWay() {
    return underWay;
  }

  /// The first receiver it has not reached.
  int position() {
    return position;
  }

  /// Keeps `matches`, of which those before `next` have been reached, for the next turn.
  void keep(Matches matches, int next, boolean takenSoFar) {
    underWay = matches;
    position = next;
    taken = takenSoFar;
  }

  /// Whether anybody took the message in an earlier turn.
  boolean isTaken() {
    return taken;
  }
}
