/// What a command needs of the machine that it runs on, handed in so that tests can be the machine:
/// [Terminal] for what is read and written, [Environment] for variables and folders, [Time] for the
/// clock and for waiting. [CommandFailure] is how a command ends in vain.
@NullMarked
package io.nuncio.cli.outside;

import org.jspecify.annotations.NullMarked;
