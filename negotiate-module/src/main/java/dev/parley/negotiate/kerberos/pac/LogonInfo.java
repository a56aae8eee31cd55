package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.identity.Sid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * KERB_VALIDATION_INFO (MS-PAC section 2.5), without what nobody here needs (passwords' ages,
 * profile, session key).
 *
 * @param logonTime when the user logged on, as FILETIME: 100 ns since 1601; 0 when not set
 * @param effectiveName the account's name as the directory spells it
 * @param fullName the user's
 * @param logonServer the domain controller
 * @param domainName the NetBIOS name of the domain
 * @param userId the RID of the user; 0 when the first of {@code extraSids} is the user
 * @param primaryGroupId a RID
 * @param groups the groups of the domain
 * @param userFlags whether the following are there, {@link #EXTRA_SIDS}, {@link #RESOURCE_GROUPS}
 * @param userAccountControl {@link #DISABLED} and others
 * @param domain the SID of the domain
 * @param extraSids groups of other domains and of none
 * @param resourceDomain the SID of the domain of the service, or null
 * @param resourceGroups its groups
 */
record LogonInfo(
    long logonTime,
    String effectiveName,
    String fullName,
    String logonServer,
    String domainName,
    int userId,
    int primaryGroupId,
    List<Group> groups,
    int userFlags,
    int userAccountControl,
    @Nullable Sid domain,
    List<ExtraSid> extraSids,
    @Nullable Sid resourceDomain,
    List<Group> resourceGroups) {
  /** The bit of userFlags that says that there are extra SIDs. */
  static final int EXTRA_SIDS = 0x20;

  /** The bit of userFlags that says that there are resource groups. */
  static final int RESOURCE_GROUPS = 0x200;

  /** The bit of userAccountControl of a disabled account (MS-SAMR section 2.2.1.12). */
  static final int DISABLED = 0x01;

  /** SE_GROUP_ENABLED: the group counts where something is allowed. */
  private static final int ENABLED = 0x04;

  /** SE_GROUP_USE_FOR_DENY_ONLY: the group counts only where something is forbidden. */
  private static final int DENY_ONLY = 0x10;

  /** GROUP_MEMBERSHIP: a RID and its attributes (MS-PAC section 2.2.2). */
  record Group(int relativeId, int attributes) {}

  /** KERB_SID_AND_ATTRIBUTES (MS-PAC section 2.2.1). */
  record ExtraSid(Sid sid, int attributes) {}

  /** The SID of the user; empty when the PAC names none. */
  Optional<Sid> user() {
    if (userId != 0) {
      return ofDomain(domain, userId);
    }
    return (userFlags & EXTRA_SIDS) == 0
        ? Optional.empty()
        : extraSids.stream().findFirst().map(ExtraSid::sid);
  }

  /**
   * The SIDs by which something may be allowed to the user: its own and those of its groups
   * (primary, groups, extra, resource) that are enabled. One that any list marks as for denying
   * only is none of them.
   */
  Collection<Sid> sids() {
    Effective effective = new Effective();
    // A user's SID has no attributes of its own.
    user().ifPresent(effective.sids::add);
    boolean listed = groups.stream().anyMatch(each -> each.relativeId() == primaryGroupId);
    if (primaryGroupId != 0 && !listed) {
      ofDomain(domain, primaryGroupId).ifPresent(effective.sids::add);
    }
    groups.forEach(each -> effective.add(ofDomain(domain, each.relativeId()), each.attributes()));
    if ((userFlags & EXTRA_SIDS) != 0) {
      extraSids.forEach(each -> effective.add(Optional.of(each.sid()), each.attributes()));
    }
    if ((userFlags & RESOURCE_GROUPS) != 0) {
      resourceGroups.forEach(
          each -> effective.add(ofDomain(resourceDomain, each.relativeId()), each.attributes()));
    }
    effective.sids.removeAll(effective.denyOnly);
    return effective.sids;
  }

  /** Takes groups with their attributes. */
  private static final class Effective {
    final Set<Sid> sids = new LinkedHashSet<>();
    final Set<Sid> denyOnly = new HashSet<>();

    void add(Optional<Sid> group, int attributes) {
      if (group.isPresent() && (attributes & DENY_ONLY) != 0) {
        denyOnly.add(group.get());
      } else if (group.isPresent() && (attributes & ENABLED) != 0) {
        sids.add(group.get());
      }
    }
  }

  private static Optional<Sid> ofDomain(@Nullable Sid domain, int relativeId) {
    return domain == null ? Optional.empty() : domain.withRelativeId(relativeId);
  }

  /** Reads the buffer of the PAC. */
  static LogonInfo parse(byte[] pac, int offset, int length) throws MalformedTokenException {
    return new Reader(new LittleEndian(pac, offset, length)).read();
  }

  /**
   * The NDR of the structure: first its fixed part, then what its pointers point to, in their order
   * (MS-RPCE section 2.2.6, C706 chapter 14).
   */
  private static final class Reader {
    private final LittleEndian in;

    Reader(LittleEndian in) {
      this.in = in;
    }

    /** RPC_UNICODE_STRING, the part in the structure. */
    private record StringHeader(int octets, boolean present) {}

    /** A count in the structure and whether its pointer is set. */
    private record ArrayHeader(int count, boolean present) {}

    LogonInfo read() throws MalformedTokenException {
      headers();
      long logonTime = in.int64();
      in.skip(5 * 8); // LogoffTime to PasswordMustChange
      StringHeader[] names = strings(6); // EffectiveName to HomeDirectoryDrive
      in.skip(4); // LogonCount, BadPasswordCount
      int userId = in.int32();
      int primaryGroupId = in.int32();
      ArrayHeader groupIds = array();
      int userFlags = in.int32();
      in.skip(16); // UserSessionKey
      StringHeader[] domainNames = strings(2); // LogonServer, LogonDomainName
      boolean hasDomain = in.int32() != 0;
      in.skip(8); // Reserved1
      int userAccountControl = in.int32();
      in.skip(28); // SubAuthStatus to Reserved3
      ArrayHeader sids = array();
      boolean hasResourceDomain = in.int32() != 0;
      ArrayHeader resourceIds = array();

      String[] texts = texts(names);
      List<Group> groups = groups(groupIds);
      String[] domainTexts = texts(domainNames);
      Sid domain = hasDomain ? sid() : null;
      List<ExtraSid> extraSids = extraSids(sids);
      Sid resourceDomain = hasResourceDomain ? sid() : null;
      List<Group> resourceGroups = groups(resourceIds);
      return new LogonInfo(
          logonTime,
          texts[0],
          texts[1],
          domainTexts[0],
          domainTexts[1],
          userId,
          primaryGroupId,
          groups,
          userFlags,
          userAccountControl,
          domain,
          extraSids,
          resourceDomain,
          resourceGroups);
    }

    /** Type serialization version 1: common and private header, and the pointer to it all. */
    private void headers() throws MalformedTokenException {
      boolean littleEndian = in.uint8() == 1 && in.uint8() == 0x10 && in.uint16() == 8;
      in.skip(4); // filler
      int length = in.int32();
      in.skip(4); // filler
      if (!littleEndian || length < 0 || length > in.remaining()) {
        throw new MalformedTokenException("the logon information is not serialized as expected");
      }
      if (in.int32() == 0) {
        throw new MalformedTokenException("the logon information is absent");
      }
    }

    private StringHeader[] strings(int count) throws MalformedTokenException {
      StringHeader[] headers = new StringHeader[count];
      for (int i = 0; i < count; i++) {
        int octets = in.uint16();
        in.skip(2); // MaximumLength
        headers[i] = new StringHeader(octets, in.int32() != 0);
      }
      return headers;
    }

    private ArrayHeader array() throws MalformedTokenException {
      int count = in.int32();
      return new ArrayHeader(count, in.int32() != 0);
    }

    private String[] texts(StringHeader[] headers) throws MalformedTokenException {
      String[] texts = new String[headers.length];
      for (int i = 0; i < headers.length; i++) {
        texts[i] = headers[i].present() ? text(headers[i].octets()) : "";
      }
      return texts;
    }

    /** A conformant and varying array of characters. */
    private String text(int octets) throws MalformedTokenException {
      in.align4();
      int most = in.int32();
      int offset = in.int32();
      int actual = in.int32();
      if (offset != 0 || actual != octets / 2 || Integer.compareUnsigned(actual, most) > 0) {
        throw new MalformedTokenException("the counts of a text of the PAC contradict each other");
      }
      return in.text(octets);
    }

    private List<Group> groups(ArrayHeader header) throws MalformedTokenException {
      int count = elements(header, 8);
      List<Group> groups = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        groups.add(new Group(in.int32(), in.int32()));
      }
      return List.copyOf(groups);
    }

    private int elements(ArrayHeader header, int size) throws MalformedTokenException {
      if (!header.present()) {
        if (header.count() != 0) {
          throw new MalformedTokenException("an array of the PAC is absent that has elements");
        }
        return 0;
      }
      in.align4();
      int count = in.count(size);
      if (count != header.count()) {
        throw new MalformedTokenException("the counts of an array of the PAC differ");
      }
      return count;
    }

    private List<ExtraSid> extraSids(ArrayHeader header) throws MalformedTokenException {
      int count = elements(header, 8);
      boolean[] present = new boolean[count];
      int[] attributes = new int[count];
      for (int i = 0; i < count; i++) {
        present[i] = in.int32() != 0;
        attributes[i] = in.int32();
      }
      List<ExtraSid> sids = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        if (present[i]) {
          sids.add(new ExtraSid(sid(), attributes[i]));
        }
      }
      return List.copyOf(sids);
    }

    /** RPC_SID: the count of its parts goes before it once more. */
    private Sid sid() throws MalformedTokenException {
      in.align4();
      in.count(4);
      return in.sid();
    }
  }
}
