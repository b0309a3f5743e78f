/// Tests of what is shipped: unpacked, installed, started and removed as an operator would.
@NullMarked
package io.nuncio.dist;

import org.jspecify.annotations.NullMarked;
