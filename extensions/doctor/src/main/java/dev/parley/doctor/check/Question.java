package dev.parley.doctor.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor was asked to look at.
 *
 * @param config the JSON file with the settings of the filter
 * @param url a protected page, by http or https, with a host
 * @param principal whose tickets to use; null for those that are there
 * @param keytabs instead of those of the settings, when not empty
 * @param krb5Conf instead of that of the environment
 * @param insecure whether to log on also where the server's certificate is not trusted
 */
public record Question(
    @Nullable Path config,
    @Nullable URI url,
    @Nullable String principal,
    List<Path> keytabs,
    @Nullable Path krb5Conf,
    boolean insecure) {
  /** Copies the list. */
  public Question {
    keytabs = List.copyOf(keytabs);
  }
}
