/// What servers are compared by. **Start at** [io.nuncio.bench.workload.Catalog].
@NullMarked
package io.nuncio.bench.workload;

import org.jspecify.annotations.NullMarked;
