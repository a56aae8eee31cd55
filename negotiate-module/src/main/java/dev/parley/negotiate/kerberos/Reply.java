package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.negotiate.kerberos.message.ApRep;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.EncApRepPart;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.EncryptionKey;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.token.MessageProtection;
import dev.parley.negotiate.mechanism.Step;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes the context, and the AP-REP when the client wants one (RFC 4120 section 3.2.4, RFC 4121
 * section 4.1.2). Thread-safe.
 */
final class Reply {
  /** Some implementations read sequence numbers with a sign, so they stay far below 2^31. */
  private static final int SEQUENCE_MASK = 0x3FFF_FFFF;

  private final RandomGenerator random;

  Reply(RandomGenerator random) {
    this.random = random;
  }

  /** The context takes the subkey over. */
  Step.Established established(Proven proven, GssChecksum checksum, Findings findings) {
    Authenticator authenticator = proven.authenticator();
    Integer said = authenticator.seqNumber();
    long theirs = said == null ? 0 : Integer.toUnsignedLong(said);
    boolean inOrder = checksum.has(GssChecksum.SEQUENCE);
    KerberosKey sessionKey = proven.sessionKey();
    KerberosKey subkey = proven.subkey();
    if (!isMutual(proven, checksum)) {
      KerberosKey clientKey = subkey == null ? sessionKey.copy() : subkey;
      // RFC 4121 section 4.1.2: both sides then begin with the client's number.
      MessageProtection protection =
          new MessageProtection(clientKey, false, theirs, theirs, inOrder, random);
      return new Step.Established(
          new KerberosContext(proven, checksum, findings, protection), null);
    }
    KerberosKey ownKey =
        KerberosKey.random((subkey == null ? sessionKey : subkey).enctype(), random);
    int ours = random.nextInt() & SEQUENCE_MASK;
    EncryptionKey sent = EncryptionKey.of(ownKey);
    byte[] plain =
        new EncApRepPart(authenticator.ctime(), authenticator.cusec(), sent, ours).encode();
    sent.destroy();
    byte[] cipher = sessionKey.encrypt(KeyUsage.AP_REP, plain, random);
    Arrays.fill(plain, (byte) 0);
    EncryptedData encrypted = new EncryptedData(sessionKey.enctype().number(), null, cipher);
    byte[] token = proven.token().answer(GssToken.AP_REP, new ApRep(encrypted).encode()).encode();
    MessageProtection protection =
        new MessageProtection(ownKey, true, ours, theirs, inOrder, random);
    if (subkey != null) {
      // The server's own protects the messages.
      subkey.destroy();
    }
    return new Step.Established(new KerberosContext(proven, checksum, findings, protection), token);
  }

  private static boolean isMutual(Proven proven, GssChecksum checksum) {
    return checksum.has(GssChecksum.MUTUAL)
        || (proven.request().apOptions() & ApReq.MUTUAL_REQUIRED) != 0;
  }
}
