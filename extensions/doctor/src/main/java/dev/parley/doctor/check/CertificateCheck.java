package dev.parley.doctor.check;

import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.files.UnusableFileException;
import dev.parley.negotiate.binding.CertificateSource;
import dev.parley.negotiate.binding.ChannelBindings;
import dev.parley.negotiate.options.BindingMode;
import dev.parley.negotiate.options.NegotiateSettings;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the certificate that clients see is the one that the filter knows of: channel bindings
 * are its hash (RFC 5929 section 4).
 */
final class CertificateCheck implements Check {
  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public List<Finding> look(Facts facts) {
    First first = facts.first().orNull();
    if (first == null) {
      return List.of(new Skipped(facts.first().why()));
    }
    X509Certificate shown = first.certificate();
    ConfigurationFacts configuration = facts.configuration().orNull();
    BindingMode mode =
        configuration == null
            ? NegotiateSettings.CHANNEL_BINDINGS.defaultValue()
            : configuration.settings().get(NegotiateSettings.CHANNEL_BINDINGS);
    boolean negotiate = Half.NEGOTIATE.off(facts).isEmpty();
    if (shown == null) {
      return List.of(
          negotiate && mode == BindingMode.REQUIRED
              ? Fail.of(Reason.BINDINGS_UNKNOWN, "the URL is of http")
              : new Skipped("the URL is of http"));
    }
    List<Finding> findings = new ArrayList<>();
    validity(shown, first.distrust(), facts.world().clock().instant(), findings);
    if (negotiate && mode != BindingMode.OFF) {
      bindings(shown, mode, configuration, findings);
    }
    if (findings.isEmpty()) {
      findings.add(
          new Ok(describe(shown) + (negotiate ? ", channel bindings " + mode.word() : "")));
    }
    return findings;
  }

  private static String describe(X509Certificate certificate) {
    return "the server shows the certificate of "
        + certificate.getSubjectX500Principal().getName()
        + ", until "
        + certificate.getNotAfter().toInstant();
  }

  private static void validity(
      X509Certificate shown, @Nullable String distrust, Instant now, List<Finding> findings) {
    Instant end = shown.getNotAfter().toInstant();
    if (now.isAfter(end) || now.isBefore(shown.getNotBefore().toInstant())) {
      findings.add(
          new Fail(
              describe(shown) + " (from " + shown.getNotBefore().toInstant() + "): not valid now",
              "renew it, or correct the clock"));
    } else if (end.isBefore(now.plus(SOON))) {
      findings.add(new Warn(describe(shown), "renew it"));
    }
    if (distrust != null) {
      findings.add(
          new Warn(
              describe(shown) + "; the JDK does not trust it: " + distrust,
              "let it be signed by an authority that clients know, for the host of the URL"));
    }
  }

  private static void bindings(
      X509Certificate shown,
      BindingMode mode,
      @Nullable ConfigurationFacts configuration,
      List<Finding> findings) {
    byte[] binding = ChannelBindings.of(shown);
    if (binding == null) {
      String text =
          "RFC 5929 defines no channel bindings for a certificate signed with "
              + shown.getSigAlgName();
      String mend = "use a certificate signed with RSA or ECDSA and SHA-256";
      findings.add(
          mode == BindingMode.REQUIRED
              ? new Fail(text, mend, Reason.BINDINGS_UNKNOWN)
              : new Warn(text, mend, Reason.BINDINGS_UNKNOWN));
      return;
    }
    if (configuration != null && hasFiles(configuration)) {
      compare(shown, binding, configuration, findings);
    }
  }

  private static boolean hasFiles(ConfigurationFacts configuration) {
    return !configuration.certificates().isEmpty()
        || configuration.settings().isSet(NegotiateSettings.KEYSTORE);
  }

  private static void compare(
      X509Certificate shown,
      byte[] binding,
      ConfigurationFacts configuration,
      List<Finding> findings) {
    Path keyStore =
        configuration.settings().isSet(NegotiateSettings.KEYSTORE)
            ? configuration.place(NegotiateSettings.KEYSTORE)
            : null;
    Path password =
        configuration.settings().isSet(NegotiateSettings.KEYSTORE_PASSWORD_FILE)
            ? configuration.place(NegotiateSettings.KEYSTORE_PASSWORD_FILE)
            : null;
    CertificateSource.Files files =
        new CertificateSource.Files(configuration.certificates(), keyStore, password, false);
    try (CertificateSource source = CertificateSource.open(files, Duration.ZERO)) {
      if (source.ofFiles().stream().noneMatch(each -> MessageDigest.isEqual(each, binding))) {
        findings.add(
            Fail.of(
                Reason.BINDINGS_WRONG,
                describe(shown) + ", which is none of those in the settings"));
      }
    } catch (UnusableFileException e) {
      findings.add(
          new Fail(String.valueOf(e.getMessage()), "correct negotiate.certificates or keystore"));
    }
  }
}
