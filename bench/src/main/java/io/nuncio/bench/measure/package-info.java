/// Clocks, memory, and what is computed from measurements.
@NullMarked
package io.nuncio.bench.measure;

import org.jspecify.annotations.NullMarked;
