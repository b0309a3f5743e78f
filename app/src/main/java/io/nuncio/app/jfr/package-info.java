/// What happens in a server, as events of the JVM's flight recorder.
@NullMarked
package io.nuncio.app.jfr;

import org.jspecify.annotations.NullMarked;
