package dev.kith.kit.codec;

import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Codec of privacy rules. */
public final class PrivacyCodec {

  private PrivacyCodec() {}

  public static Map<String, List<String>> write(PrivacyRules rules) {
    var written = new TreeMap<String, List<String>>();
    rules
        .byField()
        .forEach((field, list) -> written.put(field, list.stream().map(Rule::toString).toList()));
    return written;
  }

  /** An unreadable rule becomes a rule that denies everyone, so that it never reveals anything. */
  public static PrivacyRules read(Map<String, List<String>> written) {
    if (written.isEmpty()) {
      return PrivacyRules.NONE;
    }
    var rules = new TreeMap<String, List<Rule>>();
    written.forEach((field, list) ->
        rules.put(
            field,
            list.stream().map(text -> Rule.parse(text).orElse(Rule.DENY_EVERYONE)).toList()));
    return new PrivacyRules(rules);
  }
}
