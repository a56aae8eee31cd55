package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Names in messages. The OEM charset is whatever the client's system has, and no message says
 * which: only its ASCII half is certain. For the other half Windows-1252 is taken, the ANSI code
 * page of western systems, which agrees with ISO-8859-1 for all letters.
 */
final class Text {
  static final Charset OEM = Charset.forName("windows-1252");

  private Text() {}

  /** The charset of names under these flags: Unicode when both are set. */
  static Charset charset(NegotiateFlags flags) {
    return flags.has(NegotiateFlag.UNICODE) ? StandardCharsets.UTF_16LE : OEM;
  }

  /**
   * Reads a name.
   *
   * @param longest the most characters it may have
   */
  static String read(String what, byte[] octets, Charset charset, int longest)
      throws MalformedTokenException {
    if (octets.length > 2 * longest) {
      throw new MalformedTokenException(what + " has at most " + longest + " characters");
    }
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedTokenException(what + " is expected in " + charset);
    }
    if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedTokenException(
          what + " has at most " + longest + " characters, none of them a control character");
    }
    return text;
  }
}
