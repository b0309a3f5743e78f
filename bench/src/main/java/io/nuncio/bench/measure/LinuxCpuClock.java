package io.nuncio.bench.measure;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The CPU clock that Linux keeps of every process, read by `clock_gettime`.
///
/// Confined to one thread at a time.
final class LinuxCpuClock implements CpuClock {
  private static final int SCHEDULER_CLOCK = 2;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int id;
  private final MemorySegment seconds = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 2);
  private final MethodHandle clockGettime = link();

  /// @param pid of a process that this user may look at
  LinuxCpuClock(long pid) {
    // As clock_getcpuclockid makes it: the complement of the pid above three bits of kind.
    this.id = (int) (~pid << 3) | SCHEDULER_CLOCK;
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("clock_gettime"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  @Override
  public long nanos() {
    int status;
    try {
      status = (int) clockGettime.invokeExact(id, seconds);
    } catch (Throwable e) {
      throw new IllegalStateException("clock_gettime cannot be called", e);
    }
    if (status != 0) {
      throw new IllegalStateException("the process has no CPU clock: is it gone?");
    }
    return seconds.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
        + seconds.getAtIndex(ValueLayout.JAVA_LONG, 1);
  }
}
