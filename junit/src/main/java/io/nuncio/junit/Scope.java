package io.nuncio.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.client.Connection;
import io.nuncio.embedded.EmbeddedNats;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was started and connected for a class or a method, and has to be closed with it. Safe from
/// any thread: methods of a class may run at the same time.
///
/// JUnit 5.13 and later closes what is left in its store. That matters where another extension does
/// not find a parameter for the only instance of a class: JUnit tells nobody that it gives up.
final class Scope implements AutoCloseable {
  private final String owner;
  private final @Nullable Scope outer;
  private final Plan plan;
  private final @Nullable EmbeddedNats server;

  @GuardedBy("this")
  private final List<Connection> connections = new ArrayList<>();

  @GuardedBy("this")
  private final IdentityHashMap<Object, List<Connection>> connectionsByInstance =
      new IdentityHashMap<>();

  /// @param owner JUnit's unique id of the class or method
  /// @param outer of the class around, or the class of the method
  /// @param plan of the nearest class that has one
  /// @param server started for this scope, if one was
  Scope(String owner, @Nullable Scope outer, Plan plan, @Nullable EmbeddedNats server) {
    this.owner = owner;
    this.outer = outer;
    this.plan = plan;
    this.server = server;
  }

  boolean isOf(String uniqueId) {
    return owner.equals(uniqueId);
  }

  Plan plan() {
    return plan;
  }

  /// The server of tests in this scope; null if each of them has its own, and this is none.
  @Nullable EmbeddedNats server() {
    if (server != null || outer == null || !outer.plan.equals(plan)) {
      return server;
    }
    return outer.server();
  }

  /// Closes `connection` at the end of this scope.
  synchronized void add(Connection connection) {
    connections.add(connection);
  }

  /// Closes those of the `arguments` that were added to this scope with `instance`, which was made
  /// with them.
  synchronized void bind(Object instance, List<Object> arguments) {
    List<Connection> bound = take(arguments);
    if (!bound.isEmpty()) {
      connectionsByInstance.put(instance, bound);
    }
  }

  @GuardedBy("this")
  private List<Connection> take(List<Object> arguments) {
    List<Connection> taken = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Connection connection && connections.remove(connection)) {
        taken.add(connection);
      }
    }
    return taken;
  }

  private synchronized List<Connection> takeBoundTo(Object instance) {
    List<Connection> bound = connectionsByInstance.remove(instance);
    return bound == null ? List.of() : bound;
  }

  private synchronized List<Connection> takeAll() {
    List<Connection> all = new ArrayList<>(connections);
    connectionsByInstance.values().forEach(all::addAll);
    connections.clear();
    connectionsByInstance.clear();
    return all;
  }

  /// Closes everything: the connections first, then the server. An interrupt, as that of a test
  /// whose time is over, is not in the way of that, and stays set.
  ///
  /// @param instances of test classes that end with this scope, whose connections are closed too
  void close(List<Object> instances) {
    List<Connection> open = new ArrayList<>(takeAll());
    for (Scope scope = outer; scope != null; scope = scope.outer) {
      for (Object instance : instances) {
        open.addAll(scope.takeBoundTo(instance));
      }
    }
    boolean interrupted = Thread.interrupted();
    for (Connection connection : open) {
      interrupted |= !closed(connection);
    }
    if (server != null) {
      server.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean closed(Connection connection) {
    try {
      connection.close();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    close(List.of());
  }
}
