package dev.parley.negotiate.ntlm.message;

import java.util.Locale;

/**
 * The flag word of a message, MS-NLMP section 2.2.2.5. Unknown bits survive.
 *
 * @param bits the word
 */
public record NegotiateFlags(int bits) {

  /** The flags and no others. */
  public static NegotiateFlags of(NegotiateFlag... flags) {
    return new NegotiateFlags(0).with(flags);
  }

  /** Whether a flag is set. */
  public boolean has(NegotiateFlag flag) {
    return (bits & flag.bit()) != 0;
  }

  /** With these flags set too. */
  public NegotiateFlags with(NegotiateFlag... flags) {
    int all = bits;
    for (NegotiateFlag each : flags) {
      all |= each.bit();
    }
    return new NegotiateFlags(all);
  }

  /** Without a flag. */
  public NegotiateFlags without(NegotiateFlag flag) {
    return new NegotiateFlags(bits & ~flag.bit());
  }

  /** What is set in both. */
  public NegotiateFlags and(NegotiateFlags other) {
    return new NegotiateFlags(bits & other.bits);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "0x%08x", bits);
  }
}
