package io.nuncio.server.account;

import io.nuncio.server.routing.Router;
import io.nuncio.server.routing.SubjectIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A name space of subjects: messages published in an account reach the subscribers of that account
/// only.
///
/// Immutable, but for its index, which locks, and its routers, each confined to its loop.
public final class Account {
  /// The account of every client that was not bound to another.
  public static final String GLOBAL = "$G";

  private final String name;
  private final SubjectIndex index;
  private final List<Router> routers;
  private final AtomicLong subscribed = new AtomicLong();

  /// @param randoms one source of random numbers for each loop
  /// @param remembersMatches whether routers keep the receivers of recent subjects
  public Account(String name, List<? extends RandomGenerator> randoms, boolean remembersMatches) {
    this.name = name;
    this.index = new SubjectIndex(randoms.getFirst().nextLong());
    List<Router> perLoop = new ArrayList<>(randoms.size());
    for (RandomGenerator random : randoms) {
      perLoop.add(new Router(index, random, remembersMatches));
    }
    this.routers = List.copyOf(perLoop);
  }

  /// The account's name, as users and logs know it.
  public String name() {
    return name;
  }

  /// Who is subscribed. Safe from any thread.
  public SubjectIndex subscribers() {
    return index;
  }

  /// The router of the loop with index `loop`; to be used by that loop only.
  public Router router(int loop) {
    return routers.get(loop);
  }

  /// The next number for [io.nuncio.server.routing.Subscriber#order]. Safe from any thread.
  public long nextOrder() {
    return subscribed.getAndIncrement();
  }
}
