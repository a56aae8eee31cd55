package dev.parley.authority;

/** Hears from an authority that what it once said of an account no longer holds. Thread-safe. */
public interface AccountListener {

  /**
   * The account was removed, disabled or changed: what is kept of it must go. The name is matched
   * canonically.
   */
  void accountChanged(String account);

  /** Anything may have changed. */
  void allAccountsChanged();
}
