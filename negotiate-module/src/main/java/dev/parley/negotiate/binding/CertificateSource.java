package dev.parley.negotiate.binding;

import dev.parley.audit.Aside;
import dev.parley.files.FileLimit;
import dev.parley.files.FileWatch;
import dev.parley.files.UnusableFileException;
import dev.parley.files.WatchedFile;
import dev.parley.files.WatchedFiles;
import dev.parley.http.HttpExchange;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that clients may have seen at the other end of their TLS connection, as channel
 * bindings: those of the configured files (the old and the new one during a rotation, the one of a
 * proxy that ends TLS), and the one that the container shows. A thread looks for changes of the
 * files, that with the keystore's password too; a file that can not be used leaves what it said
 * before in force. Thread-safe, without locks on the way of a request.
 */
public final class CertificateSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateSource.class);

  private final boolean ofConnection;
  private final WatchedFiles<List<X509Certificate>> pemFiles;
  private final WatchedFiles<List<X509Certificate>> keyStores;
  private final @Nullable WatchedFile password;
  private final KnownBindings known = new KnownBindings();
  private volatile List<byte[]> configured;
  private final @Nullable FileWatch watch;

  /**
   * Where certificates come from.
   *
   * @param pemFiles PEM or DER files; of each the first certificate is the server's
   * @param keyStore a PKCS #12 or JKS keystore, or null
   * @param keyStorePassword the file with its password, or null
   * @param ofConnection whether the certificate that the container shows counts as well
   */
  public record Files(
      List<Path> pemFiles,
      @Nullable Path keyStore,
      @Nullable Path keyStorePassword,
      boolean ofConnection) {
    /** Copies the list. */
    public Files {
      pemFiles = List.copyOf(pemFiles);
    }

    /** No files: what the container shows. */
    public static Files none() {
      return new Files(List.of(), null, null, true);
    }
  }

  private CertificateSource(Files files, Duration interval) throws UnusableFileException {
    this.ofConnection = files.ofConnection();
    FileLimit most = CertificateFile.LIMIT;
    this.pemFiles =
        WatchedFiles.read("certificate file", files.pemFiles(), most, CertificateFile::ofPem);
    Path passwordFile = files.keyStorePassword();
    this.password = passwordFile == null ? null : firstRead(new WatchedFile(passwordFile, most));
    this.keyStores =
        WatchedFiles.read(
            "keystore",
            files.keyStore() == null ? List.of() : List.of(files.keyStore()),
            most,
            content -> CertificateFile.ofKeyStore(content, passwordFile));
    this.configured = configured();
    boolean hasFiles = !files.pemFiles().isEmpty() || files.keyStore() != null;
    this.watch =
        hasFiles && !interval.isZero()
            ? FileWatch.start("certificate files", this::look, interval)
            : null;
  }

  private static WatchedFile firstRead(WatchedFile file) throws UnusableFileException {
    Arrays.fill(file.read(), (byte) 0);
    return file;
  }

  /**
   * Reads the files and starts to watch them.
   *
   * @param interval how often to look for changes; zero for never
   * @throws UnusableFileException when a file cannot be read or has no certificate
   */
  public static CertificateSource open(Files files, Duration interval)
      throws UnusableFileException {
    return new CertificateSource(files, interval);
  }

  private List<byte[]> configured() {
    List<byte[]> bindings = new ArrayList<>();
    List<List<X509Certificate>> all = new ArrayList<>(pemFiles.values());
    all.addAll(keyStores.values());
    for (List<X509Certificate> certificates : all) {
      for (X509Certificate certificate : certificates) {
        byte[] binding = ChannelBindings.of(certificate);
        if (binding == null) {
          Aside.write(
              () ->
                  LOG.warn(
                      "RFC 5929 defines no channel binding for the certificate of {}, signed with"
                          + " {}",
                      certificate.getSubjectX500Principal(),
                      certificate.getSigAlgName()));
        } else if (!contains(bindings, binding)) {
          bindings.add(binding);
        }
      }
    }
    return List.copyOf(bindings);
  }

  /** Looks once for changes; answers whether to look again soon. */
  boolean look() {
    boolean changed = pemFiles.look();
    changed |= isNewPassword() ? keyStores.readAgain() : keyStores.look();
    if (changed) {
      configured = configured();
    }
    return pemFiles.isUnsettled()
        || keyStores.isUnsettled()
        || (password != null && password.isUnsettled());
  }

  private boolean isNewPassword() {
    try {
      byte[] content = password == null ? null : password.look();
      if (content == null) {
        return false;
      }
      Arrays.fill(content, (byte) 0);
      return true;
    } catch (UnusableFileException e) {
      // Whoever reads the keystore next, with the file still missing, says so.
      return false;
    }
  }

  /**
   * The channel bindings that hold for the exchange's connection: for each certificate that the
   * client may have seen the 16 octets of {@link ChannelBindings#of}.
   *
   * @return an unmodifiable list, empty when no certificate is known; the octets are shared and not
   *     to be changed
   */
  public List<byte[]> bindingsFor(HttpExchange exchange) {
    List<byte[]> files = configured;
    X509Certificate shown = ofConnection ? exchange.serverCertificate() : null;
    byte[] own = shown == null ? null : known.of(shown);
    if (own == null || contains(files, own)) {
      return files;
    }
    if (files.isEmpty()) {
      return List.of(own);
    }
    List<byte[]> both = new ArrayList<>(files);
    both.add(own);
    return List.copyOf(both);
  }

  /** The bindings of the configured files alone; as in {@link #bindingsFor}, for diagnosis. */
  public List<byte[]> ofFiles() {
    return configured;
  }

  private static boolean contains(List<byte[]> bindings, byte[] binding) {
    return bindings.stream().anyMatch(each -> MessageDigest.isEqual(each, binding));
  }

  /** Ends the watching. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
