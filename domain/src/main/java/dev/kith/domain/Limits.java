package dev.kith.domain;

import java.util.regex.Pattern;

/**
 * The limits that every fold enforces alike, whoever wrote the event; REST checks the same ones
 * before it appends. With them, every record that is derived from an event fits into Kafka's own
 * default of 1 MiB. Characters are code points.
 */
public final class Limits {

  /** Characters of a name. */
  public static final int NAME = 256;

  /** Characters of a status. */
  public static final int STATUS = 1_024;

  /** Attributes of one profile. */
  public static final int ATTRIBUTES = 64;

  /** Characters of an attribute's text. */
  public static final int ATTRIBUTE_TEXT = 4_096;

  /** Bytes of all attributes of one profile as JSON in UTF-8. */
  public static final int ATTRIBUTES_BYTES = 16 * 1_024;

  /** Paths that one event removes. */
  public static final int REMOVED = 128;

  /** Characters of such a path; one that names nothing is ignored. */
  public static final int PATH = 128;

  /** Rules of one field. */
  public static final int RULES = 100;

  /** Fields that have rules of their own. */
  public static final int RULED_FIELDS = ATTRIBUTES + PrivacyRules.DEFAULTS.size();

  /** Addresses that all rules of an owner name together. */
  public static final int RULED_ADDRESSES = 1_000;

  /** Bytes of all rules of an owner with the fields they are for. */
  public static final int RULES_BYTES = 192 * 1_024;

  /** Labels of one relation. */
  public static final int LABELS = 32;

  /** Peers of one event. */
  public static final int PEERS = 500;

  /** Characters of what an event says of its actor that are kept. */
  public static final int ACTOR = 256;

  private static final Pattern ATTRIBUTE_KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[\\x21-\\x7e]{1,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private Limits() {}

  /** Whether an attribute may be called this. */
  public static boolean isAttributeKey(String text) {
    return ATTRIBUTE_KEY.matcher(text).matches();
  }

  /** Whether the text has at most so many characters. */
  static boolean fits(String text, int most) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most;
  }

  /** Whether rules can be given for this field. */
  static boolean isRuled(String field) {
    return PrivacyRules.DEFAULTS.containsKey(field)
        || (field.startsWith(Fields.ATTRIBUTE_PREFIX)
            && isAttributeKey(field.substring(Fields.ATTRIBUTE_PREFIX.length())));
  }

  /** Whether a picture's content hash, media type and size are what an upload makes them. */
  static boolean isPicture(Picture picture) {
    return SHA_256.matcher(picture.sha256()).matches()
        && MEDIA_TYPE.matcher(picture.mediaType()).matches()
        && picture.width() > 0
        && picture.height() > 0;
  }

  /** What is kept of an actor's name. */
  public static String actor(String text) {
    return fits(text, ACTOR) ? text : text.substring(0, text.offsetByCodePoints(0, ACTOR));
  }
}
