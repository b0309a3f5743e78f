package io.nuncio.client.delivery;

/// The figures of a [Mailbox] at one moment.
///
/// @param items how many wait
/// @param bytes how many bytes those have
/// @param mostItems how many may wait; zero or less for any number
/// @param mostBytes how many bytes may wait; zero or less for any number
/// @param delivered how many have been taken
/// @param dropped how many did not fit
public record MailboxCounts(
    long items, long bytes, long mostItems, long mostBytes, long delivered, long dropped) {}
