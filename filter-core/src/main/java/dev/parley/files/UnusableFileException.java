package dev.parley.files;

import java.io.IOException;
import java.nio.file.Path;

/** Says that a file that is needed at the start can not be used, and why. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private final transient Path file;

  /**
   * @param file which
   * @param problem what is wrong with it, without anything secret
   */
  public UnusableFileException(Path file, String problem) {
    super(file + ": " + problem);
    this.file = file;
  }

  /** Which file. */
  public Path file() {
    return file;
  }
}
