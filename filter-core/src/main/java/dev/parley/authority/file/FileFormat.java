package dev.parley.authority.file;

/** The format of a file with users. */
public enum FileFormat {
  /** {@link UsersFile} when the first character that is no space is a brace, else htdigest. */
  AUTO,
  /** {@link UsersFile}. */
  JSON,
  /** The file of Apache's {@code htdigest} command. */
  HTDIGEST;

  /** What AUTO stands for with this content, of which the start is enough. */
  public FileFormat resolve(byte[] content) {
    return this != AUTO ? this : startsWithBrace(content) ? JSON : HTDIGEST;
  }

  /**
   * Reads a file's content.
   *
   * @throws UsersFileException when it is not of the format; names the line, never a hash
   */
  public UsersFile parse(byte[] content) throws UsersFileException {
    return resolve(content) == JSON ? UsersFile.parse(content) : HtdigestFile.parse(content);
  }

  private static boolean startsWithBrace(byte[] content) {
    for (byte octet : content) {
      boolean byteOrderMark = octet == (byte) 0xEF || octet == (byte) 0xBB || octet == (byte) 0xBF;
      if (!byteOrderMark && octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet == '{';
      }
    }
    return false;
  }
}
