/// The servers that are measured: how they are found, started, told what to do, and stopped.
@NullMarked
package io.nuncio.bench.server;

import org.jspecify.annotations.NullMarked;
