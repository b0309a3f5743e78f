package io.nuncio.server.connection;

/// Bounds on every connection.
///
/// @param maxPendingBytes most bytes queued for a peer that does not read
/// @param writeDeadlineNanos longest time in which such a peer may take nothing
/// @param loops how many event loops may write to a connection
/// @param budget what all connections share
public record ConnectionLimits(
    long maxPendingBytes, long writeDeadlineNanos, int loops, MemoryBudget budget) {}
