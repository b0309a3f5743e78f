/// Measures what a server costs: load from outside of it, by sockets, the same for every server.
///
/// - Uses nothing but the JDK, so that it runs from its folder of classes.
/// - Reads the machine's clock: to measure time is its purpose.
@NullMarked
package io.nuncio.bench;

import org.jspecify.annotations.NullMarked;
