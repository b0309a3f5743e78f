package io.nuncio.monitoring;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What the Java virtual machine says of itself. Loaded when somebody asks: the management beans
/// take longer to make than a server to start.
final class Jvm {
  private Jvm() {}

  static void write(MetricsText metrics) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    metrics
        .family("nuncio_jvm_heap_used_bytes", MetricsText.Type.GAUGE, "Java heap in use")
        .sample(heap.getUsed())
        .family("nuncio_jvm_heap_max_bytes", MetricsText.Type.GAUGE, "Java heap at most")
        .sample(heap.getMax());
    metrics.family(
        "nuncio_jvm_gc_collections_total", MetricsText.Type.COUNTER, "Garbage collections");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      metrics.sample(Math.max(0, collector.getCollectionCount()), "gc", collector.getName());
    }
    metrics.family(
        "nuncio_jvm_gc_seconds_total",
        MetricsText.Type.COUNTER,
        "Time spent with garbage collections");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      metrics.sample(Math.max(0, collector.getCollectionTime()) / 1e3, "gc", collector.getName());
    }
  }
}
