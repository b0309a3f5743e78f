package io.nuncio.junit;

import io.nuncio.client.AuthenticationException;
import io.nuncio.client.Connection;
import io.nuncio.embedded.EmbeddedNats;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.AnnotationSupport;

/// What [NuncioTest] does; registered by itself, it does so with a server that is described in
/// code, and that static methods can ask for.
///
/// ```java
/// @RegisterExtension
/// static final NuncioExtension nats = NuncioExtension.of(server -> server.token("s3cr3t"));
/// ```
///
/// In a static field the server is for all tests of the class, in another for each method.
public final class NuncioExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        InvocationInterceptor,
        ParameterResolver {
  private final Namespace namespace = Namespace.create(NuncioExtension.class, this);
  private final Consumer<EmbeddedNats.Builder> wishes;
  private volatile @Nullable EmbeddedNats latest;

  /// For JUnit: the server is what [NuncioTest] says it is.
  public NuncioExtension() {
    this(server -> {});
  }

  private NuncioExtension(Consumer<EmbeddedNats.Builder> wishes) {
    this.wishes = wishes;
  }

  /// To be registered in a field.
  ///
  /// @param wishes describe each server that is started; if they say nothing of the address, it
  ///   listens on a free port of 127.0.0.1
  public static NuncioExtension of(Consumer<EmbeddedNats.Builder> wishes) {
    return new NuncioExtension(wishes);
  }

  /// The server that was started last.
  ///
  /// @throws IllegalStateException if none was yet
  public EmbeddedNats server() {
    EmbeddedNats server = latest;
    if (server == null) {
      throw new IllegalStateException(
          "no server was started yet: one in a static field starts before @BeforeAll, another"
              + " before @BeforeEach");
    }
    return server;
  }

  /// Where clients connect: the [EmbeddedNats#uri] of [#server].
  ///
  /// @throws IllegalStateException if there is no server, or it listens on no port
  public URI uri() {
    return server().uri();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass(context);
  }

  /// The scope of a test class, begun if it was not yet: the only instance of a class is made
  /// before [#beforeAll].
  private Scope ofClass(ExtensionContext context) {
    Scope nearest = scope(context);
    if (nearest != null && nearest.isOf(context.getUniqueId())) {
      return nearest;
    }
    Class<?> test = context.getRequiredTestClass();
    Optional<NuncioTest> annotation = AnnotationSupport.findAnnotation(test, NuncioTest.class);
    if (nearest != null && annotation.isEmpty()) {
      return begin(context, nearest, nearest.plan(), null);
    }
    Plan plan =
        annotation.map(wanted -> Plan.of(wanted, test)).orElseGet(() -> plan(NuncioTest.Per.CLASS));
    return begin(context, nearest, plan, plan.per() == NuncioTest.Per.CLASS ? start(plan) : null);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Scope outer = scope(context);
    Plan plan = outer == null ? plan(NuncioTest.Per.METHOD) : outer.plan();
    begin(context, outer, plan, plan.per() == NuncioTest.Per.METHOD ? start(plan) : null);
  }

  private Plan plan(NuncioTest.Per per) {
    return new Plan("NuncioExtension", per, wishes, "configText");
  }

  private EmbeddedNats start(Plan plan) {
    EmbeddedNats server = plan.start();
    latest = server;
    return server;
  }

  private Scope begin(
      ExtensionContext context, @Nullable Scope outer, Plan plan, @Nullable EmbeddedNats server) {
    Scope scope = new Scope(context.getUniqueId(), outer, plan, server);
    store(context).put(Scope.class, scope);
    return scope;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end(
        context,
        context.getTestInstances().map(TestInstances::getAllInstances).orElseGet(List::of));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end(context, List.of());
  }

  private void end(ExtensionContext context, List<Object> instances) {
    Scope ending = store(context).remove(Scope.class, Scope.class);
    if (ending != null) {
      ending.close(instances);
    }
  }

  /// Of the method or class, or the nearest class around it.
  private @Nullable Scope scope(ExtensionContext context) {
    return store(context).get(Scope.class, Scope.class);
  }

  private Store store(ExtensionContext context) {
    return context.getStore(namespace);
  }

  /// An annotated parameter is somebody else's: a `URI` may well be a value that Spring injects.
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return (type == Connection.class || type == EmbeddedNats.class || type == URI.class)
        && parameter.getParameter().getAnnotations().length == 0;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Scope scope = context.getTestMethod().isPresent() ? scope(context) : ofClass(context);
    if (scope == null) {
      throw refused(parameter, "there is no server for this: annotate the class with @NuncioTest");
    }
    EmbeddedNats server = scope.server();
    if (server == null) {
      throw refused(
          parameter,
          scope.plan().origin()
              + " starts a server for each method, after this is called: take it in @BeforeEach or"
              + " in the test method, or leave out per = METHOD");
    }
    Class<?> type = parameter.getParameter().getType();
    if (type == EmbeddedNats.class) {
      return server;
    }
    return type == URI.class ? uri(server, parameter, scope) : connect(server, parameter, scope);
  }

  private static URI uri(EmbeddedNats server, ParameterContext parameter, Scope scope) {
    try {
      return server.uri();
    } catch (IllegalStateException noPort) {
      throw refused(
          parameter,
          "the server of %s listens on no port: take a Connection, or let it have a port"
              .formatted(scope.plan().origin()),
          noPort);
    }
  }

  private static Connection connect(EmbeddedNats server, ParameterContext parameter, Scope scope) {
    String origin = scope.plan().origin();
    try {
      Connection connection = server.connect();
      scope.add(connection);
      return connection;
    } catch (AuthenticationException refused) {
      throw refused(
          parameter,
          "the server of %s lets in only whom its configuration names, or a token of which it has"
                  .formatted(origin)
              + " the hash: take EmbeddedNats instead, and connect(new Options.Builder()…) with"
              + " what that client presents",
          refused);
    } catch (IOException cannot) {
      throw refused(parameter, "cannot connect to the server of " + origin, cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw refused(parameter, "interrupted while connecting", interrupted);
    }
  }

  private static ParameterResolutionException refused(ParameterContext wanting, String why) {
    return new ParameterResolutionException(sentence(wanting, why));
  }

  private static ParameterResolutionException refused(
      ParameterContext wanting, String why, Exception cause) {
    return new ParameterResolutionException(sentence(wanting, why), cause);
  }

  private static String sentence(ParameterContext wanting, String why) {
    Executable method = wanting.getDeclaringExecutable();
    String owner = method.getDeclaringClass().getName();
    return "%s, parameter %d of %s: %s"
        .formatted(
            wanting.getParameter().getType().getSimpleName(),
            wanting.getIndex() + 1,
            method instanceof Constructor ? "new " + owner : owner + "." + method.getName(),
            why);
  }

  /// Lets connections passed to the constructor live as long as the instance. Where the only
  /// instance of a class cannot be made, that is its end: [#afterAll] is not called then.
  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> constructor,
      ReflectiveInvocationContext<Constructor<T>> invocation,
      ExtensionContext context)
      throws Throwable {
    boolean only = context.getTestInstanceLifecycle().orElse(null) == Lifecycle.PER_CLASS;
    T instance;
    try {
      instance = constructor.proceed();
    } catch (Throwable failure) {
      if (only) {
        end(context, List.of());
      }
      throw failure;
    }
    Scope scope = scope(context);
    if (scope != null && !only) {
      scope.bind(instance, invocation.getArguments());
    }
    return instance;
  }
}
