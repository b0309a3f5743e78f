package io.nuncio.server.lifecycle;

import io.nuncio.server.events.SystemCalls;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.routing.CacheStatistics;

/// What one loop knows of itself.
///
/// @param traffic that came in here, and went out by it
public record LoopReport(
    int index, int connections, Traffic traffic, SystemCalls calls, CacheStatistics cache) {}
