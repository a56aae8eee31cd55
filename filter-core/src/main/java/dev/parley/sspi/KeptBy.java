package dev.parley.sspi;

/**
 * By what a client is known whose request brings no credentials, the stronger proof first: what an
 * earlier request on the same connection has proved holds before what the HTTP session says, which
 * whoever has its cookie can bring along.
 */
public enum KeptBy {
  /** An earlier request on the same connection. */
  CONNECTION,
  /** An earlier request of the same HTTP session. */
  SESSION
}
