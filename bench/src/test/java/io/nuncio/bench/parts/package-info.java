/// What parts of the server cost, each by itself, measured by JMH: `./mvnw verify -Pjmh`.
///
/// Each benchmark's figure is the time for one message, or for one question about it. Each does a
/// batch of them for each call, as the server does for each read.
///
/// What is not public is measured through the public class above it: the route cache through
/// [io.nuncio.server.routing.Router], the outbox through a server in memory.
@NullMarked
package io.nuncio.bench.parts;

import org.jspecify.annotations.NullMarked;
