/// What a client sees of TLS, and what `docs/tls.md` promises.
@NullMarked
package io.nuncio.conformance.tls;

import org.jspecify.annotations.NullMarked;
