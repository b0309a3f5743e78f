/// Contexts: named ways to connect, in files that the official `nats` command reads and writes,
/// too.
@NullMarked
package io.nuncio.cli.store;

import org.jspecify.annotations.NullMarked;
