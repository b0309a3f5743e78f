/// What a server does at its limits, measured: each figure becomes a row of a table, and what must
/// hold is asserted.
///
/// Part of `./mvnw verify -Pload` only, because a run takes minutes and wants a quiet machine.
/// Linux only. The rows go to the output and to `target/load-report.md`. System properties, besides
/// those of [io.nuncio.conformance]:
///
/// - `nuncio.reference.command`: nats-server 2.15.2, which then runs the same beside the server
///   under test, wherever both can.
/// - `nuncio.load.short=true`: shorter phases, to see whether everything still works.
///
/// The load comes from this JVM, over plain sockets: ten readers on the cores that the server needs
/// too. So the rates are those of the whole machine, and say something only beside each other.
///
/// ```
/// StalledSubscriberLoadIT ──▶ Program ──starts──▶ ServerProcess ◀──Flood──── one LoadClient
///            └──rows──▶ LoadReport                      └────────────────▶ Receiver, each its LoadClient
/// ```
@NullMarked
package io.nuncio.conformance.load;

import org.jspecify.annotations.NullMarked;
