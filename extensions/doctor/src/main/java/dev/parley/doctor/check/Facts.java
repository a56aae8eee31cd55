package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.krb5.Kdc;
import dev.parley.doctor.krb5.KdcAnswer;
import dev.parley.doctor.krb5.Krb5Conf;
import dev.parley.doctor.krb5.Krb5ConfReader;
import dev.parley.doctor.krb5.Logon;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.files.UnusableFileException;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.KeytabFiles;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.options.KerberosSettings;
import dev.parley.negotiate.options.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the checks learn for each other; each is looked up once. Not thread-safe. */
final class Facts implements AutoCloseable {
  /** Why there are no keys. */
  static final String NO_KEYTAB = "no --keytab was given, and no --config that names one";

  private static final Duration USUAL_SKEW = Duration.ofMinutes(5);
  private static final Path DEFAULT_KRB5_CONF = Path.of("/etc/krb5.conf");

  private final Question question;
  private final World world;
  private @Nullable Fact<Krb5Conf> krb5Conf;
  private @Nullable Fact<First> first;
  private @Nullable FilterSources sources;
  private @Nullable Fact<ConfigurationFacts> configuration;
  private @Nullable List<ConfigurationFacts> configurations;
  private final Map<String, FilterUsers> users = new HashMap<>();
  private final DigestFacts digest = new DigestFacts(this);
  private @Nullable Fact<KeySet> keys;
  private @Nullable KeytabFiles keytab;
  private @Nullable Fact<List<Kdc>> kdcs;
  private @Nullable List<KdcAnswer> kdcAnswers;
  private @Nullable Fact<Logon> logon;
  private final Map<String, Fact<List<String>>> owners = new HashMap<>();

  /**
   * The first answer of the server.
   *
   * @param certificate of the server; null without TLS
   * @param distrust why the JDK does not trust it; null when it does
   * @param stayedOpen whether a second request could follow on the connection
   */
  record First(
      HttpAnswer answer,
      @Nullable X509Certificate certificate,
      @Nullable String distrust,
      boolean stayedOpen) {}

  Facts(Question question, World world) {
    this.question = question;
    this.world = world;
  }

  Question question() {
    return question;
  }

  World world() {
    return world;
  }

  /** The page to ask for. */
  Fact<Page> page() {
    return question.url() == null
        ? new Unknown<>("no --url was given")
        : new Known<>(Page.of(question.url()));
  }

  /** Where krb5.conf is, or should be. */
  Path krb5ConfPath() {
    Path given = question.krb5Conf();
    if (given != null) {
      return given;
    }
    String named = world.environment().getOrDefault("KRB5_CONFIG", "");
    for (String each : named.split(":", -1)) {
      if (!each.isEmpty() && Files.exists(Path.of(each))) {
        return Path.of(each);
      }
    }
    return DEFAULT_KRB5_CONF;
  }

  /** What stands in it. */
  Fact<Krb5Conf> krb5Conf() {
    Fact<Krb5Conf> known = krb5Conf;
    if (known == null) {
      known = krb5Conf = readKrb5Conf(krb5ConfPath());
    }
    return known;
  }

  private static Fact<Krb5Conf> readKrb5Conf(Path file) {
    try {
      return new Known<>(Krb5ConfReader.read(file));
    } catch (MalformedTokenException e) {
      return new Unknown<>(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofFile(e));
    }
  }

  /** What the server says to a request without credentials. */
  Fact<First> first() {
    Fact<First> known = first;
    if (known == null) {
      known = first = page() instanceof Known<Page> page ? ask(page.value()) : unknown(page());
    }
    return known;
  }

