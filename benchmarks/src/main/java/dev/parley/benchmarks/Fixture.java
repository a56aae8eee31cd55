package dev.parley.benchmarks;

/** The one account, realm and resource that every server under test knows. */
public final class Fixture {
  public static final String REALM = "bench";
  public static final String USER = "alice";
  public static final String PASSWORD = "alice-secret-1";
  public static final String ROLE = "user";
  public static final String PATH = "/protected/resource";

  /** The domain of {@link #USER} with NTLM. */
  public static final String NTLM_DOMAIN = "BENCH";

  /** How many principals have a ticket. */
  public static final int TICKET_HOLDERS = 32;

  private Fixture() {}

  /** The name of a principal that has a ticket. */
  public static String ticketHolder(int number) {
    return "user-" + number;
  }
}
