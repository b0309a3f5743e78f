/// The commands about contexts, which are named ways to connect: `nuncio context`.
@NullMarked
package io.nuncio.cli.context;

import org.jspecify.annotations.NullMarked;
