/// What a server looks like at a moment: immutable records, for those who watch it. Start with
/// [Snapshots].
@NullMarked
package io.nuncio.server.snapshot;

import org.jspecify.annotations.NullMarked;
