/// Accounts: the name spaces of subjects. There is one so far, `$G`.
@NullMarked
package io.nuncio.server.account;

import org.jspecify.annotations.NullMarked;
