/// Makes a static site of the Markdown pages in this checkout.
///
/// **Start at** [Website]. [Page] is what is known of one page; tests of the documentation read its
/// blocks and links from there.
@NullMarked
package io.nuncio.site;

import org.jspecify.annotations.NullMarked;
