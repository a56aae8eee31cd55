package dev.parley.filter;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;

/** A writer onto held output. Its close is no flush, for a flush would give up the holding. */
final class HeldWriter extends PrintWriter {
  private final HeldOutput output;

  HeldWriter(HeldOutput output, String encoding) throws UnsupportedEncodingException {
    super(new OutputStreamWriter(output, encoding));
    this.output = output;
  }

  @Override
  public void close() {
    output.quietly(super::flush);
    try {
      output.close();
    } catch (IOException e) {
      setError();
    }
    super.close();
  }
}
