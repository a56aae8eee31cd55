package dev.parley.users;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Says in words what is wrong with a file. */
final class FileProblem {
  private FileProblem() {}

  static String text(Exception exception) {
    String file = exception instanceof FileSystemException e ? String.valueOf(e.getFile()) : "";
    if (exception instanceof NoSuchFileException) {
      return file + ": there is no such file or directory";
    }
    if (exception instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    @Nullable String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }
}
