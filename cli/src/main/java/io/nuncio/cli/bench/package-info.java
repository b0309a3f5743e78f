/// The commands that measure: `nuncio bench`. Each makes a worker for every client; [Load] lets all
/// of them begin at once and shows how far they are, [Outcome] says what came out, [Latencies] how
/// long things took.
@NullMarked
package io.nuncio.cli.bench;

import org.jspecify.annotations.NullMarked;
