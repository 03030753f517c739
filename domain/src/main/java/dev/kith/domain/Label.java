package dev.kith.domain;

import java.util.regex.Pattern;

/** A word by which an owner groups peers, such as {@code family}. */
public final class Label {

  /** What a label is made of, in words for whoever sent a bad one. */
  public static final String RULE = "1 to 64 ASCII letters, digits and . _ - are allowed";

  /** The label of a group's half-edge that lets a member write to the group. */
  public static final String ADMIN = "admin";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Label() {}

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }
}
