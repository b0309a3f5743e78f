/// What the program tells of itself to other programs: completion for shells, and the manual.
@NullMarked
package io.nuncio.cli.page;

import org.jspecify.annotations.NullMarked;
