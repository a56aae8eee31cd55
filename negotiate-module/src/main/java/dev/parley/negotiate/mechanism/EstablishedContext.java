package dev.parley.negotiate.mechanism;

import dev.parley.authority.Vouched;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Identity;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.Sizes;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The context of a mechanism once the client is known. The calls on messages are numbered and
 * therefore take turns; all others are constant. Thread-safe.
 */
public interface EstablishedContext extends AutoCloseable {

  /** Who the client is, by which names it goes, and when the authority was asked about it. */
  Vouched vouched();

  /** Who the client is, with its roles. */
  default Identity identity() {
    return vouched().identity();
  }

  /** The client's name as the mechanism writes it: {@code alice@REALM}, {@code DOMAIN\\alice}. */
  String nativeName();

  /** The service the client aimed at; null when it did not say. */
  @Nullable String target();

  /** How messages are protected: an encryption type, {@code RC4-128}. */
  String keyInfo();

  /** What holds of it. */
  Set<ContextFlag> flags();

  /** What was found of channel bindings. */
  BindingState bindings();

  /**
   * What was unusual about the logon and was taken all the same, for the audit: in a few words and
   * without anything secret; null when there is nothing.
   */
  default @Nullable String remark() {
    return null;
  }

  /** Lengths. */
  Sizes sizes();

  /** When it ends at the latest, in milliseconds since 1970; {@link Long#MAX_VALUE} for never. */
  long expiresMillis();

  /** The client's forwarded credentials, or null when there are none or they are not wanted. */
  @Nullable Subject delegated();

  /** Whether messages can be signed, so that a mechListMIC can be made (RFC 4178 section 5). */
  boolean hasIntegrity();

  /**
   * The signature over the DER of the MechTypeList (GSS_GetMIC, RFC 4178 section 5). Made before
   * any message of the application.
   */
  byte[] mechListMic(byte[] mechTypeList);

  /** Whether {@code mic} is the client's signature over the DER of its MechTypeList. */
  boolean verifiesMechListMic(byte[] mechTypeList, byte[] mic);

  /** Signs a message to the client. */
  byte[] makeSignature(byte[] message) throws SecurityStatusException;

  /** Verifies a signature of the client. */
  void verifySignature(byte[] message, byte[] signature) throws SecurityStatusException;

  /** Encrypts a message to the client. */
  byte[] encryptMessage(byte[] message) throws SecurityStatusException;

  /** Decrypts a token of the client. */
  byte[] decryptMessage(byte[] token) throws SecurityStatusException;

  /** Wipes the keys. */
  @Override
  void close();
}
