package io.nuncio.auth;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the user that a certificate is for, as nats-server 2.15.2 does under `verify_and_map`.
///
/// What is asked for, one after the other, until a user is called so: the certificate's addresses
/// of mail, names of DNS and URIs, each exactly as it stands there; the name of its subject, whose
/// parts must be the same, in the same order or another; the line that [CertificateSubject] makes
/// of the subject with its domain components behind it, and without them.
///
/// Immutable; safe from any thread.
public final class CertificateMapping {
  private static final int MAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;

  private final Set<String> users;
  private final Map<String, DistinguishedName> namesByUser = new LinkedHashMap<>();

  /// @param users their names, of which some may be those of subjects, such as `CN=joe,O=Acme`
  public CertificateMapping(Collection<String> users) {
    this.users = new LinkedHashSet<>(users);
    for (String user : users) {
      DistinguishedName name = DistinguishedName.parse(user);
      if (name != null) {
        namesByUser.put(user, name);
      }
    }
  }

  /// Whom `certificate` is for, in one line, as nats-server shows it.
  public static String subject(X509Certificate certificate) {
    return CertificateSubject.of(certificate.getSubjectX500Principal()).line();
  }

  /// The user that `certificate` is for; null for none.
  ///
  /// @param certificate has been verified
  public @Nullable String user(X509Certificate certificate) {
    for (String alternative : alternatives(certificate)) {
      if (users.contains(alternative)) {
        return alternative;
      }
    }
    CertificateSubject subject = CertificateSubject.of(certificate.getSubjectX500Principal());
    DistinguishedName name = subject.name();
    String named = name == null ? null : userNamed(name);
    if (named != null) {
      return named;
    }
    String line = subject.line();
    String domain = subject.domainComponents();
    String withDomain = line + "," + domain;
    if (!domain.isEmpty() && users.contains(withDomain)) {
      return withDomain;
    }
    return users.contains(line) ? line : null;
  }

  private @Nullable String userNamed(DistinguishedName name) {
    for (Map.Entry<String, DistinguishedName> each : namesByUser.entrySet()) {
      if (each.getValue().isSame(name)) {
        return each.getKey();
      }
    }
    for (Map.Entry<String, DistinguishedName> each : namesByUser.entrySet()) {
      if (each.getValue().hasSameParts(name)) {
        return each.getKey();
      }
    }
    return null;
  }

  private static List<String> alternatives(X509Certificate certificate) {
    List<String> found = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (int kind : new int[] {MAIL, DNS, URI}) {
          for (List<?> each : all) {
            if (each.get(0).equals(kind)) {
              found.add(each.get(1).toString());
            }
          }
        }
      }
    } catch (CertificateParsingException unreadable) {
      // It is for its subject only, then.
    }
    return found;
  }
}
