/// Measures Nuncio and nats-server side by side, and writes a page and a chart.
///
/// **Start at** [SideBySide], which reads [Options], and at [Rounds], which takes turns.
///
/// Runs straight from its sources by `bench/side-by-side`, so it uses nothing but the JDK.
@NullMarked
package io.nuncio.bench;

import org.jspecify.annotations.NullMarked;
