package dev.parley.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of one HTTP/1.1 response in a buffer that fills up. It knows Content-Length and
 * chunked bodies, which is all that the servers under test send.
 */
final class ResponseReader {
  private static final byte[] CONTENT_LENGTH =
      "content-length:".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int CAPACITY = 64 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
  private int headEnd;

  /** Where the channel reads to. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** Whether the buffer holds a whole response. */
  boolean complete() {
    byte[] bytes = buffer.array();
    int filled = buffer.position();
    if (headEnd == 0) {
      headEnd = findHeadEnd(bytes, filled);
      if (headEnd == 0) {
        return false;
      }
    }
    int length = contentLength(bytes);
    if (length >= 0) {
      return filled >= headEnd + length;
    }
    return endsWithLastChunk(bytes, filled);
  }

  /** The status of the response that {@link #complete()} found. */
  int status() {
    byte[] bytes = buffer.array();
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
  }

  /** The status line and the header lines. */
  String head() {
    return new String(buffer.array(), 0, headEnd, StandardCharsets.ISO_8859_1);
  }

  void clear() {
    buffer.clear();
    headEnd = 0;
  }

  private static int findHeadEnd(byte[] bytes, int filled) {
    for (int i = 3; i < filled; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private int contentLength(byte[] bytes) {
    for (int i = 0; i + CONTENT_LENGTH.length < headEnd; i++) {
      if (bytes[i] == '\n' && matches(bytes, i + 1)) {
        return number(bytes, i + 1 + CONTENT_LENGTH.length);
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at) {
    for (int i = 0; i < CONTENT_LENGTH.length; i++) {
      int c = bytes[at + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != CONTENT_LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from) {
    int i = from;
    while (bytes[i] == ' ') {
      i++;
    }
    int value = 0;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = 10 * value + (bytes[i] - '0');
    }
    return value;
  }

  private boolean endsWithLastChunk(byte[] bytes, int filled) {
    int at = filled - LAST_CHUNK.length;
    if (at < headEnd) {
      return false;
    }
    for (int i = 0; i < LAST_CHUNK.length; i++) {
      if (bytes[at + i] != LAST_CHUNK[i]) {
        return false;
      }
    }
    return true;
  }
}
