package dev.parley.doctor.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor was asked to look at.
 *
 * @param config the JSON file with the settings of the filter, or a web.xml
 * @param filter the name of the filter in a web.xml; null for all
 * @param url a protected page, by http or https, with a host
 * @param principal whose tickets to use; null for those that are there
 * @param account whom to log on by Digest; null for none
 * @param keytabs instead of those of the settings, when not empty
 * @param krb5Conf instead of that of the environment
 * @param insecure whether to log on also where the server's certificate is not trusted
 */
public record Question(
    @Nullable Path config,
    @Nullable String filter,
    @Nullable URI url,
    @Nullable String principal,
    @Nullable Account account,
    List<Path> keytabs,
    @Nullable Path krb5Conf,
    boolean insecure) {
  /** Copies the list. */
  public Question {
    keytabs = List.copyOf(keytabs);
  }

  /**
   * A user with a password.
   *
   * @param name in NFC
   * @param password in NFC; whoever asks the question wipes it
   */
  @SuppressWarnings("ArrayRecordComponent") // so that it can be wiped
  public record Account(String name, char[] password) {
    /** Without the password. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** Whether Kerberos is asked about by name. */
  boolean namesKerberos() {
    return principal != null || krb5Conf != null || !keytabs.isEmpty();
  }
}
