package io.nuncio.server.events;

import java.time.InstantSource;

/// What a server has of the world outside, but for its connections. All of it is safe from any
/// thread.
///
/// @param log where lines about clients go
/// @param events told what happens to clients
/// @param clock the time of day
public record Ports(LogSink log, EventSink events, InstantSource clock) {}
