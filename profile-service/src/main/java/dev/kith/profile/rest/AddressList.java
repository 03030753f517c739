package dev.kith.profile.rest;

import dev.kith.domain.Address;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.BiFunction;

/** Reader of a list of addresses in a body. */
public final class AddressList {

  private AddressList() {}

  /**
   * The addresses in their order, each once.
   *
   * @param parser reads one address; its second argument is the place that a problem names
   * @throws ProblemException 400 unless there are 1 to {@code most} addresses
   */
  public static SequencedSet<Address> read(
      JsonFields json, String field, int most, BiFunction<String, String, Address> parser) {
    var texts =
        json.texts(field, most, Address.LONGEST)
            .filter(list -> !list.isEmpty())
            .orElseThrow(
                () -> JsonFields.invalid(field, "must be a list of 1 to " + most + " addresses"));
    var addresses = new LinkedHashSet<Address>();
    for (var index = 0; index < texts.size(); index++) {
      addresses.add(parser.apply(texts.get(index), json.path(field) + "[" + index + "]"));
    }
    return Collections.unmodifiableSequencedSet(addresses);
  }
}
