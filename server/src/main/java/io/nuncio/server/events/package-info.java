/// What the server tells its operator: log lines by level, through a sink that the embedder
/// chooses.
@NullMarked
package io.nuncio.server.events;

import org.jspecify.annotations.NullMarked;
