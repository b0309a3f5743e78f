package io.nuncio.bench.workload;

/// Which servers a workload meets.
public enum Stage {
  /// One of each, which all workloads of the stage share.
  CORE,
  /// The same, others than those of [#CORE], so that memory does not mix.
  MORE,
  /// The same, with TLS.
  TLS,
  /// One that has just been started, for each run; so nothing is warmed up.
  FRESH
}
