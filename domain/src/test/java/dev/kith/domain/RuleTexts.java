package dev.kith.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Privacy rules as text, which the oracle evaluates without the domain. */
record RuleTexts(Map<String, List<String>> byField) {

  RuleTexts {
    byField = Collections.unmodifiableMap(new TreeMap<>(byField));
  }

  PrivacyRules parsed() {
    var rules = new TreeMap<String, List<Rule>>();
    byField.forEach((field, texts) -> {
      var list = new ArrayList<Rule>();
      texts.forEach(text -> list.add(Rule.parse(text).orElseThrow()));
      rules.put(field, list);
    });
    return new PrivacyRules(rules);
  }
}
