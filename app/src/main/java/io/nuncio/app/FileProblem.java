package io.nuncio.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Says in words why a file could not be opened.
final class FileProblem {
  private FileProblem() {}

  /// The reason without the name of the file, which Java's exceptions often give alone.
  static String reason(IOException problem) {
    return switch (problem) {
      case NoSuchFileException ignored -> "no such file or directory";
      case AccessDeniedException ignored -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(problem.getMessage());
    };
  }
}
