package io.nuncio.conformance.tls;

/// A client library as it comes from its registry.
interface OfficialClient {
  /// Connects, publishes, subscribes, requests, and answers.
  ///
  /// @return `served`, or `refused` and behind it what a user of the library is told
  /// @throws Exception if the library cannot be used at all
  String talk(Introduction introduction) throws Exception;
}
