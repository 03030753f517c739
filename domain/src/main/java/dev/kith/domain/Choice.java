package dev.kith.domain;

/** Yes, no or unset. Automatic sync and announcements act only on unset. */
public enum Choice {
  UNSET,
  YES,
  NO;

  public static Choice of(boolean yes) {
    return yes ? YES : NO;
  }
}
