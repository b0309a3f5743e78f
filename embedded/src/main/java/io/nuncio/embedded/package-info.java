/// A NATS server inside your program.
///
/// **Start at** [EmbeddedNats].
@NullMarked
package io.nuncio.embedded;

import org.jspecify.annotations.NullMarked;
