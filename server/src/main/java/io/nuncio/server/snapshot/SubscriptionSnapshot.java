package io.nuncio.server.snapshot;

/// One subscription.
///
/// @param clientId whose it is
/// @param queueGroup empty for none
/// @param sid the name that the client gave it
/// @param messages delivered to it so far
/// @param max after how many it ends; 0 for never
public record SubscriptionSnapshot(
    long clientId,
    String account,
    String subject,
    String queueGroup,
    String sid,
    long messages,
    long max) {}
