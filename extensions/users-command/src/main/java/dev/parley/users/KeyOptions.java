package dev.parley.users;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.StoredKey;
import dev.parley.authority.file.User;
import dev.parley.authority.file.UsersFile;
import dev.parley.sspi.SessionKey;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** For which realms and algorithms hashes are made, and whether for NTLM. */
final class KeyOptions {
  /** The realm of the demo. */
  static final String DEFAULT_REALM = "Parley demo";

  @Option(
      names = {"-r", "--realm"},
      paramLabel = "R",
      description =
          "The realm; may be repeated. Default: the realms the user has, or the one realm of the"
              + " file, or \""
              + DEFAULT_REALM
              + "\".")
  private List<String> realms = new ArrayList<>();

  @Option(
      names = {"-a", "--algorithm"},
      paramLabel = "A",
      split = ",",
      converter = AlgorithmConverter.class,
      description = "MD5, SHA-256, SHA-512-256; may be repeated. Default: all.")
  private List<DigestAlgorithm> algorithms = new ArrayList<>();

  @Option(
      names = "--latin1",
      description =
          "Adds hashes in ISO-8859-1 where they differ, for clients that do not know UTF-8.")
  private boolean latin1;

  @Option(
      names = "--nt-hash",
      negatable = true,
      description = {
        "Keeps the NT hash of the password too, which NTLM needs; --no-nt-hash takes it away."
            + " Default: as the user had it.",
        "Whoever reads an NT hash can log on with it wherever NTLM is taken, in any realm: it is as"
            + " good as the password."
      })
  private @Nullable Boolean ntHash;

  /** Reads an algorithm by its token. */
  static final class AlgorithmConverter implements ITypeConverter<DigestAlgorithm> {
    @Override
    public DigestAlgorithm convert(String value) {
      return DigestAlgorithm.ofToken(value)
          .filter(algorithm -> !algorithm.session())
          .orElseThrow(
              () -> new TypeConversionException("allowed are MD5, SHA-256 and SHA-512-256"));
    }
  }

  /** The NT hash of a new password, if one is wanted or the user had one. */
  @Nullable SessionKey ntHash(@Nullable User before, char[] password) {
    boolean had = before != null && before.ntHash() != null;
    return (ntHash == null ? had : ntHash) ? NtHash.derive(password) : null;
  }

  /** The NT hash of a password that stays. */
  @Nullable SessionKey keptNtHash(User before) throws CommandFailure {
    if (ntHash != null && ntHash && before.ntHash() == null) {
      throw new CommandFailure("--nt-hash needs the password; leave out --keep-password");
    }
    return ntHash != null && !ntHash ? null : before.ntHash();
  }

  /** The realms that a file has. */
  static Set<String> realmsOf(UsersFile file) {
    Set<String> realms = new LinkedHashSet<>();
    file.users().forEach(user -> user.keys().forEach(key -> realms.add(key.realm())));
    return realms;
  }

  /** The realms that were named, or those that the user or the file has. */
  Set<String> realms(Set<String> ofFile, @Nullable User user) throws CommandFailure {
    if (!realms.isEmpty()) {
      return new LinkedHashSet<>(realms.stream().map(Passwords::normalize).toList());
    }
    Set<String> ofUser = new LinkedHashSet<>();
    if (user != null) {
      user.keys().forEach(key -> ofUser.add(key.realm()));
    }
    if (!ofUser.isEmpty()) {
      return ofUser;
    }
    if (ofFile.size() > 1) {
      throw new CommandFailure("the file has several realms, choose with --realm: " + ofFile);
    }
    return ofFile.isEmpty() ? Set.of(DEFAULT_REALM) : ofFile;
  }

  /** The hashes of a password for these realms, after those that the user has for others. */
  List<StoredKey> keys(String name, @Nullable User before, Set<String> chosen, char[] password) {
    List<StoredKey> keys = new ArrayList<>();
    if (before != null) {
      before.keys().stream().filter(key -> !chosen.contains(key.realm())).forEach(keys::add);
    }
    for (String realm : chosen) {
      for (DigestAlgorithm algorithm : algorithms()) {
        StoredKey key = StoredKey.derive(name, realm, algorithm, password);
        keys.add(key);
        if (latin1 && fits(StandardCharsets.ISO_8859_1, name, realm, password)) {
          StoredKey other =
              StoredKey.derive(name, realm, algorithm, password, StandardCharsets.ISO_8859_1);
          if (!other.equals(key)) {
            keys.add(other);
          }
        }
      }
    }
    return keys;
  }

  private Set<DigestAlgorithm> algorithms() {
    return algorithms.isEmpty()
        ? new LinkedHashSet<>(
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5, DigestAlgorithm.SHA_512_256))
        : new LinkedHashSet<>(algorithms);
  }

  private static boolean fits(Charset charset, String name, String realm, char[] password) {
    return charset.newEncoder().canEncode(name + realm)
        && charset.newEncoder().canEncode(CharBuffer.wrap(password));
  }
}
