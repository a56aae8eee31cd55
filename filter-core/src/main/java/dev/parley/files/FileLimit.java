package dev.parley.files;

/**
 * How long a kind of file may be, so that whoever writes or reads one says the same.
 *
 * @param what the kind, with its article: {@code a keytab}
 * @param octets the most octets that it may have
 * @param remedy what to do with one that has more
 */
public record FileLimit(String what, int octets, String remedy) {
  private static final int MIB = 1 << 20;

  /**
   * Says that a file is too long, with its length, the limit and the remedy.
   *
   * @param length its length in octets
   */
  public String refusal(long length) {
    return "it has " + length + " octets, and " + rule() + "; " + remedy;
  }

  /** The limit in words: {@code a keytab has at most 4 MiB (4194304 octets)}. */
  public String rule() {
    String most =
        octets % MIB == 0 ? octets / MIB + " MiB (" + octets + " octets)" : octets + " octets";
    return what + " has at most " + most;
  }
}
