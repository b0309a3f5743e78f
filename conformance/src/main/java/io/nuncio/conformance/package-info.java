/// Black-box tests of a server by its command and its address: what they ask is what compatible
/// means.
///
/// Every test passes on nats-server 2.15.2, too; a test that does not is wrong. System properties:
///
/// - `nuncio.server.command`: the command to test, words separated by blanks. Default: the file
///   `nats-server` in the folder named by `nuncio.root`.
/// - `nuncio.reference=true`: the command is nats-server 2.15.2 itself, so the corpus has to pass
///   without exceptions.
///
/// **Start at** `PublishSubscribeIT` for how a test looks. Each class shares one server
/// (`SharedServer`), so each test uses subjects of its own. The corpus of wrong input is
/// `bad-input.tsv`, played by `BadInputCorpusIT` and by hand with `Corpus`.
@NullMarked
package io.nuncio.conformance;

import org.jspecify.annotations.NullMarked;
