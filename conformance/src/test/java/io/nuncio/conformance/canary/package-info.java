/// Secrets are looked for wherever a server writes anything.
@NullMarked
package io.nuncio.conformance.canary;

import org.jspecify.annotations.NullMarked;
