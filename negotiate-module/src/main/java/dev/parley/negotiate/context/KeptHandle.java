package dev.parley.negotiate.context;

/** A kept client as a request sees it. */
final class KeptHandle extends NegotiateContext {
  private final KeptNegotiation kept;

  KeptHandle(KeptNegotiation kept) {
    super(kept.reference().id(), kept.proved());
    this.kept = kept;
  }

  KeptNegotiation kept() {
    return kept;
  }
}
