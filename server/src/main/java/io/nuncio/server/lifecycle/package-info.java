/// Start and stop: builds loops, listener and sessions from a configuration, and takes them down.
@NullMarked
package io.nuncio.server.lifecycle;

import org.jspecify.annotations.NullMarked;
