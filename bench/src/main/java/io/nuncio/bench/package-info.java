/// Measures Nuncio and nats-server side by side, and writes a page and a chart.
///
/// **Start at** [SideBySide], which reads [Options], and at [Rounds], which takes turns.
///
/// - Runs straight from its sources by `bench/side-by-side`, so it uses nothing but the JDK.
/// - Reads the machine's clock: to measure time is its purpose.
@NullMarked
package io.nuncio.bench;

import org.jspecify.annotations.NullMarked;
