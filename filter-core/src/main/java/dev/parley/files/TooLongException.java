package dev.parley.files;

import java.io.IOException;

/** A file is longer than its kind may be; the message is the whole reason. */
final class TooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLongException(FileLimit limit, long length) {
    super(limit.refusal(length));
  }
}
