package io.nuncio.auth;

import org.jspecify.annotations.Nullable;

/// What a client may do. Immutable.
///
/// @param publish what it may publish to; its rules name no queue groups
/// @param subscribe what it may be subscribed to
/// @param responses how far it may answer on other subjects, too; null for not at all
public record Permissions(
    SubjectRules publish, SubjectRules subscribe, @Nullable ResponseRule responses) {
  /// Everything is allowed.
  public static final Permissions ALL = new Permissions(SubjectRules.ALL, SubjectRules.ALL, null);
}
