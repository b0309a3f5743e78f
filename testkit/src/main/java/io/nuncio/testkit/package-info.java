/// Waiting, talking and measuring for tests, on nothing but the JDK.
///
/// **Start at** [ServerProcess], which runs a server as users run it, and [RawPeer], which talks to
/// it byte by byte.
///
/// - [Await] is the only place where a test lets time pass, [Stopwatch] the only one that reads it.
/// - Everything that waits has a limit, and says at the limit what it waited for and what came.
/// - Failures of the tested side are `AssertionError`s; failures of the machine are
///   `UncheckedIOException`s.
@NullMarked
package io.nuncio.testkit;

import org.jspecify.annotations.NullMarked;
