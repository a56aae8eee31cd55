package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The NTLMv2 response, MS-NLMP sections 2.2.2.7 and 2.2.2.8.
 *
 * <pre>
 *  0  NTProofStr    16 octets; it covers all that follows, as it stands ("temp")
 * 16  RespType      1
 * 17  HiRespType    1
 * 18  zeros         6 octets
 * 24  TimeStamp     FILETIME
 * 32  ChallengeFromClient  8 octets
 * 40  zeros         4 octets
 * 44  AV pairs, EOL; then zeros, which some clients leave out
 * </pre>
 */
public final class Ntlmv2Response {
  /** The length of an NTLMv1 response; an NTLMv2 response is longer. */
  public static final int NTLMV1_LENGTH = 24;

  private static final int PROOF = 16;
  private static final int AV_PAIRS = 44;

  private final byte[] ntProofStr;
  private final byte[] temp;
  private final long timeStamp;
  private final AvPairs avPairs;

  private Ntlmv2Response(byte[] octets, AvPairs avPairs) {
    this.ntProofStr = Arrays.copyOf(octets, PROOF);
    this.temp = Arrays.copyOfRange(octets, PROOF, octets.length);
    this.timeStamp = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getLong(24);
    this.avPairs = avPairs;
  }

  /** Reads an NtChallengeResponse. */
  public static Ntlmv2Response parse(byte[] ntChallengeResponse) throws MalformedTokenException {
    if (ntChallengeResponse.length < AV_PAIRS + 4
        || ntChallengeResponse[PROOF] != 1
        || ntChallengeResponse[PROOF + 1] != 1) {
      throw new MalformedTokenException("an NTLMv2 response is expected");
    }
    byte[] pairs = Arrays.copyOfRange(ntChallengeResponse, AV_PAIRS, ntChallengeResponse.length);
    return new Ntlmv2Response(ntChallengeResponse, AvPairs.parse(pairs));
  }

  /** NTProofStr, 16 octets. */
  public byte[] ntProofStr() {
    return ntProofStr.clone();
  }

  /** All that NTProofStr covers. */
  public byte[] temp() {
    return temp.clone();
  }

  /** The client's time, in units of 100 ns since 1601. */
  public long timeStamp() {
    return timeStamp;
  }

  /** The AV pairs. */
  public AvPairs avPairs() {
    return avPairs;
  }
}
