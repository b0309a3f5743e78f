/// Our Java client beside jnats: what each takes to be refused, to publish, to receive and to come
/// back.
@NullMarked
package io.nuncio.bench.clients;

import org.jspecify.annotations.NullMarked;
