/// What a server is asked to be, and how the command line says so.
///
/// **Start at** [ServerConfig] for the values and [CommandLine] for the way in.
///
/// - Every record is valid once it exists: the compact constructors refuse the rest.
/// - Nothing here opens a file, a socket or a thread.
/// - Messages name flags, never the value of a flag that holds a secret.
///
/// ```
/// arguments ─▶ FlagParser ─▶ ParsedFlags ─▶ CommandLine ─▶ Invocation.Start(ServerConfig)
///              what is written                what it means    or ShowVersion, ShowHelp, Refused
/// ```
@NullMarked
package io.nuncio.config;

import org.jspecify.annotations.NullMarked;
