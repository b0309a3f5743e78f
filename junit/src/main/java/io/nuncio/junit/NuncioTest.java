package io.nuncio.junit;

import io.nuncio.config.ListenAddress;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class a NATS server of its own, inside the JVM of the tests.
///
/// ```java
/// @NuncioTest
/// class GreetingTest {
///   @Test
///   void greets(Connection client) { … }
/// }
/// ```
///
/// Constructors, test methods and life cycle methods may have parameters of these types; one that
/// carries an annotation is left to other extensions:
///
/// - [io.nuncio.client.Connection]: connected without a socket, each parameter a connection of its
///   own. It is closed with what it was made for: the method for which it was passed to
///   `@BeforeEach` or to the method itself, the test's instance for a constructor, the class for
///   `@BeforeAll`.
/// - [java.net.URI]: where any other client connects; [#token] is not in it.
/// - [io.nuncio.embedded.EmbeddedNats]: the server.
///
/// The server is closed after the last test of the class, whatever came of them, and after all
/// those connections. `@Nested` classes share the server of the class around them unless they are
/// annotated, too; classes that inherit the annotation do not share one. It may stand on an
/// annotation of your own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(NuncioExtension.class)
public @interface NuncioTest {
  /// For [#port]: nothing is listened on, and there is no `URI`.
  int NO_PORT = ListenAddress.NO_PORT;

  /// How long a server lives.
  enum Per {
    /// For all tests of the class.
    CLASS,
    /// For one test method: it starts before `@BeforeEach`, so constructors and `@BeforeAll` cannot
    /// have it.
    METHOD
  }

  /// How long the server lives.
  Per per() default Per.CLASS;

  /// What clients must present; the connections passed to parameters do. Empty: everybody is let
  /// in.
  String token() default "";

  /// A configuration in the language of nats-server. What it says of address and port does not
  /// hold: see [#port].
  String config() default "";

  /// A file that holds such a text: a path from the working directory, or `classpath:` and the name
  /// of a resource, such as `classpath:nats/users.conf`.
  String configFile() default "";

  /// The port to listen on, at the address 127.0.0.1; 0 for one that is free, or [#NO_PORT].
  int port() default 0;
}
