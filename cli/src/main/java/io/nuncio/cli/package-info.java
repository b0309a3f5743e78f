/// The program `nuncio`: publish, subscribe, ask and measure from a shell.
///
/// **Start at** [Main], which makes a [Program] of the machine; it knows all commands, runs one and
/// says what went wrong. The commands are in packages of their own, a class each:
///
/// ```
/// io.nuncio.cli             Main, Program, help
///   ├─▶ message             pub, sub, req, reply, rtt
///   ├─▶ bench               bench pub, bench sub, bench req, bench reply
///   ├─▶ check               server check connection
///   ├─▶ context             context add, ls, show, select, previous, rm
///   ├─▶ page                completion, man
///   └─▶ connection          flags + environment + context = a connection
///         ├─▶ store         contexts in files
///         └─▶ outside       the machine: streams, variables, clock
/// ```
@NullMarked
package io.nuncio.cli;

import org.jspecify.annotations.NullMarked;
