/// What the documentation shows, run.
///
/// **Start at** [PagesTest]: it refuses a block of code that no test runs or checks. Who does is in
/// `claims.tsv`; [Claims] gives a test its blocks.
@NullMarked
package io.nuncio.conformance.pages;

import org.jspecify.annotations.NullMarked;
