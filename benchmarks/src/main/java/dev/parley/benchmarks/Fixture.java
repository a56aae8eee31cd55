package dev.parley.benchmarks;

/** The one account, realm and resource that every server under test knows. */
public final class Fixture {
  public static final String REALM = "bench";
  public static final String USER = "alice";
  public static final String PASSWORD = "alice-secret-1";
  public static final String ROLE = "user";
  public static final String PATH = "/protected/resource";

  private Fixture() {}
}
