package dev.parley.benchmarks.jmh;

import dev.parley.benchmarks.load.SampleAnswers;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The floor under local verification: H(A2) and H(KD) over inputs as long as the real ones, hex, a
 * compare in constant time, with one reused {@link MessageDigest} and no allocation (RFC 7616
 * section 3.4.1). {@link #passAndHashes} looks at each character of the header once besides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @Param({"MD5", "SHA-256", "SHA-512-256"})
  public String algorithm = "";

  private MessageDigest digest = newDigest("MD5");
  private byte[] sum = {};
  private byte[] hex = {};
  private byte[] expected = {};
  private byte[] a2 = {};
  private byte[] data = {};
  private int a2InData;
  private String header = "";
  private final byte[] classes = new byte[256];

  /** Lays out inputs as long as those of a real request. */
  @Setup
  public void prepare() {
    digest = newDigest(algorithm.replace("SHA-512-256", "SHA-512/256"));
    int length = digest.getDigestLength();
    sum = new byte[length];
    hex = new byte[2 * length];
    expected = new byte[2 * length];
    SampleAnswers answers = SampleAnswers.madeUp(algorithm, 2 * length);
    header = answers.next();
    a2 = answers.a2().getBytes(StandardCharsets.US_ASCII);
    data = answers.responseInput().getBytes(StandardCharsets.US_ASCII);
    a2InData = data.length - hex.length;
    for (char c : "\"\\,= ".toCharArray()) {
      classes[c] = 1;
    }
  }

  /** The two hashes and the compare. */
  @Benchmark
  public boolean hashes() throws DigestException {
    digest.update(a2);
    digest.digest(sum, 0, sum.length);
    toHex(data, a2InData);
    digest.update(data);
    digest.digest(sum, 0, sum.length);
    toHex(hex, 0);
    return MessageDigest.isEqual(hex, expected);
  }

  /** The floor: one pass over the header, the two hashes and the compare. */
  @Benchmark
  public int passAndHashes() throws DigestException {
    int delimiters = 0;
    for (int i = 0; i < header.length(); i++) {
      delimiters += classes[header.charAt(i) & 0xff];
    }
    return hashes() ? delimiters : -delimiters;
  }

  private void toHex(byte[] target, int at) {
    for (int i = 0; i < sum.length; i++) {
      target[at + 2 * i] = HEX[(sum[i] >> 4) & 0xf];
      target[at + 2 * i + 1] = HEX[sum[i] & 0xf];
    }
  }

  private static MessageDigest newDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK that Parley runs on has it: " + name, e);
    }
  }
}
