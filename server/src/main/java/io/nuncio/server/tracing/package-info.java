/// Message tracing: what a message that asks for it met on its way, as an event for whoever wants
/// to know (ADR-41 of NATS).
@NullMarked
package io.nuncio.server.tracing;

import org.jspecify.annotations.NullMarked;
