/// Who a peer is and what it may do: secrets that do not print themselves, and the ways of checking
/// what a client presents.
///
/// **Start at** [Authenticator].
@NullMarked
package io.nuncio.auth;

import org.jspecify.annotations.NullMarked;
