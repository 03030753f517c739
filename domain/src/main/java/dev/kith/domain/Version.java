package dev.kith.domain;

/**
 * Version of an entry: the last event of either side that its view was computed from.
 *
 * @param subject the subject's last event about its profile or about this subscriber
 * @param subscriber the subscriber's last event about the subject
 */
public record Version(Position subject, Position subscriber) {}
