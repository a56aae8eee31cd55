package dev.parley.files;

import java.io.IOException;
import java.nio.file.Path;

/** Says that a file that is needed cannot be used, and why. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private final transient Path file;
  private final String problem;

  /**
   * @param file which
   * @param problem what is wrong with it, without anything secret
   */
  public UnusableFileException(Path file, String problem) {
    super(file.toAbsolutePath() + ": " + problem);
    this.file = file;
    this.problem = problem;
  }

  /** A file that could not be read, and why: see {@link Unreadable}. */
  public static UnusableFileException unreadable(Path file, IOException e) {
    UnusableFileException made = new UnusableFileException(file, Unreadable.why(file, e));
    made.initCause(e);
    return made;
  }

  /** Which file. */
  public Path file() {
    return file;
  }

  /** What is wrong with it, without its path. */
  public String problem() {
    return problem;
  }
}
