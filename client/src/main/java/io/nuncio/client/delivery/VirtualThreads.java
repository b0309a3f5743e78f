package io.nuncio.client.delivery;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// Virtual threads where the JDK has them (21 and later), found when this class is loaded.
final class VirtualThreads {
  private static final int FIRST_JDK = 21;
  private static final @Nullable MethodHandle START = find();

  private VirtualThreads() {}

  private static @Nullable MethodHandle find() {
    if (Runtime.version().feature() < FIRST_JDK) {
      return null;
    }
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException absent) {
      return null;
    }
  }

  static boolean available() {
    return START != null;
  }

  /// @throws IllegalStateException if there are none
  static void start(String name, Runnable task) {
    if (START == null) {
      throw new IllegalStateException("this JDK has no virtual threads");
    }
    Runnable named =
        () -> {
          Thread.currentThread().setName(name);
          task.run();
        };
    try {
      Thread ignored = (Thread) START.invokeExact(named);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a virtual thread could not be started", e);
    }
  }
}
