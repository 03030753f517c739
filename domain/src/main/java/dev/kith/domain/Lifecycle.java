package dev.kith.domain;

/** Whether anybody has created a profile, and whether it is still there. */
public enum Lifecycle {
  UNKNOWN,
  PRESENT,
  DELETED
}
