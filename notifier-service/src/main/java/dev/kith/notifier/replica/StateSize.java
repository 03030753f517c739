package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.Rule;
import dev.kith.domain.Scalar;
import dev.kith.domain.replica.SubjectState;

/** Estimate of the bytes of heap that a decoded subject occupies, not less than it does. */
final class StateSize {

  /** Records, positions, empty collections and the place in the cache. */
  private static final int STATE = 680;

  /** Record of a version with an outline: profile, fields, rules, maps. */
  private static final int VERSION = 240;

  private static final int STRING = 48;
  private static final int OPTIONAL = 16;
  private static final int PICTURE = 56;
  private static final int MAP_ENTRY = 40;
  private static final int SCALAR = 24;
  private static final int RULES = 64;
  private static final int RULE = 24;
  private static final int AUDIENCE = 16;
  private static final int REFERENCE = 8;

  private StateSize() {}

  static long of(Address subject, SubjectState state) {
    var size = STATE + string(subject.text()) + profile(state.replica().content().profile());
    for (var path : state.history().changed().keySet()) {
      size += MAP_ENTRY + SCALAR + string(path);
    }
    for (var version : state.history().outlines().list()) {
      size += VERSION + profile(version.state());
    }
    return size;
  }

  private static long profile(Profile profile) {
    return fields(profile.fields()) + rules(profile.privacy());
  }

  private static long fields(Fields fields) {
    var size =
        fields.name().map(StateSize::optional).orElse(0L)
            + fields.status().map(StateSize::optional).orElse(0L)
            + fields
                .picture()
                .map(
                    picture -> PICTURE + optional(picture.sha256()) + optional(picture.mediaType()))
                .orElse(0L);
    for (var attribute : fields.attributes().entrySet()) {
      size += MAP_ENTRY + SCALAR + string(attribute.getKey());
      size += attribute.getValue() instanceof Scalar.Text(var text) ? string(text) : 0;
    }
    return size;
  }

  private static long rules(PrivacyRules rules) {
    var size = 0L;
    for (var list : rules.byField().entrySet()) {
      size += RULES + MAP_ENTRY + string(list.getKey());
      for (var rule : list.getValue()) {
        size += RULE + REFERENCE + audience(rule.audience());
      }
    }
    return size;
  }

  private static long audience(Rule.Audience audience) {
    return switch (audience) {
      case Rule.Audience.Everyone _, Rule.Audience.Contacts _ -> AUDIENCE;
      case Rule.Audience.Labelled(var label) -> AUDIENCE + string(label);
      case Rule.Audience.User(var address) -> AUDIENCE + AUDIENCE + string(address.text());
    };
  }

  private static long optional(String text) {
    return OPTIONAL + string(text);
  }

  /** Two bytes for each character, as a text that is not Latin has. */
  private static long string(String text) {
    return STRING + 2L * text.length();
  }
}
