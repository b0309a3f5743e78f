/// The page and the chart that come of it.
@NullMarked
package io.nuncio.bench.report;

import org.jspecify.annotations.NullMarked;
