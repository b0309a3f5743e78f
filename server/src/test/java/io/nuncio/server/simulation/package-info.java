/// The whole core, several loops and all, run single-threaded from a seed.
///
/// **Start at** [SimulatedBrokerTest]. [Simulation] owns the clock, the loops and the network and
/// decides by its random numbers what happens next: which loop runs, which links it sees as ready
/// and in which order, how much of what was sent arrives, how much of what is written is taken. A
/// failure is replayed with the seed it printed.
///
/// [MemoryServer] is for counting and measuring instead: nothing in it is random, its clients take
/// everything and say the same again and again.
@NullMarked
package io.nuncio.server.simulation;

import org.jspecify.annotations.NullMarked;
