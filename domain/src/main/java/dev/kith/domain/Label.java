package dev.kith.domain;

import java.util.regex.Pattern;

/** Word with which an owner groups peers, such as {@code family}. */
public final class Label {

  /** Syntax of a label, as text for error messages. */
  public static final String RULE = "1 to 64 ASCII letters, digits and . _ - are allowed";

  /** Label of a group's half-edge that lets the member write to the group's data. */
  public static final String ADMIN = "admin";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Label() {}

  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }
}
