/// What the whole checkout has to keep: which part may use which, and how large things may grow.
@NullMarked
package io.nuncio.app.architecture;

import org.jspecify.annotations.NullMarked;
