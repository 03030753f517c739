package dev.kith.domain;

import java.util.regex.Pattern;

/**
 * Limits that every fold enforces, whatever program wrote the event; REST checks the same limits
 * before it appends. They ensure that every record derived from an event fits into Kafka's default
 * of 1 MiB. Characters are code points.
 *
 * <p>{@link EventValidator} refuses events that exceed them; {@link Profile} refuses events after
 * which a profile would.
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

  /** Characters of such a path; a path of no field is ignored. */
  public static final int PATH = 128;

  /** Rules of one field. */
  public static final int RULES = 100;

  /** Fields with rules of their own. */
  public static final int RULED_FIELDS = ATTRIBUTES + PrivacyRules.DEFAULTS.size();

  /** Addresses in all rules of an owner together. */
  public static final int RULED_ADDRESSES = 1_000;

  /** Bytes of all rules of an owner, with their field names. */
  public static final int RULES_BYTES = 192 * 1_024;

  /** Labels of one relation. */
  public static final int LABELS = 32;

  /** Peers in one event. */
  public static final int PEERS = 500;

  /** Characters of an event's actor; the rest is cut off. */
  public static final int ACTOR = 256;

  private static final Pattern ATTRIBUTE_KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[\\x21-\\x7e]{1,127}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private Limits() {}

  /** Whether the text is a valid attribute key. */
  public static boolean isAttributeKey(String text) {
    return ATTRIBUTE_KEY.matcher(text).matches();
  }

  /** Whether the text has at most that many characters. */
  static boolean fits(String text, int maximum) {
    return text.length() <= maximum || text.codePointCount(0, text.length()) <= maximum;
  }

  /** Whether the field can have rules. */
  static boolean isRuled(String field) {
    return PrivacyRules.DEFAULTS.containsKey(field)
        || (field.startsWith(Fields.ATTRIBUTE_PREFIX)
            && isAttributeKey(field.substring(Fields.ATTRIBUTE_PREFIX.length())));
  }

  /** Whether a picture's content hash, media type and size are values that an upload produces. */
  static boolean isPicture(Picture picture) {
    return SHA_256.matcher(picture.sha256()).matches()
        && MEDIA_TYPE.matcher(picture.mediaType()).matches()
        && picture.width() > 0
        && picture.height() > 0;
  }

  /** An actor's name, cut to the limit. */
  public static String actor(String text) {
    return fits(text, ACTOR) ? text : text.substring(0, text.offsetByCodePoints(0, ACTOR));
  }
}
