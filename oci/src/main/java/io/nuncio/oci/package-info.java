/// Container images as files, in the layout of the Open Container Initiative: layers from folders,
/// a configuration, and one tar of it all, without a daemon and without a network.
///
/// ```
/// image.tar ── oci-layout
///              index.json ──▶ manifest ──▶ config    how it is started; digests of layers, unpacked
///                                     └──▶ layers    tar.gz each, one above the other
///              manifest.json    the same once more, as Docker names it
///              blobs/sha256/    manifest, config and layers, under the sums of their bytes
/// ```
///
/// **Start at** [Main]. The same folders give the same bytes: names are sorted, and times and
/// owners are fixed.
@NullMarked
package io.nuncio.oci;

import org.jspecify.annotations.NullMarked;
