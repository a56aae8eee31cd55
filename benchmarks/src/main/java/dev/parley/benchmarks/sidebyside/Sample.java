package dev.parley.benchmarks.sidebyside;

/**
 * One round of one cell.
 *
 * @param requestsPerSecond expected answers a second
 * @param cpuMicros processor time of the server for each answer, in microseconds
 * @param challenged how many requests were answered 401 although they carried an answer
 */
public record Sample(double requestsPerSecond, double cpuMicros, long challenged) {}