  private static Fact<First> ask(Page page) {
    try (HttpConnection connection = HttpConnection.open(page)) {
      HttpAnswer answer = connection.get();
      String distrust = connection.tls() == null ? null : connection.tls().distrust();
      return new Known<>(
          new First(answer, connection.certificate(), distrust, connection.isOpen()));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofNetwork(page.place(), e));
    }
  }

  /** The filters of the file that was given. */
  FilterSources sources() {
    FilterSources known = sources;
    if (known == null) {
      Path file = question.config();
      known = sources = file == null ? FilterSources.none() : FilterSources.read(question, file);
    }
    return known;
  }

  /** The settings of each of them that can be read. */
  List<ConfigurationFacts> configurations() {
    List<ConfigurationFacts> known = configurations;
    if (known == null) {
      known = configurations = sources().all();
    }
    return known;
  }

  /** The settings of the filter. */
  Fact<ConfigurationFacts> configuration() {
    Fact<ConfigurationFacts> known = configuration;
    if (known == null) {
      known = configuration = sources().configuration();
    }
    return known;
  }

  /** The users of a filter. */
  FilterUsers users(ConfigurationFacts of) {
    return users.computeIfAbsent(of.source().prefix(), prefix -> FilterUsers.read(of));
  }

  /** What Digest shows of itself. */
  DigestFacts digest() {
    return digest;
  }

  /** Where the keytabs are. */
  List<Path> keytabPaths() {
    return question.keytabs().isEmpty()
        ? configuration().map(ConfigurationFacts::keytabs).or(List.of())
        : question.keytabs();
  }

  /** What stands in them. */
  Fact<KeySet> keys() {
    Fact<KeySet> known = keys;
    if (known == null) {
      known = keys = keytabPaths().isEmpty() ? new Unknown<>(NO_KEYTAB) : openKeytab();
    }
    return known;
  }

  private Fact<KeySet> openKeytab() {
    try {
      KeytabFiles opened = KeytabFiles.open(keytabPaths(), Duration.ZERO);
      keytab = opened;
      return new Known<>(opened.current());
    } catch (UnusableFileException e) {
      return new Unknown<>(String.valueOf(e.getMessage()));
    }
  }

  /** The encryption types that the filter takes. */
  List<Enctype> permittedEnctypes() {
    List<String> names =
        configuration()
            .map(each -> each.settings().get(KerberosSettings.ENCTYPES))
            .or(KerberosSettings.ENCTYPES.defaultValue());
    return names.stream().flatMap(name -> Enctype.ofName(name).stream()).toList();
  }

  /** The realms whose tickets the filter takes without a PAC. */
  List<String> realmsWithoutPac() {
    return configuration()
        .map(each -> each.settings().get(KerberosSettings.REALMS_WITHOUT_PAC))
        .or(List.of());
  }

  /** Whether the filter takes names that are not in the keytab, of the class of one that is. */
  boolean takesOtherNames() {
    return configuration()
            .map(each -> each.settings().get(KerberosSettings.SERVICE_NAMES))
            .or(KerberosSettings.SERVICE_NAMES.defaultValue())
        == ServiceNames.SAME_CLASS;
  }

  /**
   * The accounts that have the service's SPN, by the directory of the domain.
   *
   * @param spn without the realm
   */
  Fact<List<String>> owners(String spn) {
    return owners.computeIfAbsent(spn, each -> Owners.ask(each, this));
  }

  /** How far clocks may be apart. */
  Duration allowedSkew() {
    return configuration()
        .map(each -> each.settings().get(KerberosSettings.CLOCK_SKEW))
        .or(USUAL_SKEW);
  }

  /** The realm in which clients ask for the host's service. */
  Fact<String> realm() {
    Krb5Conf conf = krb5Conf().orNull();
    Page page = page().orNull();
    Optional<String> mapped =
        conf == null || page == null ? Optional.empty() : conf.realmOf(page.host());
    Optional<String> ofKeytab =
        keys()
            .map(set -> set.keys().stream().map(ServiceKey::realm).findFirst())
            .or(Optional.empty());
    return mapped
        .or(() -> ofKeytab)
        .or(() -> conf == null ? Optional.empty() : conf.defaultRealm())
        .<Fact<String>>map(Known::new)
        .orElseGet(() -> new Unknown<>("neither krb5.conf nor a keytab tells the realm"));
  }

  /** The KDCs of the realm. */
  Fact<List<Kdc>> kdcs() {
    Fact<List<Kdc>> known = kdcs;
    if (known == null) {
      known = kdcs = realm() instanceof Known<String> of ? findKdcs(of.value()) : unknown(realm());
    }
    return known;
  }

  private Fact<List<Kdc>> findKdcs(String realm) {
    Krb5Conf conf = krb5Conf().or(new Krb5Conf(List.of()));
    List<Kdc> found = new ArrayList<>();
    for (String each : conf.kdcs(realm)) {
      try {
        found.add(Kdc.parse(each));
      } catch (MalformedTokenException e) {
        return new Unknown<>(
            "krb5.conf names a kdc of " + realm + " by " + each + ": " + e.getMessage());
      }
    }
    if (found.isEmpty() && conf.is("dns_lookup_kdc", true)) {
      found.addAll(Kdc.ofDns(realm, world.names()));
    }
    return found.isEmpty()
        ? new Unknown<>("nothing names a KDC of the realm " + realm)
        : new Known<>(List.copyOf(found));
  }

  /** What they said; empty when none is known. */
  List<KdcAnswer> kdcAnswers() {
    List<KdcAnswer> known = kdcAnswers;
    if (known == null) {
      List<Kdc> all = kdcs().or(List.of());
      known = kdcAnswers = all.isEmpty() ? List.of() : KdcCheck.ask(all, realm().or(""), this);
    }
    return known;
  }

  /** The caller's tickets. */
  Fact<Logon> logon() {
    Fact<Logon> known = logon;
    if (known == null) {
      known = logon = Credentials.ofCache(this);
    }
    return known;
  }

  private static <T> Fact<T> unknown(Fact<?> other) {
    return new Unknown<>(other.why());
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    KeytabFiles opened = keytab;
    if (opened != null) {
      opened.close();
    }
  }
}
