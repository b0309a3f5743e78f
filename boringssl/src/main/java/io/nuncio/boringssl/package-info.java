/// An implementation of TLS for the server: Netty's engines over BoringSSL, a library in C.
///
/// **Start at** [BoringSsl]. Nothing of Netty but its engines is used, and nothing of it is visible
/// outside.
@NullMarked
package io.nuncio.boringssl;

import org.jspecify.annotations.NullMarked;
