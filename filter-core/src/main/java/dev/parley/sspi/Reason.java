package dev.parley.sspi;

/**
 * Why a request was refused: a code for the audit, one line of cause, one line of mend. Operators
 * read these; a client is told no more than its scheme allows.
 */
public enum Reason {
  /** First contact. */
  NO_CREDENTIALS("the request has no credentials", "nothing: the client answers the challenge"),
  /** Another scheme. */
  UNKNOWN_SCHEME(
      "the credentials are of a scheme that is not offered",
      "switch the scheme on, or let the client use an offered one"),
  /** Grammar. */
  MALFORMED("the credentials break the grammar of their scheme", "mend the client"),
  /** RFC 7616 section 3.4. */
  MISSING_PARAMETER("a parameter that the scheme requires is missing", "mend the client"),
  /** RFC 7616 section 3.4. */
  CONTRADICTION("parameters of the credentials contradict each other", "mend the client"),
  /** RFC 7616 section 3.4.1. */
  RESPONSE_FORM(
      "the response is not the hexadecimal hash of its algorithm, whatever the password is",
      "correct the client: it names one algorithm and computes another, or none"),
  /** Not what was offered. */
  REALM_MISMATCH(
      "the realm is not the one that was offered",
      "look whether a proxy or another service shares the protection space"),
  /** Not what was offered. */
  ALGORITHM_NOT_OFFERED(
      "the algorithm was not offered to this client",
      "add it to digest.algorithms if it is wanted"),
  /** Not what was offered. */
  QOP_NOT_OFFERED("the qop was not offered", "add it to digest.qop if it is wanted"),
  /** RFC 2069. */
  LEGACY_RESPONSE(
      "the response is of the RFC 2069 form, without qop",
      "set digest.allow-rfc2069 if such clients must get in"),
  /** The uri directive. */
  URI_MISMATCH(
      "the uri directive names another resource than the request: a proxy in front rewrites paths, or the client repeats an answer after a redirect",
      "behind such a proxy set digest.uri-prefixes, or let it pass paths on as they are; after a redirect nothing: the client answers the new challenge"),
  /** The MAC of the nonce is wrong. */
  NONCE_UNKNOWN(
      "the nonce was not made for this opaque with a key that this server has",
      "after a restart: set digest.nonce-key to keep nonces recognisable"),
  /** Too old. */
  NONCE_EXPIRED("the nonce has served its time", "nothing: the client takes the new nonce"),
  /** Ours by key, but of another process. */
  NONCE_OTHER_SERVER(
      "the nonce was made before a restart or by another node",
      "nothing: the client takes the new nonce"),
  /** Replay. */
  NONCE_COUNT_REPLAYED(
      "this nonce count was used before",
      "if clients always send nc=1 set digest.replay-protection"),
  /** Behind the window. */
  NONCE_COUNT_TOO_OLD(
      "the nonce count lies behind the window", "nothing: the client takes the new nonce"),
  /** Strict mode. */
  NONCE_COUNT_OUT_OF_SEQUENCE(
      "the nonce count is not exactly one greater",
      "use digest.replay-protection=window for parallel clients"),
  /** The response does not verify. */
  WRONG_RESPONSE(
      "the response does not verify: wrong password, or a changed message",
      "let the user try again; compare realm and account spelling in the user store"),
  /** No such account. */
  UNKNOWN_ACCOUNT(
      "the authority does not know the account",
      "add the account, or look at the realm it is kept under"),
  /** Disabled. */
  ACCOUNT_DISABLED("the account is disabled", "enable it"),
  /** Expired. */
  ACCOUNT_EXPIRED("the account has expired", "extend it"),
  /** A domain takes it for an account that is known in another spelling. */
  ACCOUNT_AMBIGUOUS(
      "the account is known in another spelling, and it is not sure that both are one",
      "write the name in the users file exactly as the domain spells it, or add an account for each spelling"),
  /** What was asked before a change does not outlive it. */
  ACCOUNT_CHANGED(
      "the account was changed or revoked while the client logged on",
      "nothing: the client logs on again"),
  /** The store has no hash for this algorithm and realm. */
  NO_KEY_FOR_ALGORITHM(
      "the user store has no hash of this account for the realm and algorithm",
      "set the password again for this realm and algorithm"),
  /** The store has no hash for NTLM. */
  NO_NT_HASH(
      "the user store has no NT hash of this account",
      "set the password again with --nt-hash if NTLM is wanted, or let the client use another scheme"),
  /** Too many wrong answers. */
  LOCKED_OUT(
      "too many wrong answers for this account from this address", "wait for the back-off to end"),
  /** Too many wrong answers. */
  THROTTLED("too many wrong answers from this address", "wait for the back-off to end"),
  /** The authority does not answer. */
  AUTHORITY_UNAVAILABLE("the authority does not answer", "look at the authority and the way to it"),
  /** 503. */
  TOO_MANY_LOGONS(
      "as many logons of this account, from this address or in all wait for an authority as may",
      "nothing if it passes; else look at the authority and at who floods it, or raise waiters-max and its like"),
  /** Logged out or revoked. */
  CONTEXT_REVOKED("the context was logged out or revoked", "nothing: the user logs on again"),
  /** The context has run out or is unknown. */
  CONTEXT_EXPIRED("the context has run out", "nothing: the client answers the new challenge"),
  /** The opaque belongs to the context of another account or algorithm. */
  CONTEXT_OF_ANOTHER(
      "the opaque names a context of another account or algorithm",
      "nothing: the client takes the new opaque"),
  /** Two clients in one request. */
  SESSION_OF_ANOTHER(
      "the session is of another client than the one whom the connection has proved: it was ended",
      "nothing when two users share a browser; else look for a cookie that was stolen or planted"),
  /** A token for a mechanism that is off. */
  NTLM_NOT_OFFERED(
      "the client sent an NTLM token where only Kerberos is on",
      "let the client get a ticket (its clock, DNS name and SPN of this service), or switch NTLM on"),
  /** RFC 4178. */
  MECHANISM_NOT_OFFERED(
      "the client offers no mechanism that is on",
      "switch the mechanism on, or let the client use Kerberos or NTLM"),
  /** The scheme can not be used on this connection. */
  NOT_ON_THIS_CONNECTION(
      "the client sent NTLM over a connection that cannot stand for one client",
      "let such clients use HTTP/1.1, Kerberos or Digest; behind a proxy that keeps connections apart set negotiate.proxy-keeps-connections"),
  /** Two accounts on one connection. */
  SHARED_CONNECTION(
      "the client logged on by NTLM over a connection that has carried another account: it may be that of a proxy",
      "after a change of user none, the client starts again over a new connection; otherwise add the proxy to trusted-proxies"),
  /** A further leg without its first. */
  NO_NEGOTIATION(
      "a further token came on a connection that has no negotiation under way",
      "let no proxy share connections between clients; the client begins anew"),
  /** At most eight. */
  TOO_MANY_LEGS("the negotiation has too many legs", "mend the client"),
  /** RFC 4178 section 5. */
  MECH_LIST_MIC(
      "the mechListMIC is missing or wrong: the list of mechanisms was changed on the way",
      "look for somebody between client and server"),
  /** RFC 4120 KRB_AP_ERR_NOT_US. */
  WRONG_SPN(
      "the ticket is for a service whose key is not in the keytab",
      "add the SPN to the keytab, or let clients use the name that the keytab has"),
  /** RFC 4120 KRB_AP_ERR_BADKEYVER. */
  UNKNOWN_KVNO(
      "the ticket is encrypted with a version of the service key that is not in the keytab",
      "export the keytab anew; keep the old versions until their tickets have expired"),
  /** RFC 4120 KDC_ERR_ETYPE_NOSUPP. */
  ENCTYPE_NOT_PERMITTED(
      "the ticket has an encryption type that is not permitted or not in the keytab",
      "give the service account AES keys; or permit the type by kerberos.enctypes"),
  /** RFC 4120 KRB_AP_ERR_BAD_INTEGRITY. */
  TICKET_INTEGRITY(
      "the ticket does not decrypt with the key in the keytab",
      "the password of the service account was changed: export the keytab anew"),
  /** RFC 4120 KRB_AP_ERR_MODIFIED. */
  AUTHENTICATOR_INTEGRITY(
      "the authenticator does not verify, or is not of the ticket's client",
      "mend the client, or look for somebody between client and server"),
  /** RFC 4120 KRB_AP_ERR_SKEW. */
  CLOCK_SKEW(
      "the clocks of client and server differ by more than kerberos.clock-skew",
      "set both clocks by NTP"),
  /** RFC 4120 KRB_AP_ERR_TKT_NYV. */
  TICKET_NOT_YET_VALID("the ticket does not serve yet", "set the clocks of KDC and server by NTP"),
  /** RFC 4120 KRB_AP_ERR_TKT_EXPIRED. */
  TICKET_EXPIRED("the ticket has expired", "the user gets a new ticket (kinit, or log on again)"),
  /** RFC 4120 KRB_AP_ERR_TKT_INVALID. */
  TICKET_INVALID("the ticket has the flag invalid", "the client validates its postdated ticket"),
  /** RFC 4120 KRB_AP_ERR_BADADDR. */
  TICKET_ADDRESS(
      "the ticket is for other addresses than the client's",
      "get tickets without addresses, or set kerberos.check-addresses=false"),
  /** RFC 4120 section 5.2.6. */
  AUTHORIZATION_DATA_CRITICAL(
      "ticket or authenticator have authorization data that restricts their use in a way that is not known here",
      "let the KDC or the client put it into AD-IF-RELEVANT if servers may pass it over, or leave it out"),
  /** RFC 4120 section 2.7, KRB_AP_PATH_NOT_ACCEPTED. */
  TRANSIT_NOT_TRUSTED(
      "the ticket came through other realms, and nobody says that this way is to be trusted",
      "let the KDC check the way (capaths in its krb5.conf), or name the realms in kerberos.trusted-transit"),
  /** RFC 4120 KRB_AP_ERR_REPEAT. */
  TOKEN_REPLAYED(
      "this token was used before",
      "nothing if a client repeated a request; else look for somebody between client and server"),
  /** RFC 4120 section 3.2.3. */
  REPLAY_CACHE_FULL(
      "more tokens came within the clock skew than the replay cache holds",
      "raise kerberos.replay-cache-max"),
  /** RFC 4120 section 3.2.3. */
  REPLAY_CACHE_SHARE_FULL(
      "more tokens of this client came within the clock skew than its share of the replay cache",
      "look at what the client does; for one that has to log on so often raise kerberos.replay-cache-max or kerberos.replay-cache-share, or set negotiate.keep=connection"),
  /** RFC 5056. */
  BINDINGS_MISSING(
      "the client sent no channel bindings, and they are required",
      "mend the client, or set negotiate.channel-bindings=when-supported"),
  /** RFC 5056. */
  BINDINGS_WRONG(
      "the client's channel bindings are those of another TLS connection",
      "name the certificate that clients see by negotiate.certificates; else a relay is at work"),
  /** RFC 5056. */
  BINDINGS_UNKNOWN(
      "channel bindings are required, and the server's certificate is not known",
      "use https, and name the certificate that clients see by negotiate.certificates"),
  /** MS-NLMP section 2.2.2.1, MsvAvTargetName. */
  WRONG_TARGET(
      "the client aimed at another service", "add the service's name to ntlm.target-names"),
  /** MS-PAC. */
  PAC_SIGNATURE(
      "the PAC of the ticket has no valid signature of the service key",
      "look for somebody who forges tickets; export the keytab anew"),
  /** MS-PAC. */
  PAC_MALFORMED("the PAC of the ticket is malformed", "look at the KDC"),
  /** MS-PAC section 2.7. */
  PAC_OF_ANOTHER("the PAC is not of the ticket's client", "look at the KDC"),
  /** MS-KILE section 3.3.5.3, kerberos.realms-without-pac. */
  PAC_MISSING(
      "no PAC says whose the ticket is, and the name in it may be any that its client asked for",
      "let the KDC make PACs (the service's account without NO_AUTH_DATA_REQUIRED, kinit without --no-request-pac); only where a KDC makes none name its realm in kerberos.realms-without-pac"),
  /** No rule leads from the principal to an account. */
  PRINCIPAL_NOT_MAPPED(
      "no rule makes an account of the client's principal",
      "add a rule to kerberos.principal-mapping, or its realm to the realms that are stripped"),
  /** LM and NTLMv1 are never taken. */
  NTLM_VERSION(
      "the client answered with LM or NTLMv1",
      "let the client use NTLMv2 (LmCompatibilityLevel 3)"),
  /** MS-NLMP section 3.2.5.1.2. */
  NTLM_MIC(
      "the MIC of the NTLM messages is missing or wrong",
      "look for somebody between client and server; old clients need ntlm.require-mic=false"),
  /** MS-NLMP section 3.2.5.1.2. */
  NTLM_ANONYMOUS("the client wants to be anonymous", "let the user log on"),
  /** MS-NLMP section 3.1.5.1.2. */
  NTLM_TARGET_INFO(
      "the names in the NTLM response are not those that this server sent",
      "look for somebody between client and server who passes on responses to other servers"),
  /** The time in the response. */
  NTLM_TIME("the time in the NTLM response is too far from the server's", "set both clocks by NTP"),
  /** 403. */
  ROLE_MISSING(
      "the user has none of the roles that the path requires",
      "give the user the role, or change the path's rule"),
  /** 400. */
  AMBIGUOUS_PATH(
      "the request path has dot segments, control characters or broken escapes, which software"
          + " reads in different ways",
      "let the client send a normalised path, or set ambiguous-paths=read"),
  /** 400. */
  ENTITY_UNREADABLE(
      "the request entity can not be read to its end", "mend the client, or the proxy before it"),
  /** 413. */
  ENTITY_TOO_LARGE(
      "the request entity is longer than may be hashed",
      "raise entity-limit, or entity-strangers-total for clients that log on with it; or do not offer auth-int"),
  /** 503. */
  TOO_MANY_ENTITIES(
      "as many entities of clients that have not proved who they are, from this address or in all, are held as may be",
      "nothing if it passes; else look at who floods, or raise entity-strangers-max and its like"),
  /** 503. */
  ENTITY_TOO_SLOW(
      "the request entity of a client that has not proved who it is comes too slowly",
      "let the client log on by a request without an entity, or raise entity-read-time"),
  /** 503. */
  ENTITY_NO_ROOM(
      "the request entity cannot be written to a temporary file",
      "make room in the folder of temporary files (java.io.tmpdir), or let the server write there");

  private final String cause;
  private final String mend;

  Reason(String cause, String mend) {
    this.cause = cause;
    this.mend = mend;
  }

  /** One line that says what is wrong. */
  public String cause() {
    return cause;
  }

  /** One line that says what to do. */
  public String mend() {
    return mend;
  }
}
