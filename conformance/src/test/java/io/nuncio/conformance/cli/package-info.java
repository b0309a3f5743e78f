/// The command-line client as a process, with the server under test.
@NullMarked
package io.nuncio.conformance.cli;

import org.jspecify.annotations.NullMarked;
