/// The commands that watch a server, for Nagios and what understands its way: `nuncio server
/// check`.
@NullMarked
package io.nuncio.cli.check;

import org.jspecify.annotations.NullMarked;
