/// How a command gets to a server: [ConnectionFlags], variables of the environment and a context
/// make [Settings], those make the options of a client, and [Connections] connects.
///
/// ```
/// flag  >  environment  >  context  >  default
/// ```
@NullMarked
package io.nuncio.cli.connection;

import org.jspecify.annotations.NullMarked;
