package dev.kith.domain;

/** Lifecycle of a profile: never created, present or deleted. */
public enum Lifecycle {
  UNKNOWN,
  PRESENT,
  DELETED
}
