/// Real, unmodified clients of several languages against the server under test.
///
/// **Start at** [InteropIT], and at [InteropClients] for what there is. The programs are in the
/// folder `interop` of the project, one for each client. [InteropIT] builds each in
/// `target/interop`, runs it against a server of its own, and makes a test of each line that it
/// prints:
///
/// ```
/// InteropIT ── InteropRun ──Workplace──▶ target/interop/NAME
///                  │ ──────starts─────▶ program HOST PORT TOKEN ──"ok wildcards"──▶ InteropReport
///                  └──"restart-please"─▶ RestartableServer
/// ```
///
/// [DocumentedTokensIT] does the same with the programs that stand in `docs/tokens.md`.
///
/// A language whose tools are not on `PATH` is skipped, but fails where the environment variable
/// `CI` is set. In the place of Ruby, whose libraries the tests do not install, its recorded lines
/// are sent ([Replay]). Building needs the package registries of the languages.
@NullMarked
package io.nuncio.conformance.interop;

import org.jspecify.annotations.NullMarked;
