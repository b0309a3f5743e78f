/// How `./nats-server` builds what it starts.
@NullMarked
package io.nuncio.conformance.launcher;

import org.jspecify.annotations.NullMarked;
