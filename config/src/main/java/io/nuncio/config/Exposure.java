package io.nuncio.config;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files that hold secrets in plain text, and whether others than their owner may read them.
/// Asked of POSIX permissions only: where there are none, nothing is said.
final class Exposure {
  private final Set<String> files = new LinkedHashSet<>();

  /// Notes that `secret` stands in `file`; an empty name is that of no file.
  void holds(String file, Secret secret) {
    if (!file.isEmpty() && !Authenticator.isHashed(secret)) {
      files.add(file);
    }
  }

  /// A sentence for each of the files that others may read.
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String file : files) {
      String readers = readers(file);
      if (readers != null) {
        warnings.add(
            file
                + " holds a secret in plain text and can be read by "
                + readers
                + ": chmod 600 "
                + file
                + ", or put its bcrypt hash there, which \"nats-server token hash\" makes");
      }
    }
    return warnings;
  }

  /// A sentence for each private key of `tls` that others than its owner may read.
  static List<String> ofKeys(TlsConfig tls) {
    List<String> warnings = new ArrayList<>();
    if (tls instanceof TlsConfig.On on) {
      for (TlsConfig.KeyPairFiles files : on.keyPairs()) {
        String file = files.key().toString();
        String readers = readers(file);
        if (readers != null) {
          warnings.add(
              file + " holds a private key and can be read by " + readers + ": chmod 600 " + file);
        }
      }
    }
    return warnings;
  }

  /// Who may read it besides its owner; null for nobody, or where that is not known.
  private static @Nullable String readers(String file) {
    try {
      var view = Files.getFileAttributeView(Path.of(file), PosixFileAttributeView.class);
      if (view == null) {
        return null;
      }
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        return "every user of this machine";
      }
      return permissions.contains(PosixFilePermission.GROUP_READ) ? "its group" : null;
    } catch (IOException | InvalidPathException unknown) {
      return null;
    }
  }
}
