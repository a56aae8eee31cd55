package dev.parley.authority.file;

/**
 * A users file that can not be used as it is. The message names the line and the key, what was
 * expected and what was seen, and never a hash.
 */
public final class UsersFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message where and what; never a secret
   */
  public UsersFileException(String message) {
    super(message);
  }
}
