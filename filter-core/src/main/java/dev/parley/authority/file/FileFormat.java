package dev.parley.authority.file;

import dev.parley.files.RegularFile;
import dev.parley.files.UnusableFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The format of a file with users. */
public enum FileFormat {
  /** {@link UsersFile} when the first character that is no space is a brace, else htdigest. */
  AUTO,
  /** {@link UsersFile}. */
  JSON,
  /** The file of Apache's {@code htdigest} command. */
  HTDIGEST;

  /** How much of a file tells its format. */
  private static final int START = 256;

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
    return UsersFile.inMemory(this, content);
  }

  /**
   * Reads a file. It is never in memory as a whole.
   *
   * @throws IOException when it cannot be read, or is longer than a users file may be; names the
   *     file and says why
   * @throws UsersFileException when it is not of the format; names the line, never a hash
   */
  public UsersFile read(Path file) throws IOException, UsersFileException {
    try {
      return RegularFile.<UsersFile, UsersFileException>read(file, UsersFile.LIMIT, this::read);
    } catch (IOException e) {
      throw UnusableFileException.unreadable(file, e);
    }
  }

  /** Reads a file's content to its end. */
  UsersFile read(InputStream content) throws IOException, UsersFileException {
    InputStream in = new BufferedInputStream(content, 1 << 16);
    return resolve(in) == JSON ? UsersFileReader.read(in) : HtdigestFile.read(in);
  }

  /** The same of content that can go back to its mark. */
  FileFormat resolve(InputStream in) throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    return resolve(start);
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
