/// The commands that send and receive messages, each a class: `pub`, `sub`, `req`, `reply`, `rtt`.
/// They share how subjects and headers are checked, bodies made ([Template]), messages awaited
/// ([Inflow]) and shown ([MessagePrinter]).
@NullMarked
package io.nuncio.cli.message;

import org.jspecify.annotations.NullMarked;
