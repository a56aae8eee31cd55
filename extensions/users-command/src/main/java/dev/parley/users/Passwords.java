package dev.parley.users;

import dev.parley.users.Terminal.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** Reads passwords: from a person, twice if it is a new one, or from a line of standard input. */
public final class Passwords {
  private static final int MAXIMUM_OCTETS = 4096;

  private Passwords() {}

  /**
   * Reads a password in the form that clients hash.
   *
   * @param question what a person is asked
   * @param twice whether a person has to type it again
   * @return to be wiped by the caller
   * @throws CommandFailure when there is none, or it can be none
   */
  public static char[] read(Terminal terminal, String question, boolean twice)
      throws IOException, CommandFailure {
    Prompt prompt = terminal.prompt();
    if (prompt == null) {
      return normalize(line(terminal.in()));
    }
    char[] first = ask(prompt, question + ": ");
    if (twice) {
      char[] second = ask(prompt, "Again: ");
      boolean same = CharBuffer.wrap(first).equals(CharBuffer.wrap(second));
      Arrays.fill(second, '\0');
      if (!same) {
        Arrays.fill(first, '\0');
        throw new CommandFailure("the two passwords are not the same");
      }
    }
    return normalize(first);
  }

  private static char[] ask(Prompt prompt, String text) throws CommandFailure {
    char[] password = prompt.ask(text);
    if (password == null) {
      throw new CommandFailure("no password was given");
    }
    return password;
  }

  private static char[] line(InputStream in) throws IOException, CommandFailure {
    byte[] octets = new byte[MAXIMUM_OCTETS];
    try {
      int length = 0;
      for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
        if (length == octets.length) {
          throw new CommandFailure(
              "the password on standard input is longer than " + MAXIMUM_OCTETS + " octets");
        }
        octets[length++] = (byte) octet;
      }
      if (length > 0 && octets[length - 1] == '\r') {
        length--;
      }
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, length));
      char[] password = new char[text.remaining()];
      text.get(password);
      return password;
    } catch (CharacterCodingException e) {
      throw new CommandFailure("the password on standard input is not UTF-8");
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * The form that clients hash: NFC, as RFC 7616 section 4 asks by way of RFC 7613. Control
   * characters and the empty password are refused.
   */
  static char[] normalize(char[] password) throws CommandFailure {
    if (password.length == 0) {
      throw new CommandFailure("the password is empty");
    }
    for (char c : password) {
      if (Character.isISOControl(c)) {
        throw new CommandFailure("the password has control characters");
      }
    }
    CharBuffer text = CharBuffer.wrap(password);
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? password
        : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray();
  }

  /** A user or role name in NFC. */
  public static String normalize(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
