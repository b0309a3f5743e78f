/// The clients' side of a connection, cheap enough not to be what is measured.
///
/// What is sent lies rendered outside of the heap before a run; publishers write it from threads of
/// their own, and one thread reads for all subscribers.
@NullMarked
package io.nuncio.bench.wire;

import org.jspecify.annotations.NullMarked;
