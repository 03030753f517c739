package dev.kith.domain;

/** Yes, no, or never said; automatic sync and announcements act only on what was never said. */
public enum Choice {
  UNSET,
  YES,
  NO;

  public static Choice of(boolean yes) {
    return yes ? YES : NO;
  }
}
