package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.Subjects;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which subjects are allowed and which are denied; what is denied is not allowed. Immutable.
public final class SubjectRules {
  private static final byte[] NO_GROUP = {};

  /// Everything is allowed.
  public static final SubjectRules ALL = new SubjectRules(null, List.of());

  private final @Nullable List<SubjectRule> allow;
  private final List<SubjectRule> deny;
  private final @Nullable SubjectRuleTree allowed;
  private final SubjectRuleTree denied;

  private final boolean all;

  /// The filters of `deny`, for a look at each.
  private final List<byte[]> deniedFilters;

  private SubjectRules(@Nullable List<SubjectRule> allow, List<SubjectRule> deny) {
    this.allow = allow == null ? null : List.copyOf(allow);
    this.deny = List.copyOf(deny);
    this.all = allow == null && deny.isEmpty();
    this.allowed = allow == null ? null : SubjectRuleTree.of(allow);
    this.denied = SubjectRuleTree.of(deny);
    this.deniedFilters = deny.stream().map(rule -> rule.filter().getBytes(UTF_8)).toList();
  }

  /// Rules.
  ///
  /// @param allow what is allowed unless denied; null for everything, empty for nothing
  public static SubjectRules of(@Nullable List<SubjectRule> allow, List<SubjectRule> deny) {
    return allow == null && deny.isEmpty() ? ALL : new SubjectRules(allow, deny);
  }

  /// Whether everything is allowed.
  public boolean isAll() {
    return all;
  }

  /// What is allowed unless denied; null for everything.
  public @Nullable List<SubjectRule> allow() {
    return allow;
  }

  /// What is denied.
  public List<SubjectRule> deny() {
    return deny;
  }

  /// Whether a message may be published to `subject[from, to)`.
  public boolean mayPublish(byte[] subject, int from, int to) {
    return (allowed == null || SubjectRuleTree.isPlain(allowed.find(subject, from, to, NO_GROUP)))
        && !SubjectRuleTree.isPlain(denied.find(subject, from, to, NO_GROUP));
  }

  /// Whether a message on `subject[from, to)` may be delivered to a subscription that it matches.
  ///
  /// @param queueGroup of the subscription; empty for none
  public boolean mayReceive(byte[] subject, int from, int to, byte[] queueGroup) {
    return (allowed == null || isAllowed(allowed.find(subject, from, to, queueGroup), queueGroup))
        && !isDenied(subject, from, to, queueGroup);
  }

  /// Whether a client may be subscribed to `filter`: one rule allows all that it matches, and none
  /// denies it as a whole. Some of what it matches may be denied all the same: see
  /// [#isPartlyDenied].
  ///
  /// @param queueGroup empty for none
  public boolean maySubscribe(byte[] filter, byte[] queueGroup) {
    return (allowed == null || isAllowed(allowed.findCovering(filter, queueGroup), queueGroup))
        && !isDenied(filter, 0, filter.length, queueGroup);
  }

  /// Whether a subscription to `filter` that is allowed may match subjects that are not, so that
  /// each has to be asked for with [#mayReceive].
  ///
  /// @param queueGroup empty for none
  public boolean isPartlyDenied(byte[] filter, byte[] queueGroup) {
    if (queueGroup.length > 0 && allowed != null && allowed.namesGroups()) {
      return true;
    }
    for (byte[] denial : deniedFilters) {
      if (Subjects.overlap(denial, filter)) {
        return true;
      }
    }
    return false;
  }

  /// A queue group that rules name must be one that they name; else a rule for all counts.
  private static boolean isAllowed(int found, byte[] queueGroup) {
    return (queueGroup.length > 0 && SubjectRuleTree.isGrouped(found))
        ? SubjectRuleTree.isOfGroup(found)
        : SubjectRuleTree.isPlain(found);
  }

  private boolean isDenied(byte[] subject, int from, int to, byte[] queueGroup) {
    int found = denied.find(subject, from, to, queueGroup);
    return SubjectRuleTree.isPlain(found) || SubjectRuleTree.isOfGroup(found);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SubjectRules that
        && Objects.equals(allow, that.allow)
        && deny.equals(that.deny);
  }

  @Override
  public int hashCode() {
    return Objects.hash(allow, deny);
  }

  @Override
  public String toString() {
    return "SubjectRules[allow=" + (allow == null ? "all" : allow) + ", deny=" + deny + "]";
  }
}
